"""The drawing of felt safety as data: compact SVG paths in user units (measurement 2.5).

Lines of four weeks, 12 units a day, so that the drawing stands under the threads day by day.
Lengths below are tenths of a unit: whole numbers, and the same text on every machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from apps.reflections.rules.chart_words import WeekRow, day_words, line_label, week_rows
from apps.reflections.rules.scale import AXIS_WORDS, HIGHEST, LOWEST, VALUES, Other, name_of
from apps.reflections.rules.trend import FOUR_WEEKS, LinePoint, Series, line_points

A_DAY = 120
BAND_EDGE = 50
"""The band is drawn this much wider than its values, so that edge dots lie inside."""


@dataclass(frozen=True)
class Size:
    """Heights of one size of drawing, in tenths of a unit, and its small base-line marks."""

    top: int
    step: int
    base: int
    height: int
    dash: tuple[int, int]
    lid: tuple[int, int, str]


SMALL = Size(120, 180, 1390, 1480, (70, 50), (40, 70, "c2 3.6 6 3.6 8 0"))
LARGE = Size(252, 378, 2919, 3108, (90, 70), (60, 100, "c3 5.4 9 5.4 12 0"))


@dataclass(frozen=True)
class ChartLine:
    """One line of four weeks: the window on the shared group, and its sentence."""

    view_box: str
    first_day: date
    start: str
    label: str


@dataclass(frozen=True)
class Chart:
    """Everything a template needs: draw the paths once in a group, show each line by its window.

    An empty path is an empty string. `new` is the upright line of a day marked "something new".
    """

    group: str
    large: bool
    axis: tuple[str, str, str]
    grid: str
    base: str
    area: str
    line: str
    dots: str
    own: str
    new: str
    lines: tuple[ChartLine, ...]
    rows: tuple[WeekRow, ...]


@dataclass(frozen=True)
class Step:
    """A level stretch from `start` to `end`, all in tenths of a unit."""

    start: int
    end: int
    y: int


def number(tenths: int) -> str:
    """Return tenths of a unit as the shortest SVG number."""
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


def y_of(size: Size, halves: int) -> int:
    """Return the height of twice a point's value, so that half points can be drawn."""
    return size.top + (2 * HIGHEST - halves) * size.step // 2


def left_of(day: date, first_day: date) -> int:
    """Return where a day begins."""
    return (day - first_day).days * A_DAY


def centre_of(day: date, first_day: date) -> int:
    """Return the middle of a day."""
    return left_of(day, first_day) + A_DAY // 2


def runs(points: Sequence[LinePoint]) -> Iterator[list[LinePoint]]:
    """Yield stretches of days that follow each other; a gap is a gap."""
    indexed = enumerate(points)
    for _key, group in groupby(indexed, lambda pair: pair[1].day.toordinal() - pair[0]):
        yield [point for _index, point in group]


def steps(lefts: Sequence[int], heights: Sequence[int]) -> list[Step]:
    """Return level stretches, days of the same height in one."""
    found: list[Step] = []
    for left, y in zip(lefts, heights, strict=True):
        if found and found[-1].y == y:
            found[-1] = Step(found[-1].start, left + A_DAY, y)
        else:
            found.append(Step(left, left + A_DAY, y))
    return found


def forward(path: Sequence[Step]) -> str:
    """Return a stepped path from left to right."""
    head, *rest = path
    drawn = f"M{number(head.start)} {number(head.y)}"
    drawn += "".join(f"H{number(step.start)}V{number(step.y)}" for step in rest)
    return drawn + f"H{number(path[-1].end)}"


def back(path: Sequence[Step]) -> str:
    """Return the way back along a stepped path, closing the shape."""
    return "".join(f"V{number(s.y)}H{number(s.start)}" for s in reversed(path)) + "z"


def line_path(size: Size, points: Sequence[LinePoint], first_day: date) -> str:
    """Return the stepped median, broken wherever a day has none."""
    drawn = ""
    for run in runs(points):
        lefts = [left_of(point.day, first_day) for point in run]
        drawn += forward(steps(lefts, [y_of(size, point.middle.halves) for point in run]))
    return drawn


def area_path(size: Size, points: Sequence[LinePoint], first_day: date) -> str:
    """Return the band, one closed shape for each stretch of days."""
    drawn = ""
    for run in runs(points):
        lefts = [left_of(point.day, first_day) for point in run]
        top = steps(lefts, [y_of(size, 2 * point.high) - BAND_EDGE for point in run])
        bottom = steps(lefts, [y_of(size, 2 * point.low) + BAND_EDGE for point in run])
        drawn += forward(top) + back(bottom)
    return drawn


