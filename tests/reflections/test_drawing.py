"""The drawing as data, held against a drawing made by hand."""

import re

import pytest

from apps.reflections.drawing import felt_chart
from apps.reflections.rules.scale import Kind, Other
from apps.reflections.rules.trend import Rating, series
from tests.reflections.people import day, rated, seen

# Twelve weeks drawn by hand from these answers; the paths below were written with the design.
DOTS = (
    "M18 102h0M30 84h0M54 102h0M78 120h0M90 84h0M114 102h0M126 102h0M150 66h0M162 84h0M174 102h0"
    "M198 66h0M222 84h0M246 102h0M258 66h0M282 84h0M306 48h0M330 84h0M342 66h0M366 84h0M378 48h0"
    "M402 66h0M414 102h0M426 66h0M450 48h0M474 84h0M498 48h0M510 48h0M546 66h0M582 120h0M606 120h0"
    "M654 102h0M714 84h0M750 66h0M762 84h0M786 66h0M798 102h0M810 48h0M834 66h0M846 66h0M870 48h0"
    "M882 84h0M894 102h0M918 66h0"
)
AREA = (
    "M252 61H372V43H672V125H600V107H576V89H492V107H252zM804 43H840V61H852V43H924V107H852V125H804z"
)
LINE = "M252 93H264V84H420V66H648V75H660V66H672M804 84H840V75H852V66H888V75H900V66H924"
LARGE_AREA = (
    "M252 133.6H372V95.8H672V257H600V219.2H576V181.4H492V219.2H252z"
    "M804 95.8H840V133.6H852V95.8H924V219.2H852V257H804z"
)
LARGE_OWN = "M517.5 284.9h9M529.5 284.9h9M36 281.9c3 5.4 9 5.4 12 0M624 281.9c3 5.4 9 5.4 12 0"


def by_hand() -> list[Rating]:
    """Return the answers behind the hand-made drawing."""
    pairs = [(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h0", DOTS)]
    answers = rated({(x - 6) // 12: 7 - (y - 12) // 18 for x, y in pairs})
    others = {43: Other.NO_CONTACT, 44: Other.NO_CONTACT, 3: Other.RATHER_NOT_SAY}
    others[52] = Other.RATHER_NOT_SAY
    return answers + [Rating(day(step), None, other=other) for step, other in others.items()]


def test_the_drawing_is_the_one_made_by_hand() -> None:
    chart = felt_chart(seen(by_hand(), 11), day(0), day(83), large=False)
    assert (chart.dots, chart.line, chart.area) == (DOTS, LINE, AREA)
    assert chart.grid == "".join(f"M0 {y}H1008" for y in (12, 30, 48, 66, 84, 102, 120))
    assert chart.base == "M0 139H1008"
    assert chart.own.startswith("M518.5 134h7M530.5 134h7M38 132c2 3.6 6 3.6 8 0M626 132")
    assert [line.view_box for line in chart.lines] == [
        "0 0 336 148",
        "336 0 336 148",
        "672 0 336 148",
    ]


def test_the_large_drawing_is_the_one_made_by_hand() -> None:
    chart = felt_chart(seen(by_hand(), 11), day(0), day(83), large=True)
    assert (chart.area, chart.own) == (LARGE_AREA, LARGE_OWN)
    assert chart.dots.startswith("M18 214.2h0M30 176.4h0")
    assert chart.lines[2].view_box == "672 0 336 310.8"


def test_each_line_has_its_sentence_and_each_week_its_row() -> None:
    chart = felt_chart(seen(by_hand(), 11), day(0), day(83), large=False)
    first, second, third = (line.label for line in chart.lines)
    assert first.startswith("31 August to 27 September: 17 answers, most of them between “on guard")
    assert (
        "1 rather not said. The line ends on 27 September, at “leaning towards on guard”." in first
    )
    assert "2 without contact, 1 rather not said" in second
    assert "It stops" not in first + second
    assert third.endswith("It stops where there are too few answers.")
    assert len(chart.rows) == 11
    assert chart.rows[0].answers.endswith("1 on guard from morning to night, 1 rather not said")
    assert [row.middle for row in chart.rows][:3] == ["Too early"] * 3
    assert [row.most for row in chart.rows][8] == "Too few answers"


def test_a_day_with_something_new_stands_upright() -> None:
    own = seen(rated([4] * 20, new=[9]), 4)
    assert felt_chart(own, day(0), day(27), large=False).new == "M114 0V125"
    assert felt_chart(own, day(10), day(27), large=False).new == ""


def test_the_week_that_still_runs_is_not_drawn() -> None:
    own = series(rated([4] * 20), kind=Kind.FELT, look_on=day(14))
    chart = felt_chart(own, day(0), day(55), large=False)
    assert chart.dots.count("h0") == 14
    assert len(chart.rows) == 2
    assert "14 answers" in chart.lines[0].label
    assert chart.lines[1].label == "From 28 September: not drawn yet."


def test_a_drawing_without_answers_has_its_axis_and_nothing_else() -> None:
    chart = felt_chart(seen([], 1), day(0), day(6), large=False)
    assert (chart.dots, chart.line, chart.area, chart.own, chart.new) == ("", "", "", "", "")
    assert chart.axis == ("at ease", "half and half", "on guard")
    assert chart.rows[0].answers == "No answer"


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="one day"):
        felt_chart(seen([], 1), day(1), day(0), large=False)
