"""On which local dates something is due, and which of them a pause takes out (commitments 3.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from apps.commitments.rules.rhythms import Kind, Rhythm

ONE_DAY = timedelta(days=1)


class DueItem(NamedTuple):
    """Something due. `day` is the local date, for a quota the last day of its period."""

    day: date
    period_start: date
    quota: int = 1

    def holds(self, day: date) -> bool:
        """Whether `day` lies in the period of this item."""
        return self.period_start <= day <= self.day


@dataclass(frozen=True, slots=True)
class Gap:
    """Away or a pause, both ends included; `to_day` None means until further notice.

    Only the part from the day it was declared counts: a pause said afterwards takes
    nothing back (commitments 3.3).
    """

    from_day: date
    to_day: date | None
    declared_on: date

    def covers(self, day: date) -> bool:
        """Whether something due on `day` is taken out by this gap."""
        return (
            self.from_day <= day
            and self.declared_on <= day
            and (self.to_day is None or day <= self.to_day)
        )


def due_on(
    rhythm: Rhythm,
    *,
    starts_on: date,
    ends_on: date | None,
    window_from: date,
    window_to: date,
    gaps: Sequence[Gap] = (),
) -> list[DueItem]:
    """What falls due from `window_from` to `window_to`, both included, in order.

    The answer for a day never depends on the window asked for, nor on what was logged.
    Whenever and standing are never due. A week or month that the start or the end cuts
    short is due only if at least half of it is left and the quota fits into the days
    left, since nobody can be late on their first Saturday.
    """
    last = window_to if ends_on is None else min(window_to, ends_on)
    first = max(window_from, starts_on)
    if first > last:
        return []
    if rhythm.is_quota:
        items = _periods(rhythm, starts_on, ends_on, first, last)
    else:
        items = [DueItem(day, day) for day in _days(rhythm, starts_on, first, last)]
    return [item for item in items if not is_paused(item, gaps)] if gaps else items


def is_paused(item: DueItem, gaps: Sequence[Gap]) -> bool:
    """Whether gaps declared in time cover all of the item; half a week away leaves it due."""
    if not any(gap.covers(item.day) for gap in gaps):
        return False
    length = (item.day - item.period_start).days + 1
    days = (item.period_start + timedelta(days=n) for n in range(length))
    return all(any(gap.covers(day) for gap in gaps) for day in days)


def _days(rhythm: Rhythm, starts_on: date, first: date, last: date) -> list[date]:
    # Plain ordinals: dateutil's rrule takes five times as long for a year of days.
    low, high = first.toordinal(), last.toordinal() + 1
    if rhythm.kind is Kind.DAILY:
        return [date.fromordinal(n) for n in range(low, high)]
    if rhythm.kind is Kind.WEEKDAYS:
        # Ordinal 1 was a Monday, so ISO weekday is (n - 1) % 7 + 1.
        chosen = {day % 7 for day in rhythm.weekdays}
        return [date.fromordinal(n) for n in range(low, high) if n % 7 in chosen]
    if rhythm.kind is Kind.EVERY_N_DAYS and rhythm.n:
        low += (starts_on.toordinal() - low) % rhythm.n
        return [date.fromordinal(n) for n in range(low, high, rhythm.n)]
    if rhythm.day and first <= rhythm.day <= last:
        return [rhythm.day]
    return []


def _periods(
    rhythm: Rhythm,
    starts_on: date,
    ends_on: date | None,
    first: date,
    last: date,
) -> list[DueItem]:
    quota = rhythm.n or 1
    items = []
    for opens, closes in _bounds(rhythm.kind, first, last):
        start = max(opens, starts_on)
        end = closes if ends_on is None else min(closes, ends_on)
        left, whole = (end - start).days + 1, (closes - opens).days + 1
        fits = left == whole or (left * 2 >= whole and left >= quota)
        if fits and first <= end <= last:
            items.append(DueItem(end, start, quota))
    return items


def _bounds(kind: Kind, first: date, last: date) -> Iterator[tuple[date, date]]:
    """First and last days of the weeks (from Monday) or months touching first to last."""
    week = kind is Kind.TIMES_A_WEEK
    opens = first - timedelta(days=first.weekday()) if week else first.replace(day=1)
    while opens <= last:
        closes = opens + (timedelta(days=6) if week else relativedelta(day=31))
        yield opens, closes
        opens = closes + ONE_DAY
