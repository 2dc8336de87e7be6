"""What the trend may say, and when it keeps quiet (measurement 2.5 and 2.6)."""

import re
from datetime import date

import pytest

from apps.reflections.rules.comparison import Base, Verdict, compare
from apps.reflections.rules.scale import Kind
from apps.reflections.rules.sentences import come_back_sentence, sentences_for
from apps.reflections.rules.setbacks import days_to_come_back, past_range, setbacks
from apps.reflections.rules.spread import Middle, middle, most, nap
from apps.reflections.rules.trend import Rating, Stage, line_points, series
from tests.reflections.people import day, rated, seen

RISEN = [2, 3] * 14 + [4] * 7 + [5, 6] * 14
USUAL = [4, 5, 6, 5, 4, 5, 6] * 9


def test_weeks_one_to_three_hold_dots_then_a_line_then_one_comparison() -> None:
    stages = [seen(rated([4] * 70), weeks).stage for weeks in (0, 1, 3, 4, 7, 8, 10)]
    assert stages == [
        Stage.EMPTY,
        Stage.DOTS,
        Stage.DOTS,
        Stage.LINE,
        Stage.LINE,
        Stage.COMPARE,
        Stage.COMPARE,
    ]
    assert sentences_for(seen(rated([4] * 70), 3))[0] == "It is too early for a line."
    assert sentences_for(seen(rated([4] * 70), 5)) == ()


def test_the_line_begins_in_the_fourth_week_and_needs_nine_ratings() -> None:
    values = seen(rated([4] * 22 + [None] * 30), 7).values
    assert [point.day for point in line_points(values, day(0), day(48))] == [
        day(step) for step in range(21, 34)
    ]


def test_a_difference_is_told_only_when_it_stands_at_two_looks_running() -> None:
    compared = [compare(seen(rated(RISEN), weeks)) for weeks in (8, 9)]
    assert [found.verdict for found in compared if found] == [Verdict.NO_CLEAR, Verdict.HIGHER]
    (sentence,) = sentences_for(seen(rated(RISEN), 9))
    assert "28 answers" in sentence
    assert sentence.endswith("The later answers lie higher.")
    fallen = seen(rated([8 - value for value in RISEN]), 9)
    assert sentences_for(fallen)[0].endswith("The later answers lie lower.")


def test_fewer_than_twelve_answers_on_a_side_keep_quiet() -> None:
    few = {step: value for step, value in enumerate(RISEN) if step < 35 or step in range(35, 46)}
    assert compare(seen(rated(few), 9)) is None


def test_something_new_starts_the_comparison_again_and_keeps_the_old_dots() -> None:
    values = RISEN + [5] * 70
    quiet = seen(rated(values, new=[63]), 17)
    assert (compare(quiet), sentences_for(quiet)) == (None, ())
    assert quiet.values[day(0)] == 2
    again = compare(seen(rated(values, new=[63]), 18))
    assert again is not None
    assert (again.base, again.before.first) == (Base.SINCE_NEW, day(64))
    assert "since something new" in sentences_for(seen(rated(values, new=[63]), 18))[0]


def test_other_four_weeks_may_be_chosen_but_not_from_before_something_new() -> None:
    values = RISEN + [5] * 70
    own = seen(rated(values), 12)
    found = compare(own, chosen=day(14))
    assert found is not None
    assert (found.base, found.before.first, found.before.last) == (Base.CHOSEN, day(14), day(41))
    assert "The four weeks you chose" in sentences_for(own, chosen=day(14))[0]
    assert compare(own, chosen=day(40)) is None
    marked = compare(seen(rated(values, new=[63]), 18), chosen=day(14))
    assert marked is not None
    assert marked.base is Base.SINCE_NEW


def test_middles_are_points_or_half_way_between_two() -> None:
    assert middle([1, 2, 7]) == Middle(4)
    assert (middle([2, 3]).low, middle([2, 3]).high) == (2, 3)
    assert middle([3, 5]) == Middle(8)
    assert most([1, 2, 3, 4, 5, 6, 7, 7, 7]) == (1, 7)
    assert most([1] + [4] * 18 + [7]) == (4, 4)


def test_non_overlap_counts_pairs_and_half_the_ties() -> None:
    assert nap([1, 2], [2, 3]) == 7 / 8
    assert nap([4], [4]) == 1 / 2


def test_a_setback_opens_below_the_usual_range_and_closes_with_two_of_three_back() -> None:
    (found,) = setbacks(seen(rated([*USUAL, 2, 2, 2, 1, 5, 2, 5]), 10))
    assert (found.opened, found.edge, found.closed) == (day(66), 4, day(69))
    assert found.days == 3


def test_ways_back_are_listed_from_the_third_on_and_never_averaged() -> None:
    dip = [1, 1, 1, 1, 5, 5, *USUAL]
    assert days_to_come_back(seen(rated(USUAL + dip * 2), 29)) == ()
    days = days_to_come_back(seen(rated(USUAL + dip * 3), 40))
    assert len(days) == 3
    assert come_back_sentence([3, 4, 6]).endswith("after 3, 4 and 6 days.")
    assert come_back_sentence(days) in sentences_for(seen(rated(USUAL + dip * 3), 40))


def test_a_hard_week_is_shown_beside_the_past_and_an_ordinary_one_is_not() -> None:
    hard = seen(rated([*USUAL, 2, 2, 1, 3, 2, 2, 1]), 10)
    found = past_range(hard)
    assert found is not None
    assert found.below_first
    assert "It says so because it is so." in sentences_for(hard)[1]
    assert past_range(seen(rated(USUAL + USUAL[:7]), 10)) is None


def test_a_hard_week_above_the_first_month_is_not_called_below_it() -> None:
    own = seen(rated([2, 3] * 14 + [6] * 56 + [4] * 7), 13)
    found = past_range(own)
    assert found is not None
    assert not found.below_first
    assert "below" not in " ".join(sentences_for(own))


def test_setbacks_are_silent_after_something_new_and_for_the_repairing_partner() -> None:
    values = [*USUAL, 2, 2, 1, 3, 2, 2, 1]
    marked = seen(rated(values, new=[62]), 10)
    assert (setbacks(marked), sentences_for(marked)) == ((), ())
    assert setbacks(seen(rated(USUAL[:50] + [1] * 6), 8)) == ()
    steady = seen(rated(values, kind=Kind.STEADY), 10, Kind.STEADY)
    assert (setbacks(steady), past_range(steady)) == ((), None)
    assert len(sentences_for(steady)) == 1


def test_the_look_is_on_a_monday_with_one_kind_and_one_point_a_day() -> None:
    with pytest.raises(ValueError, match="Monday"):
        series([], kind=Kind.FELT, look_on=date(2026, 9, 1))
    with pytest.raises(ValueError, match="one kind"):
        seen(rated([4], kind=Kind.STEADY), 1)
    with pytest.raises(ValueError, match="one point a day"):
        seen([*rated([4]), *rated([5])], 1)
    with pytest.raises(ValueError, match="1 to 7"):
        Rating(day(0), 8)


def test_no_point_is_written_as_a_number() -> None:
    text = " ".join(sentences_for(seen(rated(RISEN), 9)))
    assert re.findall(r"\d+", text) == ["28", "28"]
