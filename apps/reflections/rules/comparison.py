"""Setting the last four weeks beside a person's own first four (measurement 2.5).

Tested by simulation: a difference is told only when it stands at two weekly looks running, and
with too few answers nothing is said at all.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from apps.reflections.rules.spread import most, nap
from apps.reflections.rules.trend import DAY, FOUR_WEEKS, WEEK, Series, between

ENOUGH_TO_COMPARE = 12
HIGHER_FROM = Fraction(7, 10)
LOWER_FROM = 1 - HIGHER_FROM
LOOKS_RUNNING = 2


class Verdict(StrEnum):
    """What the order of the answers shows. The words for higher and lower are equally calm."""

    HIGHER = "higher"
    LOWER = "lower"
    NO_CLEAR = "no_clear"


class Base(StrEnum):
    """Which four weeks the last four are set beside."""

    FIRST = "first"
    SINCE_NEW = "since_new"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class Stretch:
    """A run of days, how many answers it holds, and between which points most of them lay."""

    first: date
    last: date
    count: int
    low: int
    high: int


@dataclass(frozen=True)
class Comparison:
    """Two stretches of four weeks and what may be said about them."""

    base: Base
    before: Stretch
    lately: Stretch
    verdict: Verdict


def stretch(values: dict[date, int], first: date, last: date, enough: int) -> Stretch | None:
    """Return that run of days, or None with fewer than `enough` ratings."""
    found = between(values, first, last)
    return Stretch(first, last, len(found), *most(found)) if len(found) >= enough else None


def side(values: dict[date, int], first: date, look_on: date) -> Verdict | None:
    """Return how the 28 days before a look lie against the 28 days from `first`, at one look.

    None with fewer than 12 ratings in either, or where the two would overlap.
    """
    lately = look_on - timedelta(days=FOUR_WEEKS)
    if first + timedelta(days=FOUR_WEEKS) > lately:
        return None
    earlier = between(values, first, first + timedelta(days=FOUR_WEEKS - 1))
    later = between(values, lately, look_on - DAY)
    if min(len(earlier), len(later)) < ENOUGH_TO_COMPARE:
        return None
    share = nap(earlier, later)
    if share >= HIGHER_FROM:
        return Verdict.HIGHER
    return Verdict.LOWER if share <= LOWER_FROM else Verdict.NO_CLEAR


def verdict(
    values: dict[date, int], first: date, look_on: date, looks: int = LOOKS_RUNNING
) -> Verdict | None:
    """Return higher or lower only when it stands at `looks` weekly looks running."""
    now = side(values, first, look_on)
    if now in {None, Verdict.NO_CLEAR}:
        return now
    earlier = {side(values, first, look_on - step * WEEK) for step in range(1, looks)}
    return now if earlier <= {now} else Verdict.NO_CLEAR


def base_of(own: Series, chosen: date | None) -> tuple[Base, date]:
    """Return which 28 days to set the last four weeks beside, and their first day.

    A chosen day counts only after the latest "something new" mark, where comparing starts again;
    an older choice falls back to the first four weeks since.
    """
    if own.since is None:
        raise ValueError("no rating yet")
    if chosen is not None and chosen >= own.since:
        return Base.CHOSEN, chosen
    return (Base.SINCE_NEW if own.new_days else Base.FIRST), own.since


def compare(own: Series, *, chosen: date | None = None) -> Comparison | None:
    """Return the comparison as of the look, or None while nothing may be said.

    Nothing is said before eight complete weeks, in the eight weeks after "something new", with
    fewer than 12 ratings on either side, or where the chosen weeks run into the last four
    (measurement 2.5, rules 6 to 9; 2.6, limit a).
    """
    if not own.may_compare:
        return None
    base, first = base_of(own, chosen)
    found = verdict(own.values, first, own.look_on)
    if found is None:
        return None
    ends = first + timedelta(days=FOUR_WEEKS - 1)
    lately = own.look_on - timedelta(days=FOUR_WEEKS)
    before = stretch(own.values, first, ends, ENOUGH_TO_COMPARE)
    after = stretch(own.values, lately, own.last_day, ENOUGH_TO_COMPARE)
    return Comparison(base, before, after, found) if before and after else None
