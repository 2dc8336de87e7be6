"""The aims, and whether this run met them. Nothing here fails a build: a machine has its days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bench.targets import CREATE, PAGE, SWAPPED

Key = tuple[str, int]
TWICE, TENTH_MORE, STATEMENTS = 2.0, 1.1, 10
VIEW_BYTES, VIEW_REQUESTS, WEB_MB, WARM_SECONDS = 40_000, 6, 140.0, 8.0


@dataclass(slots=True)
class Figures:
    """What a run found; what was left out is empty.

    `times` is CPU against the bare page or create, `later` CPU of the older couple against the
    younger, `statements` SQL statements by name and years.
    """

    times: dict[Key, float] = field(default_factory=dict)
    later: dict[str, float] = field(default_factory=dict)
    statements: dict[Key, int] = field(default_factory=dict)
    failed_writes: int | None = None
    view: tuple[int, int] | None = None
    web_mb: float | None = None
    warm_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim; `measured` is the worst figure it speaks of."""

    aim: str
    measured: float
    limit: float

    @property
    def met(self) -> bool:
        """Whether the worst figure is within the limit."""
        return self.measured <= self.limit


def aims(found: Figures) -> Iterator[Aim]:
    """Every aim that this run can say something about."""
    for name, against in (("today", PAGE), ("timeline", PAGE), ("log", CREATE)):
        worst = _worst(
            {
                key: x
                for key, x in found.times.items()
                if key[0].split(", ")[0] == name and key[0] != SWAPPED
            }
        )
        yield from _aim(f"{name} within 2 times the {against}", worst, TWICE)
    yield from _aim("ten years within 1.1 times one year", _worst(found.later), TENTH_MORE)
    yield from _aim("ten years with as many statements as one", _growth(found.statements), 0)
    yield from _aim("at most 10 statements a page", _worst(_site(found.statements)), STATEMENTS)
    yield from _aim("no failed write among 8 writers", found.failed_writes, 0)
    size, requests = found.view or (None, None)
    yield from _aim("first view under 40 KB besides the font", size, VIEW_BYTES)
    yield from _aim("first view in at most 6 requests", requests, VIEW_REQUESTS)
    yield from _aim("web processes under 140 MB", found.web_mb, WEB_MB)
    yield from _aim("a warm start within 8 seconds", found.warm_seconds, WARM_SECONDS)


def _aim(text: str, measured: float | None, limit: float) -> Iterator[Aim]:
    if measured is not None:
        yield Aim(text, round(measured, 2), limit)


def _worst(figures: Mapping[Key, float] | Mapping[str, float]) -> float | None:
    return max(figures.values(), default=None)


def _site(statements: Mapping[Key, int]) -> dict[Key, int]:
    return {key: n for key, n in statements.items() if key[1]}


def _growth(statements: Mapping[Key, int]) -> int | None:
    """By how many statements any page of the older couple differs from the younger's."""
    by_name: dict[str, list[int]] = {}
    for (name, _), n in _site(statements).items():
        by_name.setdefault(name, []).append(n)
    return max((max(ns) - min(ns) for ns in by_name.values() if len(ns) > 1), default=None)
