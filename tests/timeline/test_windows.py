"""Which days a timeline shows, whatever the address says."""

from datetime import date, timedelta

import pytest

from apps.timeline.rules.windows import Range, day_of, exact_day, range_of, window

TODAY = date(2026, 11, 19)


@pytest.mark.parametrize(("span", "weeks"), [("4w", 4), ("3m", 12), ("1y", 52)])
def test_a_window_is_whole_weeks_that_end_with_this_one(span: str, weeks: int) -> None:
    found = window(Range(span), TODAY, TODAY)
    assert found.first.weekday() == 0
    assert found.last - found.first == timedelta(weeks=weeks, days=-1)
    assert found.first <= TODAY <= found.last
    assert found.end == TODAY
    assert found.later is None


def test_the_twelve_weeks_of_the_design_are_its_twelve_weeks() -> None:
    found = window(Range.MONTHS, TODAY, TODAY)
    assert (found.first, found.last) == (date(2026, 8, 31), date(2026, 11, 22))


@pytest.mark.parametrize("span", list(Range))
def test_going_earlier_and_later_leaves_no_day_out_and_shows_none_twice(span: Range) -> None:
    now = window(span, TODAY, TODAY)
    before = window(span, now.earlier, TODAY)
    assert before.last + timedelta(days=1) == now.first
    assert before.later is not None
    assert window(span, before.later, TODAY).first == now.first


def test_all_shows_one_year_of_weeks_at_a_time() -> None:
    found = window(Range.ALL, date(2021, 1, 2), TODAY)
    assert (found.first, found.last) == (date(2019, 12, 30), date(2021, 1, 3))


@pytest.mark.parametrize("text", ["", "5w", "4W", "all ", "\x00", "1y;", "ALL"])
def test_an_unknown_range_is_three_months(text: str) -> None:
    assert range_of(text) is Range.MONTHS


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-13-01", "20261119", "2026-W47-4", "0001-01-01", "x" * 5000, "٢٠٢٦-١١-١٩"],
)
def test_what_is_no_date_ends_today(text: str) -> None:
    assert exact_day(text) is None
    assert day_of(text, TODAY) == TODAY


def test_no_window_begins_after_today() -> None:
    assert day_of("9999-12-31", TODAY) == TODAY
