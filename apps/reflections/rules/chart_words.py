"""The drawing read aloud and as a table, from the same data (measurement 2.5, rule 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.reflections.rules.scale import POINTS, Other
from apps.reflections.rules.sentences import middle_words, where
from apps.reflections.rules.spread import most
from apps.reflections.rules.trend import (
    ENOUGH_FOR_LINE,
    LINE_FROM_WEEK,
    WEEK,
    LinePoint,
    Rating,
    Series,
    line_point,
    monday_of,
)


@dataclass(frozen=True)
class WeekRow:
    """One week of the table; middle and most look back three weeks from its Sunday."""

    monday: date
    answers: str
    middle: str
    most: str


def day_words(day: date) -> str:
    """Return a day and month in words."""
    return date_format(day, _("j F"))


def other_words(ratings: Sequence[Rating]) -> list[str]:
    """Return the answers that are no rating, counted in words, and the marked days."""
    found = {other: sum(rating.other is other for rating in ratings) for other in Other}
    apart, unsaid = found[Other.NO_CONTACT], found[Other.RATHER_NOT_SAY]
    marked = sum(rating.something_new for rating in ratings)
    words = [
        (apart, ngettext("%(count)s without contact", "%(count)s without contact", apart)),
        (unsaid, ngettext("%(count)s rather not said", "%(count)s rather not said", unsaid)),
        (
            marked,
            ngettext("%(count)s marked something new", "%(count)s marked something new", marked),
        ),
    ]
    return [text % {"count": count} for count, text in words if count]


def answer_words(own: Series, ratings: Sequence[Rating]) -> str:
    """Return a week's answers, ease first, each point with how often it was given."""
    counts = [
        (sum(rating.value == point.value for rating in ratings), str(point.name))
        for point in POINTS[own.kind]
    ]
    words = [
        _("%(count)s %(point)s") % {"count": count, "point": name}
        for count, name in counts
        if count
    ]
    return ", ".join([*words, *other_words(ratings)]) or _("No answer")


def line_words(own: Series, sunday: date) -> tuple[str, str]:
    """Return middle and most in words as of a Sunday, or why there is none."""
    start = own.start
    if start is None or sunday < start + (LINE_FROM_WEEK - 1) * WEEK:
        return _("Too early"), _("Too early")
    point = line_point(own.values, sunday)
    if point is None:
        return _("Too few answers"), _("Too few answers")
    return middle_words(own.kind, point.middle), where(own.kind, point.low, point.high)


def week_rows(own: Series, first_day: date, last_day: date) -> tuple[WeekRow, ...]:
    """Return one row for every week from `first_day` to the last Sunday drawn."""
    rows, monday = [], monday_of(first_day)
    while monday + WEEK <= min(own.look_on, monday_of(last_day) + WEEK):
        sunday = monday + timedelta(days=6)
        held = [rating for rating in own.ratings if monday <= rating.day <= sunday]
        rows.append(WeekRow(monday, answer_words(own, held), *line_words(own, sunday)))
        monday += WEEK
    return tuple(rows)


def _answers(own: Series, values: Sequence[int]) -> str:
    if not values:
        return _("no answers")
    few = len(values) < ENOUGH_FOR_LINE
    low, high = (min(values), max(values)) if few else most(values)
    lay = {"count": len(values), "lay": where(own.kind, low, high)}
    if few:
        return (
            ngettext("%(count)s answer, %(lay)s", "%(count)s answers, %(lay)s", len(values)) % lay
        )
    return (
        ngettext(
            "%(count)s answer, most of them %(lay)s",
            "%(count)s answers, most of them %(lay)s",
            len(values),
        )
        % lay
    )


def _line(own: Series, first: date, last: date, points: Sequence[LinePoint]) -> str:
    start = own.start
    if not points or start is None:
        return _("There is no line here.")
    end = points[-1]
    words = _("The line ends on %(day)s, %(lay)s.") % {
        "day": day_words(end.day),
        "lay": middle_words(own.kind, end.middle),
    }
    could = (last - max(first, start + (LINE_FROM_WEEK - 1) * WEEK)).days + 1
    gap = _("It stops where there are too few answers.") if len(points) < could else ""
    return f"{words} {gap}".rstrip()


def line_label(own: Series, first: date, last: date, points: Sequence[LinePoint]) -> str:
    """Return one line of the drawing (`first` to `last`) as a full sentence or two.

    With fewer than nine answers the lowest and the highest are told, otherwise where most lay.
    """
    if first > last:
        return _("From %(first)s: not drawn yet.") % {"first": day_words(first)}
    held = [rating for rating in own.ratings if first <= rating.day <= last]
    told = {
        "first": day_words(first),
        "last": day_words(last),
        "answers": ", ".join([_answers(own, own.span(first, last)), *other_words(held)]),
    }
    inside = [point for point in points if first <= point.day <= last]
    return _("%(first)s to %(last)s: %(answers)s.") % told + " " + _line(own, first, last, inside)
