"""Setbacks beside the person's own past, for the injured partner only (measurement 2.6).

A week is never set against the week before. A day marked "something new" is no setback: all of
this is silent for eight weeks after it, and starts afresh from the day after.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.reflections.rules.comparison import ENOUGH_TO_COMPARE, Base, Stretch, base_of, stretch
from apps.reflections.rules.scale import Kind
from apps.reflections.rules.spread import middle, nearest_rank
from apps.reflections.rules.trend import (
    DAY,
    ENOUGH_FOR_LINE,
    FOUR_WEEKS,
    Series,
    between,
)

SEVEN_DAYS = 7
EIGHT_WEEKS = 56
ENOUGH_IN_WEEK = 3
CONSECUTIVE = 3
ENOUGH_BACK = 2
ENOUGH_CLOSED = 3


@dataclass(frozen=True)
class Setback:
    """A stretch below the usual range: the day it opened, the edge, and the day it closed."""

    opened: date
    edge: int
    closed: date | None

    @property
    def days(self) -> int | None:
        """Return the days from opening to closing, or None while open."""
        return (self.closed - self.opened).days if self.closed else None


@dataclass(frozen=True)
class PastRange:
    """A hard week beside the first four weeks and the time since, each with its own range."""

    base: Base
    week: Stretch
    first: Stretch
    since: Stretch | None
    below_first: bool


def low_edge(values: dict[date, int], day: date, since: date) -> int | None:
    """Return the 10th percentile of the eight weeks before the seven days that end on `day`.

    None before eight full weeks have passed since `since`, or with fewer than nine ratings there.
    """
    first = day - timedelta(days=EIGHT_WEEKS + SEVEN_DAYS - 1)
    usual = between(values, first, day - timedelta(days=SEVEN_DAYS))
    if first < since or len(usual) < ENOUGH_FOR_LINE:
        return None
    return nearest_rank(usual, 1)


def opening(values: dict[date, int], day: date, since: date, free: date) -> int | None:
    """Return the edge when a setback opens on `day`, else None.

    The middle of at least three ratings within seven days, none of them before `free`, lies below
    the 10th percentile of the eight weeks before them (measurement 2.6).
    """
    week = between(values, max(free, day - timedelta(days=SEVEN_DAYS - 1)), day)
    if len(week) < ENOUGH_IN_WEEK:
        return None
    edge = low_edge(values, day, since)
    return edge if edge is not None and middle(week).halves < 2 * edge else None


def closing(values: dict[date, int], opened: date, edge: int, last: date) -> date | None:
    """Return the day on which two of three consecutive ratings are back at or above the edge."""
    rated = sorted(day for day in values if opened < day <= last)
    for index, day in enumerate(rated):
        recent = rated[max(0, index + 1 - CONSECUTIVE) : index + 1]
        if sum(values[each] >= edge for each in recent) >= ENOUGH_BACK:
            return day
    return None


def setbacks(own: Series) -> tuple[Setback, ...]:
    """Return the setbacks since the latest mark, oldest first; the last one may still be open.

    A day that helped to close one setback, or lies before that, never helps to open the next.
    """
    since = own.since
    if since is None or own.kind is not Kind.FELT:
        return ()
    found: list[Setback] = []
    free: date = since
    for day in sorted(own.values):
        if day < free:
            continue
        edge = opening(own.values, day, since, free)
        if edge is None:
            continue
        found.append(Setback(day, edge, closing(own.values, day, edge, own.last_day)))
        free = (found[-1].closed or own.last_day) + DAY
    return tuple(found)


def days_to_come_back(own: Series) -> tuple[int, ...]:
    """Return how many days each closed setback took, once there are three; no average.

    Empty before that (measurement 2.6). Nothing opens in the eight weeks after a start or a mark,
    because the usual range needs them.
    """
    days = tuple(each.days for each in setbacks(own) if each.days is not None)
    return days if len(days) >= ENOUGH_CLOSED else ()


def past_range(own: Series) -> PastRange | None:
    """Return the last seven days beside the past when they are a hard week, else None.

    Hard means that these seven days would open a setback. An ordinary week is compared with
    nothing. Silent before week 9, in the eight weeks after "something new", and for the repairing
    partner.
    """
    since = own.since
    if since is None or own.kind is not Kind.FELT:
        return None
    monday = own.look_on - timedelta(days=SEVEN_DAYS)
    if opening(own.values, own.last_day, since, since) is None:
        return None
    week = stretch(own.values, monday, own.last_day, ENOUGH_IN_WEEK)
    ends = since + timedelta(days=FOUR_WEEKS)
    first = stretch(own.values, since, ends - DAY, ENOUGH_TO_COMPARE)
    if week is None or first is None:
        return None
    later = stretch(own.values, ends, monday - DAY, ENOUGH_FOR_LINE)
    below = middle(own.span(monday, own.last_day)).halves < 2 * first.low
    return PastRange(base_of(own, None)[0], week, first, later, below)
