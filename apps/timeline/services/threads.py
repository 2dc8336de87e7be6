"""The threads of a window: one bead a day, or one a week for a year and for all.

However long the history is, only what lies in the window is read; texts of entries stay sealed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from apps.commitments.models import Entry
from apps.commitments.rules.summary import four_weeks_before, last_four_weeks
from apps.commitments.rules.tally import DayState, Tally, tally_states
from apps.commitments.rules.thread import Event as Marked
from apps.commitments.rules.thread import Thread, WeekRow, thread
from apps.commitments.rules.weeks import weeks_thread
from apps.commitments.services.board import records
from apps.commitments.services.labels import rhythm_label
from apps.commitments.services.record import ENDED, Record
from apps.commitments.services.stretches import Stretch, stretches
from apps.timeline.querysets import by_week
from apps.timeline.rules.events import Event
from apps.timeline.rules.windows import DAY, WEEK, Range, Window
from apps.timeline.rules.words import pattern, week_words
from apps.timeline.services.counted import counted_days
from apps.timeline.services.place import Place


@dataclass(frozen=True, slots=True)
class Strip:
    """One thread as the page shows it. `key` is the id of its drawing."""

    key: str
    record: Record
    who: str
    words: str
    rhythm: str
    since: date
    pattern: list[str]
    drawing: Thread

    def cell(self, row: WeekRow) -> str:
        """One week of the table."""
        return week_words(row.counts, row.monday, self.record.starts_on, self.record.ends_on)


@dataclass(frozen=True, slots=True)
class Found:
    """Every commitment of a space, by position its days in the window; and when nothing was due."""

    records: list[Record]
    gone: list[Stretch]
    days: list[list[DayState]]
    today: list[date]


def read(place: Place, window: Window, now: datetime) -> Found:
    """What was said, and what was done in the window. Four queries at most."""
    how = _read_weeks if window.span.is_long else _read_days
    return how(place, window, now)


def strips(place: Place, window: Window, found: Found, events: Sequence[Event]) -> list[Strip]:
    """The threads that have a day in the window, in the order in which they were said."""
    marks = [Marked(event.day) for event in events if event.is_drawn]
    several = len({record.maker_id for record in found.records}) > 1
    shown = zip(found.records, found.days, found.today, strict=True)
    made = [
        _strip(
            window,
            record,
            days,
            today,
            marks,
            f"t{window.first:%y%m%d}-{number}",
            place.name_of(record.maker_id) if several else "",
        )
        for number, (record, days, today) in enumerate(shown)
        if _lives(record, window)
    ]
    return _without_blank_lines(made) if window.span is Range.YEAR else made


def table(shown: Sequence[Strip]) -> list[tuple[date, list[str]]]:
    """The same as rows: a Monday, and what that week held for each thread."""
    if not shown:
        return []
    lines = zip(*(strip.drawing.rows for strip in shown), strict=True)
    return [
        (rows[0].monday, [strip.cell(row) for strip, row in zip(shown, rows, strict=True)])
        for rows in lines
    ]


def _read_days(place: Place, window: Window, now: datetime) -> Found:
    # A month's quota that ends in the window may have begun before it.
    opens = min(window.first, window.end - 2 * timedelta(days=28)).replace(day=1)
    gone = stretches(place.space_id, opens, window.last)
    found = records(place.space_id, opens, window.last, gone=gone)
    todays = [_today(place, record, window, now) for record in found]
    days = [
        record.days(opens, window.last, today) for record, today in zip(found, todays, strict=True)
    ]
    return Found(found, gone, days, todays)


def _read_weeks(place: Place, window: Window, now: datetime) -> Found:
    """Counts by week, and day by day only for the last two weeks and the month they lie in."""
    opens = (_monday(window.today) - WEEK).replace(day=1)
    # A week's quota that ends on the first of the month began in the month before.
    begin = _monday(opens)
    gone = stretches(place.space_id, min(window.first, begin), window.today)
    found = _living(records(place.space_id, begin, window.today, gone=gone, ever=True), window)
    counts = by_week(
        Entry.objects.in_space(place.space_id),
        window.first.replace(day=1),
        min(window.end, opens - DAY),
    )
    todays = [_today(place, record, window, now) for record in found]
    days = [
        [
            *counted_days(record, counts, window.first, min(window.last, opens - DAY)),
            *record.days(max(opens, window.first), window.last, today),
        ]
        for record, today in zip(found, todays, strict=True)
    ]
    return Found(found, gone, days, todays)


def _living(found: list[Record], window: Window) -> list[Record]:
    """Without what had ended before the window began."""
    return [each for each in found if each.state != ENDED or each.since >= window.first]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _today(place: Place, record: Record, window: Window, now: datetime) -> date:
    return window.today if record.maker_id == place.here.person_id else record.today(now)


def _without_blank_lines(made: list[Strip]) -> list[Strip]:
    """Leave out quarters before anything was said at all; the threads stay in step."""
    first = min((strip.since for strip in made), default=date.min)
    return [
        replace(
            strip,
            drawing=replace(
                strip.drawing,
                lines=tuple(line for line in strip.drawing.lines if line.last_day >= first),
            ),
        )
        for strip in made
    ]


def _lives(record: Record, window: Window) -> bool:
    starts = record.starts_on <= window.end
    return starts and (record.ends_on is None or record.ends_on >= window.first)


def _strip(
    window: Window,
    record: Record,
    days: list[DayState],
    today: date,
    marks: Sequence[Marked],
    key: str,
    who: str,
) -> Strip:
    wording = record.wording_on(window.end)
    return Strip(
        key=key,
        record=record,
        who=who,
        words=wording.words,
        rhythm=rhythm_label(wording.rhythm),
        since=record.starts_on,
        pattern=_pattern(window, record, days, today),
        drawing=_drawing(window, record, days, today, marks),
    )


def _drawing(
    window: Window,
    record: Record,
    days: list[DayState],
    today: date,
    marks: Sequence[Marked],
) -> Thread:
    shown = [day for day in days if window.first <= day.day <= window.end]
    if window.span.is_long:
        return weeks_thread(
            shown,
            window.first,
            window.last,
            today,
            starts_on=record.starts_on,
            events=marks,
            by_year=window.span is Range.ALL,
        )
    return thread(
        shown,
        window.first,
        window.last,
        today,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
        events=marks,
    )


def _pattern(
    window: Window,
    record: Record,
    days: list[DayState],
    today: date,
) -> list[str]:
    """The last four weeks of the window with the four before; for the long view all of it."""
    rhythm = record.wording_on(window.end).rhythm
    end = min(window.end, today)
    if window.span.is_long:
        return pattern(tally_states(_between(days, window.first, end)), None, rhythm)
    first, last = four_weeks_before(end)
    before = record.tally(first, last, today) if record.starts_on <= first else Tally()
    return pattern(record.tally(*last_four_weeks(end), today), before, rhythm)


def _between(days: Sequence[DayState], first: date, last: date) -> list[DayState]:
    return [day for day in days if first <= day.day <= last]
