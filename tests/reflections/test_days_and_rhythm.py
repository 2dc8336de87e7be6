"""Which days are open, and when the app asks whether asking helps."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from apps.reflections.rules.days import answerable_days, may_answer
from apps.reflections.rules.rhythm import question_due, quiet_line_due
from apps.reflections.rules.scale import OTHER_LABELS, POINTS, TAG_LABELS, Kind, Other, Tag, name_of

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("hour", "minute", "days"), [(0, 0, 2), (11, 59, 2), (12, 0, 1), (23, 59, 1)]
)
def test_yesterday_stays_open_until_noon(hour: int, minute: int, days: int) -> None:
    found = answerable_days(datetime(2026, 11, 19, hour, minute, tzinfo=BERLIN), BERLIN)
    assert len(found) == days
    assert (found[0].day, found[0].yesterday) == (date(2026, 11, 19), False)
    assert [each.day for each in found[1:]] == [date(2026, 11, 18)] * (days - 1)
    assert all(each.yesterday for each in found[1:])


@pytest.mark.parametrize("night", [date(2026, 3, 29), date(2026, 10, 25)])
def test_noon_is_noon_when_the_clocks_change(night: date) -> None:
    noon = datetime(night.year, night.month, night.day, 12, tzinfo=BERLIN).astimezone(UTC)
    assert not may_answer(night - timedelta(days=1), noon, BERLIN)
    assert may_answer(night - timedelta(days=1), noon - timedelta(seconds=1), BERLIN)
    assert not may_answer(night - timedelta(days=2), noon - timedelta(hours=11), BERLIN)


def test_the_local_date_decides() -> None:
    moment = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert may_answer(date(2026, 11, 20), moment, BERLIN)
    assert not may_answer(date(2026, 11, 20), moment, ZoneInfo("America/New_York"))


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        answerable_days(datetime(2026, 11, 19, 9), BERLIN)  # noqa: DTZ001 - the fault on purpose


def test_the_question_comes_after_two_weeks_and_then_every_four() -> None:
    first = date(2026, 8, 31)
    assert not question_due(first, [], date(2026, 9, 13))
    assert question_due(first, [], date(2026, 9, 14))
    assert not question_due(first, [date(2026, 9, 16)], date(2026, 10, 13))
    assert question_due(first, [date(2026, 9, 16)], date(2026, 10, 14))


def test_the_quiet_line_needs_five_low_answers_among_the_last_seven() -> None:
    assert quiet_line_due([1, 2, 1, 7, 2, 7, 2])
    assert not quiet_line_due([1, 1, 1, 2, 1, 7, 2, 7, 2, 7])
    assert quiet_line_due([2, 2, 2, 2, 2])


def test_every_answer_has_words_and_ease_comes_first() -> None:
    assert set(OTHER_LABELS) == set(Other)
    assert set(TAG_LABELS) == set(Tag)
    for kind in Kind:
        assert [point.value for point in POINTS[kind]] == [7, 6, 5, 4, 3, 2, 1]
        assert len({name_of(kind, point.value) for point in POINTS[kind]}) == 7
