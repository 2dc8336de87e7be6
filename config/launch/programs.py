"""The programs that make up Kept, each with the environment of its own role only."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from config.launch import process
from config.launch.services import ROOT

# The one database address that each role may know.
DATABASE_OF = {
    "web": "DATABASE_URL",
    "migrate": "MIGRATE_DATABASE_URL",
    "worker": "WORKER_DATABASE_URL",
    "beat": "WORKER_DATABASE_URL",
}
DATABASES = (*DATABASE_OF.values(), "BACKUP_DATABASE_URL", "SUPERUSER_DATABASE_URL")
WEB = ("-m", "gunicorn", "-c", "config/launch/gunicorn.py", "config.wsgi:application")
# Celery warns root at each start; whoever starts Kept as root has decided that already.
CELERY = ("-W", "ignore::UserWarning:celery.platforms", "-m", "celery", "-q", "-A", "config")
WORKER = (
    *CELERY,
    "worker", "-P", "threads", "-c", "2", "-l", "WARNING",
    "--without-gossip", "--without-mingle", "--without-heartbeat",
)  # fmt: skip


def beat(schedule: Path) -> tuple[str, ...]:
    """The scheduler; it notes in `schedule` when it last sent what."""
    return (*CELERY, "beat", "-l", "WARNING", "-s", str(schedule), "--pidfile=")


def environment(role: str, told: Mapping[str, str]) -> dict[str, str]:
    """The environment of one role: without the addresses that belong to the others."""
    foreign = {name for name in DATABASES if name != DATABASE_OF[role]}
    foreign |= {f"{name}_FILE" for name in foreign}
    kept = {**os.environ, **told, "KEPT_ROLE": role, "DJANGO_SETTINGS_MODULE": "config.settings"}
    return {name: value for name, value in kept.items() if name not in foreign}


@dataclass
class Program:
    """A Python program in the checkout, run as one role."""

    name: str
    arguments: tuple[str, ...]
    role: str
    told: Mapping[str, str]
    child: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        """Start it; what it says goes to the terminal."""
        self.child = process.spawn(
            [sys.executable, *self.arguments], env=environment(self.role, self.told), cwd=ROOT
        )

    def stop(self) -> None:
        """Ask it to end and wait."""
        if self.child is not None:
            process.stop(self.child, by=signal.SIGTERM, patience=10)

    def run(self) -> int:
        """Run it to its end and return its exit code."""
        self.start()
        try:
            return self.wait()
        finally:
            self.stop()

    def wait(self) -> int:
        """Wait for its end and return its exit code."""
        return 1 if self.child is None else self.child.wait()
