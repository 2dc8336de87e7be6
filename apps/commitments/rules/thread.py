"""The thread of one commitment as pure data: paths, lines, sentences and table rows.

Drawn once as a group, shown in lines through `<use>` with shifted view boxes. Today is
where the thread stops; the future is never drawn (design, "Marks and threads").
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from apps.commitments.rules import geometry
from apps.commitments.rules.outcomes import Mark
from apps.commitments.rules.spoken import day_words, line_sentence
from apps.commitments.rules.tally import DayState, Tally, tally_states

DAYS_A_LINE = 28
WEEK = timedelta(days=7)


class Stroke(NamedTuple):
    """One `<path class=… d=…>`."""

    css: str
    d: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the drawing: what part of the group it shows and what it says aloud."""

    first_day: date
    last_day: date
    view_box: str
    aria: str
    label: str


@dataclass(frozen=True, slots=True)
class WeekRow:
    """The same data for the table, one row a week from Monday."""

    monday: date
    counts: Tally


@dataclass(frozen=True, slots=True)
class Thread:
    """`strokes` go into one `<g id>`; the first of `lines` holds it, the others `<use>` it."""

    strokes: tuple[Stroke, ...]
    lines: tuple[Line, ...]
    rows: tuple[WeekRow, ...]


class Event(NamedTuple):
    """A marked day: `filled` for a letter, open for what happened or an answer."""

    day: date
    filled: bool = False


def thread(
    days: Sequence[DayState],
    first_day: date,
    last_day: date,
    today: date,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    events: Iterable[Event] = (),
    days_a_line: int = DAYS_A_LINE,
) -> Thread:
    """The thread of `days` (in order, one state a day) from `first_day` to `last_day`.

    `starts_on` and `ends_on` bound the commitment itself; without them the thread runs
    from the first state to today. Pass a `first_day` that is a Monday.
    """
    end = min(last_day, today)
    shown = [day for day in days if first_day <= day.day <= end]
    return Thread(
        day_strokes(
            shown, first_day, end, today, starts_on=starts_on, ends_on=ends_on, events=events
        ),
        _lines(shown, first_day, end, days_a_line),
        week_rows(shown, first_day, end),
    )


def day_strokes(
    shown: Sequence[DayState],
    first_day: date,
    end: date,
    today: date,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    events: Iterable[Event] = (),
) -> tuple[Stroke, ...]:
    """Only the drawing of a thread, for the days `shown` from `first_day` to `end`."""
    places = {(day.day - first_day).days: day.mark for day in shown}
    begins = max(first_day, starts_on or (shown[0].day if shown else end))
    stops = end if ends_on is None else min(end, ends_on)
    span = _span((begins - first_day).days, (stops - first_day).days, stops == today, places)
    marked = [
        ((event.day - first_day).days, event.filled)
        for event in events
        if first_day <= event.day <= end
    ]
    return drawn(
        (
            *event_strokes(marked),
            Stroke("tick", geometry.seams(range(0, (end - first_day).days + 1, 7))),
            *mark_strokes(places, span),
        )
    )


def mark_strokes(places: Mapping[int, Mark], span: tuple[int, int]) -> tuple[Stroke, ...]:
    """Strokes for marks by place (day or week index) on a thread from x to x (`span`).

    The gold join stands over a miss only when something was kept after it; a miss with
    nothing kept since is where the thread ends.
    """
    at: dict[Mark, list[int]] = {mark: [] for mark in Mark}
    for place, mark in places.items():
        at[mark].append(place)
    last_kept = max(at[Mark.KEPT], default=-1)
    missed = at[Mark.MISSED]
    joined = [place for place in missed if place < last_kept]
    torn = min(
        (geometry.middle(p) - geometry.REACH for p in missed if p > last_kept), default=span[1]
    )
    end = max(span[0], min(span[1], torn))
    rests = [(a, min(b, end)) for a, b in _rests(places) if a < end]
    bridges = [
        (geometry.middle(p) - geometry.REACH, geometry.middle(p) + geometry.REACH) for p in joined
    ]
    return (
        Stroke(
            "thr", geometry.thread_line(span[0], end, [*rests, *bridges], set(at[Mark.EXCUSED]))
        ),
        Stroke("thr rest", geometry.dotted(rests)),
        Stroke("g", geometry.joins(joined)),
        Stroke("k", geometry.beads(at[Mark.KEPT])),
        Stroke("n", geometry.ticks(at[Mark.NOTHING])),
        Stroke("h", geometry.rings(at[Mark.PARTLY], missed)),
        Stroke("half", geometry.halves(at[Mark.PARTLY])),
    )


def week_rows(days: Sequence[DayState], first_day: date, end: date) -> tuple[WeekRow, ...]:
    """Counts week by week from the Monday on or before `first_day`, empty weeks included."""
    by_week: dict[date, list[DayState]] = {}
    monday = first_day - timedelta(days=first_day.weekday())
    while monday <= end:
        by_week[monday] = []
        monday += WEEK
    for day in days:
        by_week[day.day - timedelta(days=day.day.weekday())].append(day)
    return tuple(WeekRow(monday, tally_states(found)) for monday, found in by_week.items())


def _span(
    begins: int,
    stops: int,
    is_today: bool,
    places: Mapping[int, Mark],
) -> tuple[int, int]:
    """From x to x. Today itself is drawn once it has a mark, and left open until then."""
    open_today = is_today and places.get(stops, Mark.OPEN) is Mark.OPEN
    end = (stops if open_today else stops + 1) * geometry.STEP
    start = begins * geometry.STEP
    return start, max(start, end)


def _rests(places: Mapping[int, Mark]) -> list[tuple[int, int]]:
    """Runs of paused places, over bare days between them, as x to x."""
    runs: list[list[int]] = []
    running = False
    for place, mark in sorted(places.items()):
        if mark is Mark.PAUSED and running:
            runs[-1][1] = place
        elif mark is Mark.PAUSED:
            runs.append([place, place])
        running = mark is Mark.PAUSED
    return [(first * geometry.STEP, (last + 1) * geometry.STEP) for first, last in runs]


def event_strokes(marked: Iterable[tuple[int, bool]]) -> tuple[Stroke, ...]:
    """Strokes for marked days given as place and filled; a letter wins over a note."""
    found: dict[int, bool] = {}
    for place, filled in marked:
        found[place] = filled or found.get(place, False)
    return (
        Stroke("ev", geometry.event_lines(sorted(found))),
        Stroke("evo tiny", geometry.diamonds(p for p in sorted(found) if not found[p])),
        Stroke("evm tiny", geometry.diamonds(p for p in sorted(found) if found[p])),
    )


def drawn(strokes: Iterable[Stroke]) -> tuple[Stroke, ...]:
    """Only the strokes that draw something."""
    return tuple(stroke for stroke in strokes if stroke.d)


def _lines(
    days: Sequence[DayState],
    first_day: date,
    end: date,
    days_a_line: int,
) -> tuple[Line, ...]:
    width = days_a_line * geometry.STEP
    lines = []
    for number in range(max(0, (end - first_day).days // days_a_line + 1)):
        opens = first_day + timedelta(days=number * days_a_line)
        closes = min(end, opens + timedelta(days=days_a_line - 1))
        found = [day for day in days if opens <= day.day <= closes]
        lines.append(
            Line(
                opens,
                closes,
                f"{number * width} 0 {width} {geometry.HEIGHT}",
                line_sentence(opens, closes, found),
                day_words(opens),
            )
        )
    return tuple(lines)
