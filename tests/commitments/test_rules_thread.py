"""The drawn thread: one mark a due day, gold only where something was kept after a miss."""

import gzip
import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from apps.commitments.rules.outcomes import Mark
from apps.commitments.rules.tally import DayState, Tally, tally_states
from apps.commitments.rules.thread import Event, Thread, thread
from apps.commitments.rules.weeks import monday_before, week_mark, weeks_thread

FIRST = date(2026, 8, 31)
DAY = timedelta(days=1)
DRAWN = [mark for mark in Mark if mark is not Mark.OPEN]
DAYS = st.lists(st.none() | st.sampled_from(DRAWN), max_size=84).map(
    lambda marks: [DayState(FIRST + n * DAY, mark) for n, mark in enumerate(marks) if mark]
)


def _draw(days: list[DayState], length: int = 84) -> Thread:
    last = FIRST + (length - 1) * DAY
    return thread(days, FIRST, last, last, starts_on=FIRST)


def _path(drawn: Thread, css: str) -> str:
    return "".join(stroke.d for stroke in drawn.strokes if stroke.css == css)


def _arches(drawn: Thread) -> int:
    return _path(drawn, "thr").count("c0-9")


def _strokes(path: str, stroke: str) -> list[int]:
    """The x of each stroke in a path of relative moves."""
    moves = [int(n) for n in re.findall(rf"[Mm](-?\d+)[ -]\d+{stroke}", path)]
    return [sum(moves[: n + 1]) for n in range(len(moves))]


def _places(days: list[DayState], mark: Mark) -> list[int]:
    return [(state.day - FIRST).days for state in days if state.mark is mark]


@given(DAYS)
def test_every_due_day_has_exactly_one_mark_in_its_place(days: list[DayState]) -> None:
    drawn = _draw(days)

    def middles(mark: Mark) -> list[int]:
        return [place * 12 + 6 for place in _places(days, mark)]

    assert _strokes(_path(drawn, "k"), "h0") == middles(Mark.KEPT)
    assert _strokes(_path(drawn, "n"), "v6") == middles(Mark.NOTHING)
    assert _path(drawn, "half").count("M") == len(middles(Mark.PARTLY))
    on_thread = [int(x) + 3 for x in re.findall(r"M(-?\d+) 14a", _path(drawn, "h"))]
    below = [int(x) + 3 for x in re.findall(r"M(-?\d+) 21a", _path(drawn, "h"))]
    assert on_thread == middles(Mark.PARTLY)
    assert below == middles(Mark.MISSED)
    assert _arches(drawn) == len(middles(Mark.EXCUSED))


@given(DAYS)
def test_gold_joins_only_a_miss_after_which_something_was_kept(days: list[DayState]) -> None:
    gold = [int(x) for x in re.findall(r"M(-?\d+) 14c2", _path(_draw(days), "g"))]
    last_kept = max(_places(days, Mark.KEPT), default=-1)
    assert gold == [p * 12 - 1 for p in _places(days, Mark.MISSED) if p < last_kept]


@given(DAYS)
def test_after_a_miss_with_nothing_kept_since_the_thread_ends(days: list[DayState]) -> None:
    last_kept = max(_places(days, Mark.KEPT), default=-1)
    torn = [place for place in _places(days, Mark.MISSED) if place > last_kept]
    line = _path(_draw(days), "thr")
    ends = [int(x) for x in re.findall(r"H(\d+)", line)]
    assert max(ends, default=0) <= max(0, torn[0] * 12 - 1 if torn else 84 * 12)


def test_today_is_where_the_thread_stops_and_the_future_is_not_drawn() -> None:
    today = FIRST + 10 * DAY
    kept = [DayState(FIRST + n * DAY, Mark.KEPT) for n in range(20)]
    drawn = thread(kept[:10], FIRST, FIRST + 83 * DAY, today)
    assert _path(drawn, "thr") == "M0 14H120"
    assert _path(thread(kept, FIRST, FIRST + 83 * DAY, today), "thr") == "M0 14H132"
    assert _strokes(_path(drawn, "k"), "h0")[-1] == 9 * 12 + 6
    assert [line.view_box for line in drawn.lines] == ["0 0 336 32"]


