"""Pausing a space for two: by either, without a reason; resumed by either."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from apps.spaces.here import Here
from apps.spaces.models import Pause, Space
from apps.spaces.services.spaces import lock_open


class PausedDays(NamedTuple):
    """Paused local days, both ends included; `to_day` None until further notice."""

    from_day: date
    to_day: date | None
    declared_on: date


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


def gaps(space_id: UUID, from_day: date, to_day: date) -> list[PausedDays]:
    """Paused stretches with a day from `from_day` to `to_day` (local dates), oldest first.

    Declared on the day of pausing: what fell due before that day stays due (commitments 3.3).
    """
    pauses = Pause.objects.in_space(space_id).touching(from_day, to_day)
    return [PausedDays(p.paused_on, _last_day(p), p.paused_on) for p in pauses]


def _last_day(pause: Pause) -> date | None:
    resumed: date | None = pause.resumed_on
    return date.fromordinal(resumed.toordinal() - 1) if resumed else None


def _mirror(space: Space, paused_at: datetime | None) -> None:
    space.paused_at = paused_at
    space.save(update_fields=["paused_at"])
