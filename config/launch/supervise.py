"""Watching the parts of a running Kept: what ends is named and started again."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from config.launch.account import LaunchError

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
STEADY_SECONDS = 60.0
MOST_FAILURES = 8


class Part(Protocol):
    """A server or a program."""

    name: str
    child: subprocess.Popen[bytes] | None

    def start(self) -> None:
        """Start it and return at once."""

    def stop(self) -> None:
        """End it and return when it has ended."""


@dataclass
class Watch:
    """What is known of one part. Times are seconds of the monotonic clock."""

    part: Part
    started: float
    failures: int = 0
    again_at: float | None = None

    def look(self, now: float, say: Callable[[str], None]) -> None:
        """Start the part again if it has ended, later each time it ends soon after a start."""
        if self.again_at is not None:
            if now >= self.again_at:
                self.again_at, self.started = None, now
                self.part.start()
        elif self.part.child is not None and self.part.child.poll() is not None:
            self._note_end(now, say)

    def _note_end(self, now: float, say: Callable[[str], None]) -> None:
        self.failures = 0 if now - self.started > STEADY_SECONDS else self.failures
        if self.failures >= MOST_FAILURES:
            raise LaunchError(f"{self.part.name} keeps ending soon after it starts. Kept stops.")
        pause = min(FIRST_PAUSE * 2**self.failures, LONGEST_PAUSE)
        self.failures += 1
        self.again_at = now + pause
        say(f"{self.part.name} has ended. It starts again in {pause:g} s.")


class Supervisor:
    """All parts, in the order in which they were started."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.watches: list[Watch] = []

    def watch(self, *parts: Part) -> None:
        """Watch parts that have been started."""
        self.watches += [Watch(part, time.monotonic()) for part in parts]

    def look(self) -> None:
        """One round over all parts. Raises LaunchError when one keeps ending."""
        for watch in self.watches:
            watch.look(time.monotonic(), self.say)

    def stop(self) -> None:
        """End all parts, last one first: nobody loses a server that it still needs."""
        for watch in reversed(self.watches):
            watch.part.stop()
