"""The long view of a thread: one bead a week for a year and for all of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from apps.commitments.rules import geometry
from apps.commitments.rules.outcomes import Mark
from apps.commitments.rules.spoken import day_words, week_line_sentence, year_words
from apps.commitments.rules.tally import DayState, Tally
from apps.commitments.rules.thread import (
    Event,
    Line,
    Stroke,
    Thread,
    drawn,
    event_strokes,
    mark_strokes,
    week_rows,
)

WEEKS_A_LINE = 13
# A year is drawn with two places a week, else its beads would be larger than a day's.
_YEAR_PLACES = 2
_WEEK = timedelta(days=7)


def weeks_thread(
    days: Sequence[DayState],
    first_day: date,
    last_day: date,
    today: date,
    *,
    starts_on: date | None = None,
    events: Iterable[Event] = (),
    by_year: bool = False,
) -> Thread:
    """One bead a week from the week of `first_day`: lines of thirteen weeks for a year,
    or with `by_year` one line for each ISO year. `monday_before` gives a fitting first day."""
    first, end = _monday(first_day), min(last_day, today)
    shown = [day for day in days if first <= day.day <= end]
    rows = week_rows(shown, first, end)
    mondays = [row.monday for row in rows]
    scale = 1 if by_year else _YEAR_PLACES
    found = {n * scale: week_mark(row.counts) for n, row in enumerate(rows)}
    begins = _week_of(starts_on or (shown[0].day if shown else end), first) * scale * geometry.STEP
    strokes = mark_strokes(
        {at: mark for at, mark in found.items() if mark},
        (begins, max(begins, len(rows) * scale * geometry.STEP)),
    )
    marked = (
        (_week_of(event.day, first) * scale, event.filled)
        for event in events
        if first <= event.day <= end
    )
    ruler = geometry.seams(n * scale for n in _month_starts(mondays))
    return Thread(
        drawn((*event_strokes(marked), Stroke("tick", ruler), *strokes)),
        tuple(_lines(shown, mondays, end, by_year)),
        rows,
    )


def monday_before(today: date, weeks: int) -> date:
    """The Monday that begins the last `weeks` weeks, this one included."""
    return _monday(today) - (weeks - 1) * _WEEK


def week_mark(counts: Tally) -> Mark | None:
    """The bead of a week: full only if all that was due was kept, half if part of it was.

    Hollow when something was not kept and nothing was, a tick when nothing was written,
    None when nothing was due. A single miss never hides the days that were kept.
    """
    if counts.due and counts.kept == counts.due:
        return Mark.KEPT
    if counts.kept or counts.partly:
        return Mark.PARTLY
    if counts.missed:
        return Mark.MISSED
    if counts.nothing:
        return Mark.NOTHING
    if counts.excused:
        return Mark.EXCUSED
    return Mark.PAUSED if counts.paused else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week_of(day: date, first: date) -> int:
    """How many weeks after the Monday `first` the week of `day` begins, never before it."""
    return max(0, (_monday(day) - first).days // 7)


def _month_starts(mondays: Sequence[date]) -> list[int]:
    """Places of the weeks that hold the first of a month."""
    return [n for n, monday in enumerate(mondays) if (monday + timedelta(days=6)).day <= 7]


def _lines(
    days: Sequence[DayState],
    mondays: Sequence[date],
    end: date,
    by_year: bool,
) -> Iterator[Line]:
    places = enumerate(mondays)
    year = groupby(places, lambda place: place[1].isocalendar().year)
    quarter = groupby(enumerate(mondays), lambda place: place[0] // WEEKS_A_LINE)
    for _key, group in year if by_year else quarter:
        weeks = list(group)
        yield _line(days, weeks, end, by_year)


def _line(
    days: Sequence[DayState],
    weeks: list[tuple[int, date]],
    end: date,
    by_year: bool,
) -> Line:
    place, opens = weeks[0]
    closes = min(end, weeks[-1][1] + timedelta(days=6))
    found = [day for day in days if opens <= day.day <= closes]
    before, width = _year_frame(opens) if by_year else (0, WEEKS_A_LINE)
    unit = geometry.STEP if by_year else geometry.STEP * _YEAR_PLACES
    left = (place - before) * unit
    return Line(
        opens,
        closes,
        f"{left} 0 {width * unit} {geometry.HEIGHT}",
        week_line_sentence(opens, closes, found),
        year_words(opens) if by_year else day_words(opens),
    )


def _year_frame(monday: date) -> tuple[int, int]:
    """Weeks of the ISO year before `monday`, and in all: lines of years stand in step."""
    year, week, _day = monday.isocalendar()
    # 28 December always lies in the last ISO week of its year.
    return week - 1, date(year, 12, 28).isocalendar().week
