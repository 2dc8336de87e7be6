"""Windows for writing, across all zones and every clock change in the years tried."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.commitments.rules.due import DueItem, due_on
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.rules.windows import (
    can_log,
    is_late,
    is_open,
    local_today,
    start_of_day,
    window,
)

ZONES = sorted(available_timezones())
DAY = timedelta(days=1)
DATES = st.dates(date(2000, 1, 1), date(2037, 1, 1))
MOMENTS = st.integers(950_000_000, 2_114_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))
# The Pacific zones that crossed the date line left a whole date out.
LEFT_OUT = {"Pacific/Apia": date(2011, 12, 30), "Pacific/Fakaofo": date(2011, 12, 30)}


def _first_moments(zone: str, year: int) -> list[datetime]:
    tz, first = ZoneInfo(zone), date(year, 1, 1)
    return [start_of_day(first + n * DAY, tz).astimezone(UTC) for n in range(366)]


@pytest.mark.parametrize("year", [2011, 2018, 2026])
def test_each_local_day_of_every_zone_begins_after_the_last_and_lasts_about_a_day(
    year: int,
) -> None:
    for zone in ZONES:
        starts = _first_moments(zone, year)
        lengths = {b - a for a, b in pairwise(starts)}
        odd = timedelta(0) if zone in LEFT_OUT and year == 2011 else timedelta(hours=20)
        assert all(odd <= length <= timedelta(hours=28) for length in lengths), zone


@given(st.sampled_from(ZONES), DATES)
def test_the_date_turns_at_the_start_of_the_day_and_not_before(zone: str, day: date) -> None:
    begins = start_of_day(day, ZoneInfo(zone))
    before = (begins.astimezone(UTC) - timedelta(seconds=1)).astimezone(ZoneInfo(zone))
    assert begins.date() >= day
    assert before.date() < day


@given(st.sampled_from(ZONES), DATES)
def test_windows_open_on_the_day_close_after_the_next_and_follow_each_other(
    zone: str,
    day: date,
) -> None:
    tz = ZoneInfo(zone)
    spans = [window(DueItem(day + n * DAY, day + n * DAY), tz) for n in range(4)]
    assert all(opens < closes for opens, closes in spans)
    assert [a for a, _ in spans] == sorted(a for a, _ in spans)
    assert spans[0][1] == spans[2][0]
    assert spans[1][1] == spans[3][0]


@given(st.sampled_from(ZONES), MOMENTS)
def test_every_moment_has_one_local_date_and_one_daily_item(zone: str, at: datetime) -> None:
    today = local_today(at, zone)
    items = due_on(
        Rhythm(Kind.DAILY),
        starts_on=today - 40 * DAY,
        ends_on=None,
        window_from=today,
        window_to=today,
    )
    assert [item.day for item in items] == [today]


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        ("America/Sao_Paulo", date(2018, 11, 4), "01:00"),
        ("Asia/Beirut", date(2022, 3, 27), "01:00"),
        ("Africa/Cairo", date(2024, 4, 26), "01:00"),
        ("America/Toronto", date(1919, 3, 31), "00:30"),
        ("Europe/Vienna", date(2026, 3, 29), "00:00"),
        ("America/Havana", date(2025, 11, 2), "00:00"),
    ],
)
def test_a_midnight_that_does_not_exist_is_the_moment_of_the_jump(
    zone: str,
    day: date,
    clock: str,
) -> None:
    begins = start_of_day(day, ZoneInfo(zone))
    assert (begins.date(), begins.strftime("%H:%M")) == (day, clock)


def test_days_of_23_and_25_hours_are_one_day_each() -> None:
    vienna = ZoneInfo("Europe/Vienna")

    def hours(day: date) -> float:
        return (
            start_of_day(day + DAY, vienna).astimezone(UTC)
            - start_of_day(day, vienna).astimezone(UTC)
        ) / timedelta(hours=1)

    assert (hours(date(2026, 3, 29)), hours(date(2026, 10, 25))) == (23, 25)


def test_a_week_can_be_written_from_its_monday_to_the_monday_after() -> None:
    week = DueItem(date(2026, 11, 22), date(2026, 11, 16), 3)
    opens, closes = window(week, ZoneInfo("UTC"))
    assert (opens.date(), closes.date()) == (date(2026, 11, 16), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("ago", "logs", "late", "still_open"),
    [
        (-1, False, False, True),
        (0, True, False, True),
        (1, True, False, True),
        (2, True, True, False),
        (14, True, True, False),
        (15, False, True, False),
    ],
)
def test_on_time_is_two_days_and_added_later_reaches_back_fourteen(
    ago: int,
    logs: bool,
    late: bool,
    still_open: bool,
) -> None:
    today = date(2026, 11, 19)
    day = today - ago * DAY
    assert (can_log(day, today), is_late(day, today), is_open(day, today)) == (
        logs,
        late,
        still_open,
    )