def test_a_pause_is_dotted_over_its_bare_days() -> None:
    days = [DayState(FIRST + n * DAY, Mark.PAUSED) for n in (4, 7, 8)]
    drawn = _draw(days, 14)
    assert _path(drawn, "thr rest") == "M50 14H108"
    assert _path(drawn, "thr") == "M0 14H48M108 14H156"


def test_three_lines_share_one_drawing_and_say_what_they_show() -> None:
    days = [DayState(FIRST + n * DAY, Mark.KEPT) for n in range(80)]
    days[18] = DayState(FIRST + 18 * DAY, Mark.PARTLY)
    days[10] = DayState(FIRST + 10 * DAY, Mark.MISSED)
    drawn = thread(days, FIRST, FIRST + 83 * DAY, FIRST + 79 * DAY)
    assert [line.view_box for line in drawn.lines] == ["0 0 336 32", "336 0 336 32", "672 0 336 32"]
    assert drawn.lines[0].aria == (
        "31 August to 27 September: 26 kept; 1 partly or changed (18 September); "
        "1 not kept (10 September)"
    )
    assert drawn.lines[2].aria == "26 October to 18 November: 24 kept"
    assert drawn.lines[1].label == "28 September"


@given(DAYS)
def test_the_table_holds_the_same_counts_as_the_drawing(days: list[DayState]) -> None:
    rows = _draw(days).rows
    assert [row.monday for row in rows] == [FIRST + 7 * n * DAY for n in range(12)]
    whole = tally_states(days)
    for part in ("due", "kept", "partly", "missed", "nothing", "excused", "paused"):
        assert sum(getattr(row.counts, part) for row in rows) == getattr(whole, part)


def test_marked_days_tie_a_dotted_line_and_a_letter_is_filled() -> None:
    events = [Event(FIRST + 48 * DAY), Event(FIRST + 55 * DAY, filled=True)]
    drawn = thread([], FIRST, FIRST + 83 * DAY, FIRST + 79 * DAY, events=events)
    assert _path(drawn, "ev") == "M582 5v27m84-27v27"
    assert _path(drawn, "evo tiny").startswith("M582 1")
    assert _path(drawn, "evm tiny").startswith("M666 1")


def test_twelve_weeks_of_five_daily_threads_stay_small() -> None:
    marks = [DRAWN[n * n % 5] if n % 4 == 0 else Mark.KEPT for n in range(84)]
    days = [DayState(FIRST + n * DAY, mark) for n, mark in enumerate(marks)]
    paths = "".join(f'<path class="{css}" d="{d}"/>' for css, d in _draw(days).strokes)
    assert len(paths) < 2_600
    assert len(gzip.compress((paths * 5).encode())) < 1_200


@given(DAYS)
def test_a_year_has_one_bead_a_week_and_never_a_full_one_over_silence(
    days: list[DayState],
) -> None:
    last = FIRST + 83 * DAY
    drawn = weeks_thread(days, FIRST, last, last)
    full = len(_strokes(_path(drawn, "k"), "h0"))
    assert full == sum(week_mark(row.counts) is Mark.KEPT for row in drawn.rows)
    assert full == sum(0 < row.counts.kept == row.counts.due for row in drawn.rows)


def test_a_week_of_one_miss_and_six_kept_is_half_and_silence_is_a_tick() -> None:
    assert week_mark(Tally(due=7, kept=6, missed=1)) is Mark.PARTLY
    assert week_mark(Tally(due=7, nothing=7)) is Mark.NOTHING
    assert week_mark(Tally(due=7, missed=1, nothing=6)) is Mark.MISSED
    assert week_mark(Tally(paused=7)) is Mark.PAUSED
    assert week_mark(Tally(still_open=2)) is None


def test_a_year_is_four_lines_of_thirteen_weeks_and_all_is_a_line_a_year() -> None:
    today = date(2026, 11, 19)
    year = weeks_thread([], monday_before(today, 52), today, today)
    assert [line.view_box for line in year.lines] == [
        "0 0 312 32",
        "312 0 312 32",
        "624 0 312 32",
        "936 0 312 32",
    ]
    whole = weeks_thread([], date(2024, 9, 2), today, today, by_year=True)
    assert [line.view_box for line in whole.lines] == [
        "-420 0 624 32",
        "204 0 624 32",
        "828 0 636 32",
    ]
