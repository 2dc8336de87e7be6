"""Middle, spread and order of a handful of ratings, in whole numbers only (measurement 2.5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from apps.reflections.rules.scale import VALUES


@dataclass(frozen=True)
class Middle:
    """A median as twice its value (2 to 14), so that it is a point or half way between two.

    With an even count the median is half way between the two middle ratings; when that falls
    between two points the words name both and no decimal is ever needed.
    """

    halves: int

    @property
    def low(self) -> int:
        """Return the point at or just below the middle."""
        return self.halves // 2

    @property
    def high(self) -> int:
        """Return the point at or just above the middle."""
        return (self.halves + 1) // 2


def middle(ratings: Sequence[int]) -> Middle:
    """Return the median of at least one rating; an IndexError without any."""
    ordered = sorted(ratings)
    count = len(ordered)
    return Middle(ordered[(count - 1) // 2] + ordered[count // 2])


def nearest_rank(ratings: Sequence[int], tenths: int) -> int:
    """Return the percentile of that many tenths by nearest rank: always an answer given."""
    ordered = sorted(ratings)
    return ordered[max(0, -(-len(ordered) * tenths // 10) - 1)]


def most(ratings: Sequence[int]) -> tuple[int, int]:
    """Return where most answers lay: the 10th to the 90th percentile. Not an interval of trust."""
    return nearest_rank(ratings, 1), nearest_rank(ratings, 9)


def nap(earlier: Sequence[int], later: Sequence[int]) -> Fraction:
    """Return the share of all pairs in which the later rating is higher, ties counting half.

    Non-overlap of all pairs uses order only, so the points need not stand equally far apart.
    Raises ZeroDivisionError when either side is empty (measurement 2.5).
    """
    counts = [earlier.count(value) for value in VALUES]
    after = [later.count(value) for value in VALUES]
    below = twice = 0
    for before, then in zip(counts, after, strict=True):
        twice += then * (2 * below + before)
        below += before
    return Fraction(twice, 2 * len(earlier) * len(later))
