"""A week two points lower, after a gain and without one (measurement 2.6)."""

import random
from functools import cache
from itertools import chain
from statistics import median

from apps.reflections.rules.comparison import ENOUGH_TO_COMPARE
from apps.reflections.rules.scale import Kind
from apps.reflections.rules.setbacks import ENOUGH_IN_WEEK, Setback, past_range, setbacks
from apps.reflections.rules.spread import middle, nearest_rank
from apps.reflections.rules.trend import Series
from tests.reflections.imagined import imagined, show
from tests.reflections.people import day

RUNS = 400
DIP = range(112, 119)
"""The seventeenth week."""
CENTRE = 3.5
"""Lower down, the end of the scale hides a dip and every share comes out kinder."""


@cache
def people(gain: float) -> tuple[dict[str, Series], ...]:
    """Return each person at the look right after the dip, and six weeks later."""
    dice = random.Random(2026)
    return tuple(looks(dice, gain) for _ in range(RUNS))


def looks(dice: random.Random, gain: float) -> dict[str, Series]:
    values = imagined(dice, gain, days=161, centre=CENTRE, dip=DIP)
    soon = {each: value for each, value in values.items() if each < day(119)}
    return {
        "soon": Series(Kind.FELT, day(119), (), soon),
        "later": Series(Kind.FELT, day(161), (), values),
    }


def at_or_above_first(gain: float) -> float:
    """Return the share of dips whose middle is at or above the low edge of the first month."""
    found = []
    for own in (person["soon"] for person in people(gain)):
        week, first = own.span(day(112), day(118)), own.span(day(0), day(27))
        if len(week) >= ENOUGH_IN_WEEK and len(first) >= ENOUGH_TO_COMPARE:
            found.append(middle(week).halves >= 2 * nearest_rank(first, 1))
    return sum(found) / len(found)


def told_as_hard(gain: float) -> list[bool]:
    """Return, for every dip told as a hard week, whether it was said to lie below the first."""
    weeks = [past_range(person["soon"]) for person in people(gain)]
    return [week.below_first for week in weeks if week]


def opened_in_dip() -> list[Setback]:
    found = chain.from_iterable(setbacks(person["later"]) for person in people(1.5))
    return [each for each in found if day(112) <= each.opened <= day(118)]


def test_after_a_gain_most_dips_are_not_below_the_first_month() -> None:
    risen, level = at_or_above_first(1.5), at_or_above_first(0)
    show(f"dip at or above the first month: after a gain {risen:.2f}, without {level:.2f}")
    assert risen >= 0.8
    assert level <= 0.65


def test_a_hard_week_below_the_first_month_is_told_as_it_is() -> None:
    risen, level = told_as_hard(1.5), told_as_hard(0)
    show(
        f"told as below: after a gain {sum(risen)} of {len(risen)}, without {sum(level)} of "
        f"{len(level)}"
    )
    assert 0 < sum(risen) / len(risen) < 0.4 < sum(level) / len(level)


def test_a_dip_of_a_week_is_seen_and_answers_come_back_within_days() -> None:
    found = opened_in_dip()
    back = sorted((each.closed - day(118)).days for each in found if each.closed)
    within = back[int(0.9 * len(back))]
    show(f"dips seen {len(found) / RUNS:.2f}, back after {median(back)} days, 9 in 10 by {within}")
    assert len(found) > 0.3 * RUNS
    assert len(back) > 0.95 * len(found)
    assert median(back) <= 4
    assert within <= 8
