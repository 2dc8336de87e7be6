"""Short ways to write down imagined ratings."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from apps.reflections.rules.scale import Kind, Other
from apps.reflections.rules.trend import Rating, Series, series

MONDAY = date(2026, 8, 31)


def day(step: int) -> date:
    """Return the local date that many days after the first Monday."""
    return MONDAY + timedelta(days=step)


def rated(
    values: Sequence[int | None] | Mapping[int, int | None],
    *,
    kind: Kind = Kind.FELT,
    new: Sequence[int] = (),
) -> list[Rating]:
    """Return ratings by day; None in a mapping means no contact, in a sequence an empty day."""
    if not isinstance(values, Mapping):
        values = {step: value for step, value in enumerate(values) if value is not None}
    return [
        Rating(
            day(step),
            value,
            kind,
            Other.NO_CONTACT if value is None else None,
            something_new=step in new,
        )
        for step, value in values.items()
    ]


def seen(ratings: Sequence[Rating], weeks: int, kind: Kind = Kind.FELT) -> Series:
    """Return the series at the Monday after that many complete weeks."""
    return series(ratings, kind=kind, look_on=day(7 * weeks))
