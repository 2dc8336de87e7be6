"""The trend of one person's own ratings, told honestly (measurement 2.5).

Weeks run from Monday. Week 1 is the week of the first rating. A look happens on a Monday and
sees the days up to the Sunday before. Nothing here is filled in, carried forward or averaged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from apps.reflections.rules.scale import VALUES, Kind, Other
from apps.reflections.rules.spread import Middle, middle, most

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
FOUR_WEEKS = 28
WINDOW = 21
"""Days under the trailing median, the day itself included."""
ENOUGH_FOR_LINE = 9
LINE_FROM_WEEK = 4
COMPARE_AFTER_WEEKS = 8


@dataclass(frozen=True)
class Rating:
    """One check-in: a local date with either a value (1 to 7) or another answer, never both."""

    day: date
    value: int | None
    kind: Kind = Kind.FELT
    other: Other | None = None
    something_new: bool = False

    def __post_init__(self) -> None:
        """Refuse an answer that is both or neither; a ValueError."""
        if (self.value is None) == (self.other is None):
            raise ValueError("a check-in is a rating or another answer")
        if self.value is not None and self.value not in VALUES:
            raise ValueError("a rating is 1 to 7")


class Stage(StrEnum):
    """How much may be drawn and said, by complete weeks (measurement 2.5, rule 6)."""

    EMPTY = "empty"
    DOTS = "dots"
    LINE = "line"
    COMPARE = "compare"


@dataclass(frozen=True)
class LinePoint:
    """One day of line and band: the 21-day trailing median, and where most answers lay."""

    day: date
    middle: Middle
    low: int
    high: int


def monday_of(day: date) -> date:
    """Return the Monday that begins the day's week."""
    return day - timedelta(days=day.weekday())


def values_by_day(ratings: Iterable[Rating]) -> dict[date, int]:
    """Return the rated days only; a ValueError when one day was answered twice."""
    found: dict[date, int] = {}
    seen: set[date] = set()
    for rating in ratings:
        if rating.day in seen:
            raise ValueError("one point a day")
        seen.add(rating.day)
        if rating.value is not None:
            found[rating.day] = rating.value
    return found


def between(values: dict[date, int], first: date, last: date) -> list[int]:
    """Return the ratings from `first` to `last`, both included, oldest first."""
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return [values[day] for day in days if day in values]


def line_point(values: dict[date, int], day: date) -> LinePoint | None:
    """Return line and band of one day, or None with fewer than nine ratings in the window."""
    window = between(values, day - timedelta(days=WINDOW - 1), day)
    if len(window) < ENOUGH_FOR_LINE:
        return None
    low, high = most(window)
    return LinePoint(day, middle(window), low, high)


def line_points(values: dict[date, int], start: date, last: date) -> tuple[LinePoint, ...]:
    """Return line and band from the fourth week on, without the days that have too few."""
    first = start + (LINE_FROM_WEEK - 1) * WEEK
    days = (first + timedelta(days=step) for step in range((last - first).days + 1))
    return tuple(point for day in days if (point := line_point(values, day)))


def stage_of(weeks: int | None) -> Stage:
    """Return the stage after that many complete weeks; None means no rating yet."""
    if weeks is None:
        return Stage.EMPTY
    if weeks < LINE_FROM_WEEK:
        return Stage.DOTS
    return Stage.LINE if weeks < COMPARE_AFTER_WEEKS else Stage.COMPARE


@dataclass(frozen=True)
class Series:
    """One owner's answers of one kind as they stand on a Monday's look."""

    kind: Kind
    look_on: date
    ratings: tuple[Rating, ...]
    values: dict[date, int]

    @property
    def last_day(self) -> date:
        """Return the Sunday before the look, the last day that is drawn or counted."""
        return self.look_on - DAY

    @property
    def start(self) -> date | None:
        """Return the Monday of the first rating's week, or None before any rating."""
        return monday_of(min(self.values)) if self.values else None

    @property
    def new_days(self) -> tuple[date, ...]:
        """Return the days marked "something new", oldest first."""
        return tuple(rating.day for rating in self.ratings if rating.something_new)

    @property
    def since(self) -> date | None:
        """Return where comparing starts: the day after the latest mark, else the start."""
        return self.new_days[-1] + DAY if self.new_days else self.start

    @property
    def stage(self) -> Stage:
        """Return what may be drawn, counted from the start; a mark does not take the line away."""
        return stage_of((self.look_on - self.start).days // 7 if self.start else None)

    @property
    def may_compare(self) -> bool:
        """Return whether eight complete weeks lie behind the start and behind the latest mark."""
        since = self.since
        long_enough = since is not None and self.look_on >= since + COMPARE_AFTER_WEEKS * WEEK
        return long_enough and self.stage is Stage.COMPARE

    def span(self, first: date, last: date) -> list[int]:
        """Return the ratings from `first` to `last`, both included."""
        return between(self.values, first, last)


def series(ratings: Sequence[Rating], *, kind: Kind, look_on: date) -> Series:
    """Return the answers of one kind up to the Sunday before `look_on`, which must be a Monday.

    Raises ValueError for another weekday, for a second answer on one day, and for an answer of
    the other kind: the two kinds are never mixed (measurement 2.5).
    """
    if look_on.weekday() != 0:
        raise ValueError("the weekly look is on a Monday")
    if any(rating.kind is not kind for rating in ratings):
        raise ValueError("one kind of rating at a time")
    seen = sorted((r for r in ratings if r.day < look_on), key=lambda rating: rating.day)
    return Series(kind, look_on, tuple(seen), values_by_day(seen))
