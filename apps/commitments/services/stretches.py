"""Stretches of days on which nothing is due: somebody is away, or the space is paused."""

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, UUIDField, Value

from apps.commitments.models import Away
from apps.commitments.rules.due import Gap
from apps.core.fields import SealedField
from apps.spaces.models import Pause

DAY = timedelta(days=1)
NOBODY = Value(None, output_field=UUIDField())
NO_NOTE = Value(None, output_field=SealedField())


class Stretch(NamedTuple):
    """Local days, both ends included; `to_day` None until further notice.

    `author_id` is who is away, None where the space itself is paused. `sealed` is the note
    beside it, unopened.
    """

    pk: UUID
    author_id: UUID | None
    from_day: date
    to_day: date | None
    declared_on: date
    sealed: bytes | None

    def touches(self, first: date, last: date) -> bool:
        """Whether it has a day from `first` to `last`."""
        return self.from_day <= last and (self.to_day is None or self.to_day >= first)

    def gap(self) -> Gap:
        """The same for the rules."""
        return Gap(self.from_day, self.to_day, self.declared_on)

    def note(self, space_id: UUID) -> Any:
        """The note, opened; None when there is none."""
        return Away(pk=self.pk, space_id=space_id, note=self.sealed).note if self.sealed else None


def stretches(space_id: UUID, first: date, last: date) -> list[Stretch]:
    """Everybody's stretches with a day from `first` to `last`, oldest first. One query."""
    away = Away.objects.in_space(space_id).touching(first, last).order_by()
    paused = Pause.objects.in_space(space_id).touching(first, last).order_by()
    rows = away.values_list("pk", "author_id", "from_day", "to_day", "declared_on", "note").union(
        paused.annotate(nobody=NOBODY, no_note=NO_NOTE, said=F("paused_on")).values_list(
            "pk", "nobody", "paused_on", "resumed_on", "said", "no_note"
        ),
        all=True,
    )
    return sorted((_stretch(*row) for row in rows), key=lambda each: each.from_day)


def _stretch(
    pk: UUID,
    author_id: UUID | None,
    from_day: date,
    to_day: date | None,
    declared_on: date,
    sealed: bytes | None,
) -> Stretch:
    # The day of resuming is not paused any more.
    last = to_day - DAY if author_id is None and to_day else to_day
    return Stretch(pk, author_id, from_day, last, declared_on, sealed and bytes(sealed))
