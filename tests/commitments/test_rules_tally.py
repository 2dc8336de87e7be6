"""Counts and sentences: nothing written is never kept, and no rate is ever shown."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.commitments.rules.due import DueItem, Gap, due_on
from apps.commitments.rules.outcomes import Mark, Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.rules.summary import Form, four_weeks_before, last_four_weeks, summary
from apps.commitments.rules.tally import Entry, Tally, occasions, states, tally

TODAY = date(2026, 11, 19)
DAY = timedelta(days=1)
DAILY = Rhythm(Kind.DAILY)
ENTRIES = st.lists(
    st.builds(Entry, st.integers(0, 60).map(lambda n: TODAY - n * DAY), st.sampled_from(Outcome))
)
COUNT = st.integers(0, 40)
RHYTHMS = st.sampled_from(
    [
        DAILY,
        Rhythm(Kind.WEEKDAYS, weekdays=frozenset({1, 4})),
        Rhythm(Kind.TIMES_A_WEEK, n=3),
        Rhythm(Kind.TIMES_A_MONTH, n=2),
        Rhythm(Kind.WHENEVER),
        Rhythm(Kind.STANDING),
    ]
)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    kept, partly, missed, nothing = (draw(COUNT) for _ in range(4))
    return Tally(
        kept + partly + missed + nothing,
        kept,
        partly,
        missed,
        nothing,
        excused=draw(COUNT),
        times=draw(COUNT),
    )


def _days(number: int, last: date = TODAY) -> list[DueItem]:
    return [DueItem(last - n * DAY, last - n * DAY) for n in reversed(range(number))]


@given(ENTRIES, st.integers(0, 50), RHYTHMS)
def test_the_parts_make_up_what_was_due_and_kept_is_only_what_was_written(
    entries: list[Entry],
    length: int,
    rhythm: Rhythm,
) -> None:
    items = due_on(
        rhythm,
        starts_on=TODAY - length * DAY,
        ends_on=None,
        window_from=TODAY - length * DAY,
        window_to=TODAY,
    )
    found = tally(items, entries, TODAY)
    assert found.due == found.kept + found.partly + found.missed + found.nothing
    assert found.due + found.excused + found.still_open <= len(items)
    written = sum(entry.outcome is Outcome.KEPT for entry in dict.fromkeys(entries))
    assert found.kept <= written
    silent = tally(items, [], TODAY)
    assert silent.kept == 0
    assert silent.nothing == silent.due


def test_today_and_yesterday_are_not_counted_until_written() -> None:
    marks = [state.mark for state in states(_days(4), [], TODAY)]
    assert marks == [Mark.NOTHING, Mark.NOTHING, Mark.OPEN, Mark.OPEN]
    assert tally(_days(4), [], TODAY) == Tally(due=2, nothing=2, still_open=2)
    written = [Entry(TODAY, Outcome.KEPT)]
    assert tally(_days(4), written, TODAY) == Tally(due=3, kept=1, nothing=2, still_open=1)


def test_the_future_is_left_out_and_the_latest_mark_of_a_day_stands() -> None:
    ahead = _days(5, TODAY + 2 * DAY)
    assert [state.day for state in states(ahead, [], TODAY)][-1] == TODAY
    twice = [Entry(TODAY, Outcome.KEPT), Entry(TODAY, Outcome.PARTLY)]
    assert tally(_days(1), twice, TODAY) == Tally(due=1, partly=1)


def test_excused_and_paused_stand_outside_what_was_due() -> None:
    gap = Gap(TODAY - 9 * DAY, TODAY - 8 * DAY, declared_on=TODAY - 20 * DAY)
    entries = [Entry(TODAY - 5 * DAY, Outcome.EXCUSED)]
    found = tally(_days(10), entries, TODAY, [gap])
    assert found == Tally(due=5, nothing=5, excused=1, paused=2, still_open=2)


@pytest.mark.parametrize(
    ("outcomes", "mark"),
    [
        (["kept"] * 3, Mark.KEPT),
        (["kept"] * 5, Mark.KEPT),
        (["kept"] * 2, Mark.PARTLY),
        (["kept", "missed"], Mark.PARTLY),
        (["missed"], Mark.MISSED),
        (["excused"], Mark.EXCUSED),
        ([], Mark.NOTHING),
        (["kept"] * 2 + ["partly"], Mark.PARTLY),
    ],
)
def test_a_week_is_met_or_says_what_it_was(outcomes: list[str], mark: Mark) -> None:
    week = DueItem(date(2026, 11, 8), date(2026, 11, 2), 3)
    entries = [Entry(week.period_start + n * DAY, Outcome(o)) for n, o in enumerate(outcomes)]
    state = states([week], entries, TODAY)[0]
    assert (state.mark, state.done) == (mark, outcomes.count("kept"))


def test_a_running_week_is_open_until_it_is_met() -> None:
    week = DueItem(date(2026, 11, 22), date(2026, 11, 16), 2)
    one = [Entry(date(2026, 11, 16), Outcome.KEPT)]
    assert states([week], one, TODAY)[0][1:] == (Mark.OPEN, 1, 2)
    assert states([week], [*one, Entry(TODAY, Outcome.KEPT)], TODAY)[0].mark is Mark.KEPT


@given(tallies(), st.none() | tallies(), RHYTHMS)
def test_no_summary_holds_a_percentage_a_decimal_or_a_grade(
    now: Tally,
    before: Tally | None,
    rhythm: Rhythm,
) -> None:
    found = summary(now, before, rhythm)
    words = " ".join((found.sentence, found.before, found.change))
    assert not re.search(r"%|\d[.,]\d|per ?cent|rate|score|streak|better|worse|improv", words)
    assert (found.kind is Form.LIST) == (not found.sentence)


def test_four_weeks_are_told_with_their_parts() -> None:
    found = summary(Tally(25, 22, 1, 1, 1, 2), Tally(24, 19, 5), DAILY)
    assert found.sentence == (
        "Kept 22 of 25 due: 1 partly, 1 not kept, 1 nothing written; 2 did not arise."
    )
    assert found.before == "The four weeks before: 19 of 24."
    assert summary(Tally(25, 25), None, DAILY).sentence == "Kept 25 of 25 due."


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (Tally(25, 22), Tally(24, 19), "More than before."),
        (Tally(25, 22), Tally(24, 20), ""),
        (Tally(25, 16), Tally(24, 19), "Fewer than before."),
        (Tally(10, 9), Tally(9, 2), ""),
        (Tally(9, 9), Tally(10, 2), ""),
        (Tally(10, 9), Tally(10, 6), "More than before."),
        (Tally(25, 13), Tally(10, 10), ""),
        (Tally(10, 10), Tally(25, 13), ""),
    ],
)
def test_more_than_before_needs_three_apart_and_ten_due_in_both(
    now: Tally,
    before: Tally,
    change: str,
) -> None:
    assert summary(now, before, DAILY).change == change


def test_under_five_due_shows_the_list() -> None:
    assert summary(Tally(4, 4), Tally(20, 20), DAILY).kind is Form.LIST
    assert summary(Tally(5, 4, 1), None, DAILY).kind is Form.SENTENCE


def test_other_rhythms_are_told_in_their_own_way() -> None:
    weeks = summary(Tally(4, 3, 1, times=11), Tally(4, 4), Rhythm(Kind.TIMES_A_WEEK, n=3))
    assert weeks.sentence == "3 of 4 weeks as said: done 11 times."
    noted = occasions([Outcome.KEPT] * 4 + [None, Outcome.EXCUSED])
    assert summary(noted, None, Rhythm(Kind.WHENEVER)).sentence == (
        "5 occasions noted, 4 kept: 1 nothing written; 1 did not arise."
    )
    assert summary(Tally(), None, Rhythm(Kind.STANDING)).kind is Form.STANDING


def test_the_two_stretches_are_four_weeks_each_and_touch() -> None:
    first, last = last_four_weeks(TODAY)
    assert (last, (last - first).days) == (TODAY, 27)
    before_first, before_last = four_weeks_before(TODAY)
    assert (before_last + DAY, (before_last - before_first).days) == (first, 27)