def dot_path(size: Size, own: Series, first_day: date, last_day: date) -> str:
    """Return one dot for each rating; every dot begins anew, so none are joined."""
    days = sorted(day for day in own.values if first_day <= day <= last_day)
    return "".join(
        f"M{number(centre_of(day, first_day))} {number(y_of(size, 2 * own.values[day]))}h0"
        for day in days
    )


def days_with(own: Series, other: Other, first_day: date, last_day: date) -> list[date]:
    """Return the days with that answer inside the drawing."""
    return [r.day for r in own.ratings if r.other is other and first_day <= r.day <= last_day]


def own_path(size: Size, own: Series, first_day: date, last_day: date) -> str:
    """Return the base-line marks: a dash for no contact, a lid for rather not say."""
    width, lift = size.dash
    dashes = "".join(
        f"M{number(centre_of(day, first_day) - width // 2)} "
        f"{number(size.base - lift)}h{number(width)}"
        for day in days_with(own, Other.NO_CONTACT, first_day, last_day)
    )
    half, rise, curve = size.lid
    lids = "".join(
        f"M{number(centre_of(day, first_day) - half)} {number(size.base - rise)}{curve}"
        for day in days_with(own, Other.RATHER_NOT_SAY, first_day, last_day)
    )
    return dashes + lids


def new_path(size: Size, own: Series, first_day: date, last_day: date) -> str:
    """Return one upright line for each day marked "something new".

    It ends above the base-line marks: with a lid beneath it would look like an arrow.
    """
    foot = number(y_of(size, 2 * LOWEST) + BAND_EDGE)
    return "".join(
        f"M{number(centre_of(day, first_day))} 0V{foot}"
        for day in own.new_days
        if first_day <= day <= last_day
    )


def chart_lines(
    size: Size, own: Series, points: Sequence[LinePoint], first_day: date, last_day: date
) -> tuple[ChartLine, ...]:
    """Return the lines of four weeks from `first_day` to the one that holds `last_day`."""
    wide = FOUR_WEEKS * A_DAY
    found = []
    for index in range((last_day - first_day).days // FOUR_WEEKS + 1):
        first = first_day + timedelta(days=index * FOUR_WEEKS)
        last = min(first + timedelta(days=FOUR_WEEKS - 1), last_day, own.last_day)
        box = f"{number(index * wide)} 0 {number(wide)} {number(size.height)}"
        label = line_label(own, first, last, points)
        found.append(ChartLine(box, first, day_words(first), label))
    return tuple(found)


def axis_words(own: Series, *, large: bool) -> tuple[str, str, str]:
    """Return the words at points 7, 4 and 1: whole names when large."""
    if large:
        return name_of(own.kind, 7), name_of(own.kind, 4), name_of(own.kind, 1)
    top, half, low = AXIS_WORDS[own.kind]
    return str(top), str(half), str(low)


def felt_chart(own: Series, first_day: date, last_day: date, *, large: bool) -> Chart:
    """Return the drawing of one owner's ratings from `first_day` to `last_day`, both local dates.

    Nothing after the Sunday before the look is drawn. Raises ValueError for a range that ends
    before it begins.
    """
    if last_day < first_day:
        raise ValueError("a drawing needs at least one day")
    size = LARGE if large else SMALL
    start = own.start
    drawn = line_points(own.values, start, min(own.last_day, last_day)) if start else ()
    points = [point for point in drawn if point.day >= first_day]
    lines = chart_lines(size, own, points, first_day, last_day)
    wide = number(len(lines) * FOUR_WEEKS * A_DAY)
    levels = (number(y_of(size, 2 * value)) for value in reversed(VALUES))
    return Chart(
        group=f"t-{own.kind}-large" if large else f"t-{own.kind}",
        large=large,
        axis=axis_words(own, large=large),
        grid="".join(f"M0 {y}H{wide}" for y in levels),
        base=f"M0 {number(size.base)}H{wide}",
        area=area_path(size, points, first_day),
        line=line_path(size, points, first_day),
        dots=dot_path(size, own, first_day, last_day),
        own=own_path(size, own, first_day, last_day),
        new=new_path(size, own, first_day, last_day),
        lines=lines,
        rows=week_rows(own, first_day, last_day),
    )
