"""The strokes of a thread as compact SVG path data (design, "Marks and threads").

Twelve units a day, the thread at height 14 of 32. Whole numbers and relative moves
keep a page of threads within its budget of bytes.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

STEP = 12
LEVEL = 14
HEIGHT = 32
# A join reaches this far to both sides of the bead it passes over, an arch that far:
# together they fit into one day's width, so neighbours never hide each other.
REACH = 7
_FOOT = 5
_JOIN = "c2 0 3 2 5 1s2-3 4-2 3 1 5 1"
_RING = "a3 3 0 1 0 6 0a3 3 0 1 0-6 0"
_HALF = "a3 3 0 0 0 0 6z"
_DIAMOND = "l3 3-3 3-3-3z"
_ARCH = "c0-9 10-9 10 0"


def middle(place: int) -> int:
    """The x of the middle of the day (or week) with this index."""
    return place * STEP + STEP // 2


def beads(places: Iterable[int]) -> str:
    """Filled dots on the thread; round line caps make a dot of a stroke without length."""
    return _repeat([middle(place) for place in places], LEVEL, "h0", 0)


def ticks(places: Iterable[int]) -> str:
    """Small uprights for days on which nothing was written."""
    return _repeat([middle(place) for place in places], LEVEL - 3, "v6", 6)


def seams(places: Iterable[int]) -> str:
    """The ticks of the ruler at the foot, at the start of each place."""
    return _repeat([place * STEP for place in places], HEIGHT - 4, "v4", 4)


def rings(on_thread: Iterable[int], below: Iterable[int]) -> str:
    """Hollow circles: on the thread for partly, hanging below it for not kept."""
    upper = [f"M{middle(place) - 3} {LEVEL}{_RING}" for place in on_thread]
    lower = [f"M{middle(place) - 3} {LEVEL + 7}{_RING}" for place in below]
    return "".join(upper + lower)


def halves(places: Iterable[int]) -> str:
    """The filled left half inside a ring on the thread."""
    return "".join(f"M{middle(place)} {LEVEL - 3}{_HALF}" for place in places)


def joins(places: Iterable[int]) -> str:
    """The gold that passes over a hollow bead once something was kept afterwards."""
    return "".join(f"M{middle(place) - REACH} {LEVEL}{_JOIN}" for place in places)


def event_lines(places: Iterable[int]) -> str:
    """Dotted uprights that tie a marked day to every thread."""
    return _repeat([middle(place) for place in places], 5, "v27", 27)


def diamonds(places: Iterable[int]) -> str:
    """Small diamonds on top of the lines of marked days."""
    return "".join(f"M{middle(place)} 1{_DIAMOND}" for place in places)


def dotted(spans: Iterable[tuple[int, int]]) -> str:
    """Stretches paused together, from x to x; set in by 2 for the round caps."""
    return "".join(f"M{start + 2} {LEVEL}H{end}" for start, end in spans if end - start > 2)


def thread_line(start: int, end: int, breaks: Sequence[tuple[int, int]], arches: set[int]) -> str:
    """The bare thread from x to x, left out over `breaks`, lifted over the places in `arches`.

    An arch beyond the end of the thread stands alone, so that its day keeps its mark.
    """
    feet = sorted(middle(place) - _FOOT for place in arches)
    path, at = "", start
    for opens, closes in [*sorted(breaks), (end, end)]:
        stop = min(opens, end)
        if stop > at:
            raised = "".join(f"H{foot}{_ARCH}" for foot in feet if at <= foot < stop)
            path += f"M{at} {LEVEL}{raised}H{stop}"
        at = max(at, closes)
    return path + "".join(f"M{foot} {LEVEL}{_ARCH}" for foot in feet if foot >= end)


def _repeat(xs: list[int], y: int, stroke: str, back: int) -> str:
    """One stroke per x, each reached by a relative move from the end of the last."""
    if not xs:
        return ""
    rise = f"-{back}" if back else " 0"
    moves = [f"m{x - last}{rise}{stroke}" for last, x in pairwise(xs)]
    return f"M{xs[0]} {y}{stroke}" + "".join(moves)
