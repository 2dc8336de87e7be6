"""Pausing a space for two: by either, without a reason; resumed by either."""

from datetime import date, datetime

from django.db import transaction

from apps.spaces.here import Here
from apps.spaces.models import Pause, Space
from apps.spaces.services.spaces import lock_open


@transaction.atomic
def pause(*, here: Here, today: date, now: datetime) -> None:
    """Pause from `today`, the local date of whoever asks. Nothing happens when paused already.

    Raises SpaceClosed.
    """
    space = lock_open(here)
    if space.paused_at is None:
        Pause(space_id=space.pk, author_id=here.person_id, paused_on=today, paused_at=now).save(
            force_insert=True
        )
        _mirror(space, now)


@transaction.atomic
def resume(*, here: Here, today: date, now: datetime) -> None:
    """Go on: `today` is not paused any more. Nothing happens when nothing is paused.

    Raises SpaceClosed.
    """
    space = lock_open(here)
    for running in Pause.objects.in_space(space.pk).running():
        running.resumed_on, running.resumed_at = max(today, running.paused_on), now
        running.save(update_fields=["resumed_on", "resumed_at"])
    _mirror(space, None)


def _mirror(space: Space, paused_at: datetime | None) -> None:
    space.paused_at = paused_at
    space.save(update_fields=["paused_at"])
