"""Rhythms, due days and gaps: predictable from the start date, whatever was logged."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from apps.commitments.rules.due import DueItem, Gap, due_on, is_paused
from apps.commitments.rules.rhythms import Kind, Rhythm, RhythmError

DATES = st.dates(date(1995, 1, 1), date(2060, 12, 31))
DAY = timedelta(days=1)
RHYTHMS = st.one_of(
    st.builds(
        Rhythm,
        kind=st.just(Kind.ONCE),
        day=DATES,
        at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    ),
    st.sampled_from([Rhythm(Kind.DAILY), Rhythm(Kind.WHENEVER), Rhythm(Kind.STANDING)]),
    st.builds(
        Rhythm, kind=st.just(Kind.WEEKDAYS), weekdays=st.frozensets(st.integers(1, 7), min_size=1)
    ),
    st.builds(Rhythm, kind=st.just(Kind.EVERY_N_DAYS), n=st.integers(1, 40)),
    st.builds(Rhythm, kind=st.just(Kind.TIMES_A_WEEK), n=st.integers(1, 7)),
    st.builds(Rhythm, kind=st.just(Kind.TIMES_A_MONTH), n=st.integers(1, 20)),
)


def _due(rhythm: Rhythm, start: date, length: int, gaps: list[Gap] | None = None) -> list[DueItem]:
    return due_on(
        rhythm,
        starts_on=start,
        ends_on=None,
        window_from=start,
        window_to=start + length * DAY,
        gaps=gaps or [],
    )


@given(RHYTHMS)
def test_a_rhythm_comes_back_from_its_data(rhythm: Rhythm) -> None:
    assert Rhythm.from_data(rhythm.to_data()) == rhythm


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (None, "kind"),
        ({}, "kind"),
        ({"kind": "hourly"}, "kind"),
        ({"kind": "daily", "x": 1}, "kind"),
        ({"kind": "once"}, "day"),
        ({"kind": "once", "day": "31.12.2026"}, "day"),
        ({"kind": "once", "day": "2026-12-31", "at": "25:00"}, "at"),
        ({"kind": "daily", "at": "10:00"}, "at"),
        ({"kind": "weekdays"}, "weekdays"),
        ({"kind": "weekdays", "weekdays": [0]}, "weekdays"),
        ({"kind": "weekdays", "weekdays": "12"}, "weekdays"),
        ({"kind": "weekdays", "weekdays": [[1]]}, "weekdays"),
        ({"kind": "every_n_days", "n": 0}, "n"),
        ({"kind": "every_n_days", "n": True}, "n"),
        ({"kind": "times_a_week", "n": 22}, "n"),
        ({"kind": "times_a_month"}, "n"),
        ({"kind": "daily", "n": 3}, "n"),
    ],
)
def test_bad_data_names_the_field_to_look_at(data: object, field: str) -> None:
    with pytest.raises(RhythmError) as caught:
        Rhythm.from_data(data)
    assert caught.value.field == field


@given(DATES, st.integers(0, 800))
def test_daily_is_due_once_on_every_local_date(start: date, length: int) -> None:
    days = [item.day for item in _due(Rhythm(Kind.DAILY), start, length)]
    assert days == [start + n * DAY for n in range(length + 1)]


@given(DATES, st.frozensets(st.integers(1, 7), min_size=1))
def test_weekdays_are_due_on_just_those_days(start: date, chosen: frozenset[int]) -> None:
    found = {item.day for item in _due(Rhythm(Kind.WEEKDAYS, weekdays=chosen), start, 60)}
    spread = [start + n * DAY for n in range(61)]
    assert found == {day for day in spread if day.isoweekday() in chosen}


@given(DATES, st.integers(1, 60), st.integers(0, 300), st.integers(0, 300))
def test_every_n_days_counts_from_the_start(start: date, n: int, skip: int, length: int) -> None:
    begin = start + skip * DAY
    found = due_on(
        Rhythm(Kind.EVERY_N_DAYS, n=n),
        starts_on=start,
        ends_on=None,
        window_from=begin,
        window_to=begin + length * DAY,
    )
    expected = [d for d in range(skip, skip + length + 1) if d % n == 0]
    assert [(item.day - start).days for item in found] == expected


@given(RHYTHMS, DATES, st.integers(0, 400), st.data())
def test_the_window_asked_for_never_changes_what_is_due(
    rhythm: Rhythm,
    start: date,
    length: int,
    data: st.DataObject,
) -> None:
    cut = start + data.draw(st.integers(0, length)) * DAY
    end = start + length * DAY
    ends = data.draw(st.none() | st.just(start + length // 2 * DAY))

    def due(a: date, b: date) -> list[DueItem]:
        return due_on(rhythm, starts_on=start, ends_on=ends, window_from=a, window_to=b)

    whole = due(start - 40 * DAY, end)
    assert due(start - 40 * DAY, cut) + due(cut + DAY, end) == whole
    assert all(start <= item.period_start <= item.day <= (ends or end) for item in whole)


@given(st.sampled_from([Kind.TIMES_A_WEEK, Kind.TIMES_A_MONTH]), st.integers(1, 7), DATES)
def test_periods_of_a_quota_follow_each_other_without_hole(
    kind: Kind,
    n: int,
    start: date,
) -> None:
    items = _due(Rhythm(kind, n=n), start, 400)
    assert all(a.day + DAY == b.period_start for a, b in pairwise(items))
    for item in items[1:]:
        first = (
            item.period_start.weekday()
            if kind is Kind.TIMES_A_WEEK
            else (item.period_start.day - 1)
        )
        assert first == 0
    assert (items[0].day - items[0].period_start).days + 1 >= n


def test_a_week_cut_short_is_due_only_while_most_of_it_is_left() -> None:
    thrice = Rhythm(Kind.TIMES_A_WEEK, n=3)
    thursday, friday = date(2026, 11, 19), date(2026, 11, 20)
    assert _due(thrice, thursday, 5) == [DueItem(date(2026, 11, 22), thursday, 3)]
    assert _due(thrice, friday, 5) == []


@given(RHYTHMS, DATES, st.integers(0, 60), st.integers(0, 30), st.integers(1, 40))
def test_a_gap_declared_afterwards_takes_nothing_out(
    rhythm: Rhythm,
    start: date,
    at: int,
    length: int,
    late: int,
) -> None:
    last = start + (at + length) * DAY
    gap = Gap(start + at * DAY, last, declared_on=last + late * DAY)
    assert _due(rhythm, start, 90, [gap]) == _due(rhythm, start, 90)


@given(DATES, st.integers(0, 60), st.integers(0, 30), st.integers(-20, 40))
def test_a_gap_takes_out_just_the_days_it_covers_from_its_telling(
    start: date,
    at: int,
    length: int,
    told: int,
) -> None:
    first, last = start + at * DAY, start + (at + length) * DAY
    gap = Gap(first, last, declared_on=first + told * DAY)
    left = {item.day for item in _due(Rhythm(Kind.DAILY), start, 100, [gap])}
    gone = {item.day for item in _due(Rhythm(Kind.DAILY), start, 100)} - left
    assert gone == {first + n * DAY for n in range(length + 1) if n >= told}


def test_half_a_week_away_leaves_the_week_due_and_two_gaps_may_cover_it() -> None:
    week = DueItem(date(2026, 11, 22), date(2026, 11, 16), 3)
    before = date(2026, 11, 1)
    early = Gap(date(2026, 11, 16), date(2026, 11, 18), before)
    late = Gap(date(2026, 11, 19), None, before)
    assert not is_paused(week, [early])
    assert not is_paused(week, [late])
    assert is_paused(week, [early, late])


@given(DATES, DATES)
def test_once_is_due_once_and_undated_rhythms_never(start: date, day: date) -> None:
    assume(start <= day)
    once = Rhythm(Kind.ONCE, day=day, at=time(19))
    span = (day - start).days
    assert _due(once, start, span) == [DueItem(day, day)]
    assert _due(Rhythm(Kind.WHENEVER), start, 60) == _due(Rhythm(Kind.STANDING), start, 60) == []
