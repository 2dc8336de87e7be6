"""What holds for any ratings at all (measurement 2.5)."""

import re
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.reflections.drawing import felt_chart
from apps.reflections.rules.comparison import Verdict, compare
from apps.reflections.rules.sentences import sentences_for
from apps.reflections.rules.setbacks import setbacks
from apps.reflections.rules.spread import nap
from apps.reflections.rules.trend import WINDOW, Series, between, line_points
from tests.reflections.people import day, rated, seen

DAYS = 140
values = st.integers(min_value=1, max_value=7)
patches = st.lists(
    st.tuples(
        st.integers(0, DAYS - 1), st.integers(1, 40), values, st.integers(0, 2), st.integers(1, 3)
    ),
    max_size=8,
)
few = st.lists(values, min_size=1, max_size=30)
weeks = st.integers(min_value=0, max_value=DAYS // 7)
quick = settings(max_examples=60, deadline=None)


def filled(found: list[tuple[int, int, int, int, int]]) -> dict[int, int | None]:
    """Return ratings in patches: each lasts some days, about one level, every so many days."""
    ratings: dict[int, int | None] = {}
    for start, length, level, swing, every in found:
        for step in range(start, min(DAYS, start + length), every):
            ratings[step] = min(7, max(1, level + (step % 3 - 1) * swing))
    return ratings


people = patches.map(filled)
long_people = st.tuples(values, values, people).map(
    lambda drawn: {
        **dict.fromkeys(range(0, 60, 2), drawn[0]),
        **dict.fromkeys(range(60, DAYS, 2), drawn[1]),
        **drawn[2],
    }
)


def chart_paths(own: Series) -> tuple[str, str, str]:
    chart = felt_chart(own, day(0), day(DAYS - 1), large=False)
    return chart.line, chart.area, chart.dots


@quick
@given(people, weeks)
def test_no_line_stands_where_fewer_than_nine_were_given(
    ratings: dict[int, int | None], look: int
) -> None:
    own = seen(rated(ratings), look)
    drawn = {point.day for point in line_points(own.values, day(0), own.last_day)}
    for step in range(DAYS):
        window = between(own.values, day(step - WINDOW + 1), day(step))
        allowed = 21 <= step < 7 * look and len(window) >= 9
        assert (day(step) in drawn) == allowed


@quick
@given(people, weeks)
def test_dots_are_never_joined_and_stand_only_on_answered_days(
    ratings: dict[int, int | None], look: int
) -> None:
    own = seen(rated(ratings), look)
    _line, _area, dots = chart_paths(own)
    assert re.fullmatch(r"(M\d+ \d+h0)*", dots)
    assert [int(x) for x in re.findall(r"M(\d+) ", dots)] == [
        12 * step + 6 for step in sorted(ratings) if step < 7 * look
    ]


@quick
@given(people, weeks)
def test_line_and_band_cover_the_days_that_have_one_and_no_gap(
    ratings: dict[int, int | None], look: int
) -> None:
    own = seen(rated(ratings), look)
    line, area, _dots = chart_paths(own)
    start = own.start
    points = line_points(own.values, start, own.last_day) if start else ()
    covered: list[int] = []
    for stretch in re.findall(r"M[^M]+", line):
        edges = [int(x) for x in re.findall(r"[MH](\d+)", stretch)]
        covered += range(edges[0] // 12, edges[-1] // 12)
    assert covered == [(point.day - day(0)).days for point in points]
    assert area.count("z") == line.count("M")


@given(few, few)
def test_only_the_order_of_answers_counts(earlier: list[int], later: list[int]) -> None:
    pairs = [(before, after) for before in earlier for after in later]
    share = Fraction(sum(2 * (b > a) + (a == b) for a, b in pairs), 2 * len(pairs))
    assert nap(earlier, later) == share
    assert nap(sorted(earlier), sorted(later, reverse=True)) == share
    assert nap(later, earlier) == 1 - share


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=30),
    st.lists(st.integers(1, 3), min_size=1, max_size=30),
    st.sets(values, min_size=3, max_size=3),
)
def test_unequal_steps_between_points_change_nothing(
    earlier: list[int], later: list[int], points: set[int]
) -> None:
    moved = dict(enumerate(sorted(points), start=1))
    assert nap(earlier, later) == nap([moved[v] for v in earlier], [moved[v] for v in later])


@quick
@given(long_people, weeks, st.lists(st.integers(0, DAYS - 1), max_size=1))
def test_nothing_is_compared_before_week_eight_or_soon_after_something_new(
    ratings: dict[int, int | None], look: int, new: list[int]
) -> None:
    marked = [step for step in new if step in ratings and step < 7 * look]
    own = seen(rated(ratings, new=new), look)
    told = sentences_for(own)
    if look < 8:
        assert (compare(own), setbacks(own)) == (None, ())
        assert not any("four weeks" in sentence or "range" in sentence for sentence in told)
    if marked and own.look_on <= day(marked[-1]) + timedelta(weeks=8):
        assert not [each for each in told if look >= 4]


@quick
@given(long_people, weeks)
def test_no_sentence_holds_a_decimal_a_share_an_arrow_or_an_exclamation(
    ratings: dict[int, int | None], look: int
) -> None:
    own = seen(rated(ratings), look)
    chart = felt_chart(own, day(0), day(DAYS - 1), large=True)
    rows = [word for row in chart.rows for word in (row.answers, row.middle, row.most)]
    told = " ".join([*sentences_for(own), *rows, *(line.label for line in chart.lines)])
    assert not re.search(r"\d[.,]\d|%|[←↑→↓!]|\bbetter\b|\bworse\b", told)


@quick
@given(long_people, weeks)
def test_higher_and_lower_change_places_when_the_scale_is_turned_over(
    ratings: dict[int, int | None], look: int
) -> None:
    turned = {step: None if value is None else 8 - value for step, value in ratings.items()}
    one, other = (compare(seen(rated(each), look)) for each in (ratings, turned))
    swap = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}
    assert (one and swap.get(one.verdict, one.verdict)) == (other and other.verdict)


@quick
@given(long_people)
def test_setbacks_close_after_they_open_and_never_overlap(ratings: dict[int, int | None]) -> None:
    found = setbacks(seen(rated(ratings), DAYS // 7))
    for each in found:
        assert each.closed is None or each.closed > each.opened
    for before, after in pairwise(found):
        assert before.closed is not None
        assert before.closed < after.opened
