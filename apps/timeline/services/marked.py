"""Days that somebody marked: told first, noted or broken, seen differently. One query for all."""

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, CharField, DateField, OuterRef, Q, Subquery, Value

from apps.commitments.models import Entry, Told
from apps.core.fields import SealedField
from apps.sharing.models import SharedView

NO_LINE = Value(None, output_field=SealedField())
NOT_SAID = Value(None, output_field=BooleanField())


class What(StrEnum):
    """What stands behind a mark."""

    TOLD = "told"
    WRITTEN = "written"
    VIEW = "view"


class Marked(NamedTuple):
    """One marked day. `sealed` is the line beside it, unopened, where the page shows it."""

    kind: What
    pk: UUID
    author_id: UUID
    day: date
    sealed: bytes | None
    told_same_day: bool | None

    def line(self, space_id: UUID) -> Any:
        """The line, opened; None when there is none to show."""
        if self.sealed is None:
            return None
        model = Told if self.kind is What.TOLD else Entry
        return model(pk=self.pk, space_id=space_id, line=self.sealed).line


def marked(space_id: UUID, first: date, last: date, *, sealed: bool) -> list[Marked]:
    """What was told first, limits that did not hold, and shared views, from `first` to `last`.

    With `sealed` also occasions that were only noted, and the lines beside all of them.
    """
    told = _columns(Told.objects.in_space(space_id).between(first, last), What.TOLD, sealed)
    wanted = Q(told_same_day__isnull=False) | (Q(mark="") if sealed else Q(pk__in=()))
    entries = Entry.objects.in_space(space_id)
    written = _columns(entries.between(first, last).filter(wanted), What.WRITTEN, sealed)
    rows = told.union(written, _views(space_id, entries, first, last), all=True)
    return [_row(*row) for row in rows]


def _columns(rows: Any, what: What, sealed: bool) -> Any:
    same_day = "told_same_day" if what is What.WRITTEN else "not_said"
    line = "line" if sealed else "no_line"
    rows = rows.order_by().annotate(
        what=Value(what.value, output_field=CharField()), not_said=NOT_SAID, no_line=NO_LINE
    )
    return rows.values_list("what", "pk", "author_id", "day", line, same_day)


def _views(space_id: UUID, entries: Any, first: date, last: date) -> Any:
    """Own views that somebody chose to share, on the day they are about."""
    inside = entries.filter(day__range=(first, last))
    day = inside.filter(pk=OuterRef("entry_id")).values("day")[:1]
    rows = SharedView.objects.in_space(space_id).about(inside.values("pk"))
    return rows.annotate(
        what=Value(What.VIEW.value, output_field=CharField()),
        on=Subquery(day, output_field=DateField()),
        no_line=NO_LINE,
        not_said=NOT_SAID,
    ).values_list("what", "pk", "author_id", "on", "no_line", "not_said")


def _row(
    what: str, pk: UUID, author_id: UUID, day: date, sealed: Any, same_day: bool | None
) -> Marked:
    return Marked(What(what), pk, author_id, day, sealed and bytes(sealed), same_day)
