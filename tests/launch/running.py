"""A running `up` for tests: in a folder of its own, on a port of its own."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from config.launch import secrets
from config.launch.postgres import Postgres
from config.launch.services import ROOT
from config.launch.valkey import free_port

PATIENCE = 90.0


def until(true: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether something becomes true within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


def clean_environment(**more: str) -> dict[str, str]:
    """What a person's terminal holds: nothing of this test run's servers."""
    own = re.compile(r"(DATABASE_URL|REDIS_URL|_FILE$|^KEPT_|^PYTEST|^DJANGO|^HOST$|^ALLOWED)")
    return {k: v for k, v in os.environ.items() if not own.search(k)} | more


class Running:
    """One `manage.py up` as a child of the test."""

    def __init__(self, var: Path, port: int, *arguments: str, **env: str) -> None:
        self.var, self.port = var, port
        self.said = var.parent / f"{var.name}-{time.monotonic_ns()}.txt"
        with self.said.open("wb") as output:
            self.child = subprocess.Popen(
                [sys.executable, "manage.py", "up", *arguments],
                cwd=ROOT,
                env=clean_environment(KEPT_VAR=str(var), PORT=str(port), **env),
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def text(self) -> str:
        """What it has said so far."""
        return self.said.read_text()

    def is_up(self) -> bool:
        """Whether it has named its address."""
        return until(
            lambda: (
                f"http://localhost:{self.port}\n" in self.text() or self.child.poll() is not None
            )
        ) and (self.child.poll() is None)

    def kill(self) -> None:
        """kill -9, as a crash or the system would."""
        self.child.send_signal(signal.SIGKILL)
        self.child.wait()

    def stop(self) -> int:
        """As Ctrl-C; the exit code."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGINT)
        return self.child.wait(PATIENCE)


@contextlib.contextmanager
def running(var: Path, *arguments: str, **env: str) -> Iterator[Running]:
    """`up` for the length of a block, whatever happens in it."""
    up = Running(var, free_port(), *arguments, **env)
    try:
        yield up
    finally:
        up.stop()


def relatives(up: Running) -> set[int]:
    """All living processes that belong to an `up`: its children and theirs."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if fields[0] != "Z":
                parents[int(stat.parent.name)] = int(fields[1])
    found: set[int] = set()
    while (
        more := {pid for pid, parent in parents.items() if parent in found | {up.child.pid}} - found
    ):
        found |= more
    return found


def living(pids: set[int]) -> set[int]:
    """Those that still run; a zombie does not."""
    found = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            found |= set() if state == "Z" else {pid}
    return found


def database(var: Path) -> str:
    """The superuser's address of a running installation."""
    server = Postgres(var)
    server.socket = Path(server.note.read_text().strip())
    words = secrets.passwords(var / "secrets", data_exist=True)
    return server.url("postgres", words["superuser"])
