"""The drawing with its sentences, as one owner may see it this week (measurement 2.5)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from apps.reflections.drawing import Chart, felt_chart
from apps.reflections.models import CheckIn
from apps.reflections.rules.rhythm import question_due, quiet_line_due
from apps.reflections.rules.scale import Kind
from apps.reflections.rules.sentences import sentences_for
from apps.reflections.rules.trend import DAY, WEEK, Series, monday_of, series
from apps.reflections.services.answers import (
    Answers,
    answers,
    last_values,
    opened,
    spans,
    within,
)
from apps.reflections.services.preferences import Wishes
from apps.reflections.services.words import heading

RANGES: dict[str, int | None] = {"4w": 4, "3m": 12, "1y": 52, "all": None}
RANGE_LABELS = {
    "4w": _("4 weeks"),
    "3m": _("3 months"),
    "1y": _("A year"),
    "all": _("All"),
}
DEFAULT_RANGE = "3m"
# What the sentences rest on, whatever is shown: a year, and the eight weeks before it.
A_YEAR = 62 * WEEK
RECENTLY = timedelta(days=60)


@dataclass(frozen=True)
class Look:
    """One drawing and what may be said beside it; `unopened` rows are never taken for gaps."""

    kind: Kind
    heading: str
    own: Series
    chart: Chart
    sentences: tuple[str, ...]
    unopened: int
    first_day: date
    last_day: date


def look(
    person_id: UUID, kind: Kind, *, reach: str, today: date, found: Wishes, beside: bool = False
) -> Look:
    """The drawing of the answers of one kind over `reach` (4w, 3m, 1y or all).

    It stands as of the Monday on or before `today` (local). `beside` is the small one under the
    timeline, whose last week is the running one. One query, however many answers there are.
    """
    look_on, weeks = monday_of(today), RANGES[reach]
    last = look_on + 6 * DAY if beside else look_on - DAY
    needed = spans(found, kind, look_on - A_YEAR, last)
    read = _everything(person_id, kind) if weeks is None else answers(person_id, kind, needed)
    own = series(read.ratings, kind=kind, look_on=look_on)
    told = series(within(read, needed), kind=kind, look_on=look_on)
    first = _first_day(own, last, weeks)
    return Look(
        kind=kind,
        heading=heading(kind),
        own=own,
        chart=felt_chart(own, first, last, large=not beside),
        sentences=sentences_for(told, chosen=found.compare_from.get(kind)),
        unopened=read.unopened,
        first_day=first,
        last_day=last,
    )


def _first_day(own: Series, last: date, weeks: int | None) -> date:
    """Where the drawing begins: not before the first answer, so that a young year has no empty
    lines, and twelve weeks back at the latest. Without `weeks` all of it."""
    begun = last + DAY - 12 * WEEK
    if own.start is not None:
        begun = min(begun, monday_of(own.start))
    return begun if weeks is None else max(begun, last + DAY - weeks * WEEK)


def quiet_line(person_id: UUID, kind: Kind, today: date) -> bool:
    """Whether one quiet line offers fewer questions (measurement 2.3, rule 5). One query."""
    recent = answers(person_id, kind, [(today - RECENTLY, today)])
    return quiet_line_due(last_values(recent))


def effect_due(found: Wishes, today: date) -> bool:
    """Whether to ask if answering helps (measurement 2.3, rule 4)."""
    if not found.first_days:
        return False
    return question_due(min(found.first_days.values()), [pair[0] for pair in found.effects], today)


def _everything(person_id: UUID, kind: Kind) -> Answers:
    return opened(CheckIn.objects.visible_to(person_id), kind)
