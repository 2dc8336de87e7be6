"""Interleaved measuring: every target once a round, so that all see the same machine."""

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench import system
from bench.stage import Stage
from bench.targets import Target

Key = tuple[str, int]
FEWEST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Block:
    """CPU per request in seconds, of the web processes and of PostgreSQL."""

    web: float
    database: float

    @property
    def cpu(self) -> float:
        """Both together."""
        return self.web + self.database


@dataclass(slots=True)
class Measured:
    """All blocks of one target, its requests' seconds, and how large an answer was."""

    target: Target
    blocks: list[Block] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    sent: int = 0
    failed: int = 0

    @property
    def key(self) -> Key:
        """Name and years."""
        return self.target.name, self.target.years

    def best(self) -> float:
        """CPU seconds per request of the cheapest block."""
        return min(block.cpu for block in self.blocks)

    def median(self) -> float:
        """CPU seconds per request of the middle block."""
        return statistics.median(block.cpu for block in self.blocks)

    def quantile(self, share: float) -> float:
        """Seconds within which that share of the requests was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]

    def times(self, other: "Measured") -> float:
        """The middle of the ratios to another target, round by round."""
        pairs = zip(self.blocks, other.blocks, strict=True)
        return statistics.median(mine.cpu / its.cpu for mine, its in pairs)


def measure(
    stage: Stage, targets: Sequence[Target], *, seconds: float, requests: int
) -> dict[Key, Measured]:
    """Warm up, then ask every target `requests` times a round until so many seconds are over.

    Three rounds at least, so that there is a middle.

    A target whose first answers are not good is left out of the rounds, and of the result.
    """
    found = [one for one in map(Measured, targets) if _warm_up(one)]
    end, n = time.monotonic() + seconds, 0
    while n < FEWEST_ROUNDS or time.monotonic() < end:
        n += 1
        # Every second round backwards: no target always follows the same other one.
        for one in found if n % 2 == 0 else reversed(found):
            _block(stage, one, requests)
    return {one.key: one for one in found}


def _warm_up(one: Measured) -> bool:
    """A few connections, so that each web process has seen the page; whether it is there."""
    one.target.before()
    for _ in range(3):
        client = one.target.client()
        for n in range(2):
            answer = one.target.ask(client, n)
        client.close()
    one.sent = len(answer.body)
    one.target.after()
    return answer.status in one.target.status


def _block(stage: Stage, one: Measured, requests: int) -> None:
    target = one.target
    target.before()
    client = target.client()
    before = _look(stage, target)
    for n in range(requests):
        answer = target.ask(client, n)
        one.seconds.append(answer.seconds)
        one.failed += answer.status not in target.status
    after = _look(stage, target)
    client.close()
    target.after()
    web, database = (
        system.used_between(old, new) / requests for old, new in zip(before, after, strict=True)
    )
    one.blocks.append(Block(web, database))


def _look(stage: Stage, target: Target) -> list[dict[int, float]]:
    pids = stage.web_pids(target.server), stage.database_pids(target.server)
    return [system.cpu_of(group) for group in pids]
