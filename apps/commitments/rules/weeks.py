"""The long view of a thread: one bead a week for a year and for all of it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from apps.commitments.rules import geometry
from apps.commitments.rules.outcomes import Mark
from apps.commitments.rules.spoken import day_words, week_line_sentence, year_words
from apps.commitments.rules.tally import DayState, Tally
from apps.commitments.rules.thread import Line, Stroke, Thread, mark_strokes, week_rows

WEEKS_A_LINE = 13
_WEEK = timedelta(days=7)


def weeks_thread(
    days: Sequence[DayState], first_day: date, last_day: date, today: date,
    *, starts_on: date | None = None, by_year: bool = False,
) -> Thread:
    """One bead a week from the week of `first_day`: lines of thirteen weeks for a year,
    or with `by_year` one line for each ISO year."""
    first = _monday(first_day)
    end = min(last_day, today)
    shown = [day for day in days if first <= day.day <= end]
    rows = week_rows(shown, first, end)
    marks = {n: week_mark(row.counts) for n, row in enumerate(rows)}
    places = {n: mark for n, mark in marks.items() if mark}
    begins = starts_on or (shown[0].day if shown else end)
    start = max(0, (_monday(begins) - first).days // 7) * geometry.STEP
    span = (start, max(start, len(rows) * geometry.STEP))
    strokes = (
        Stroke("tick", geometry.seams(_month_starts([row.monday for row in rows]))),
        *mark_strokes(places, span),
    )
    mondays = [row.monday for row in rows]
    return Thread(
        tuple(stroke for stroke in strokes if stroke.d),
        tuple(_lines(shown, mondays, end, by_year)), rows,
    )


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


def _month_starts(mondays: Sequence[date]) -> list[int]:
    """Places of the weeks that hold the first of a month."""
    return [n for n, monday in enumerate(mondays) if (monday + timedelta(days=6)).day <= 7]


def _lines(
    days: Sequence[DayState], mondays: Sequence[date], end: date, by_year: bool,
) -> Iterator[Line]:
    places = enumerate(mondays)
    year = groupby(places, lambda place: place[1].isocalendar().year)
    quarter = groupby(enumerate(mondays), lambda place: place[0] // WEEKS_A_LINE)
    for _key, group in year if by_year else quarter:
        weeks = list(group)
        yield _line(days, weeks, end, by_year)


def _line(
    days: Sequence[DayState], weeks: list[tuple[int, date]], end: date, by_year: bool,
) -> Line:
    place, opens = weeks[0]
    closes = min(end, weeks[-1][1] + timedelta(days=6))
    found = [day for day in days if opens <= day.day <= closes]
    before, width = _year_frame(opens) if by_year else (0, WEEKS_A_LINE)
    left = (place - before) * geometry.STEP
    return Line(
        opens, closes, f"{left} 0 {width * geometry.STEP} {geometry.HEIGHT}",
        week_line_sentence(opens, closes, found),
        year_words(opens) if by_year else day_words(opens),
    )


def _year_frame(monday: date) -> tuple[int, int]:
    """Weeks of the ISO year before `monday`, and in all: lines of years stand in step."""
    year, week, _day = monday.isocalendar()
    # 28 December always lies in the last ISO week of its year.
    return week - 1, date(year, 12, 28).isocalendar().week
