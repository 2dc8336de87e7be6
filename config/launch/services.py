"""Private PostgreSQL and Valkey as a context, for the launcher, the tests and the benchmarks.

python -m config.launch.services -- COMMAND ... runs a command beside throw-away servers.
"""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from config.launch import secrets
from config.launch.account import LaunchError
from config.launch.postgres import Postgres, major
from config.launch.roles import DEPLOY
from config.launch.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"


@dataclass(frozen=True)
class Prepared:
    """What a cached data directory holds: a name that changes with it, and how to make it."""

    name: str
    bring_in: Callable[[dict[str, str]], None]


def folder(path: Path) -> Path:
    """Make a folder that the servers' account may pass through, but not list."""
    if not path.exists():
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(0o711)
    return path


def hold(path: Path) -> IO[str] | None:
    """Take the lock file for the life of the process; None if somebody holds it."""
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


class Services:
    """The two servers of one installation and the environment that leads to them."""

    def __init__(self, var: Path, *, fsync: bool = True, test: bool = False) -> None:
        self.var = folder(var.resolve())
        self.test = test
        self.postgres = Postgres(self.var, fsync=fsync)
        found = self.postgres.exists
        self.key_ring = secrets.key_ring_file(self.var / "secrets", data_exist=found)
        self.secret_key = secrets.secret_key_file(self.var / "secrets")
        self.passwords = secrets.passwords(self.var / "secrets", data_exist=found)
        self.valkey = Valkey(self.var, self.passwords["valkey"])

    def start(self, *, postgres: bool = True, valkey: bool = True) -> None:
        """Start both at once and wait for both."""
        if postgres:
            self.postgres.initialise(self.passwords["superuser"])
            self.postgres.start()
        if valkey:
            self.valkey.start()
        if postgres:
            self.postgres.wait()
            self.postgres.ensure_roles(self.passwords, test=self.test)
        if valkey:
            self.valkey.wait()

    def environment(self, *, postgres: bool = True, valkey: bool = True) -> dict[str, str]:
        """What the settings read. The superuser's address is told in tests only."""
        told = {"SECRET_KEY_FILE": str(self.secret_key), "KEYRING_FILE": str(self.key_ring)}
        if valkey:
            told["REDIS_URL"] = self.valkey.url
        if postgres:
            told |= self._databases()
        return told

    def _databases(self) -> dict[str, str]:
        urls = self.postgres.urls(self.passwords)
        told = {
            "DATABASE_URL": urls["app"],
            "MIGRATE_DATABASE_URL": urls["migrate"],
            "WORKER_DATABASE_URL": urls["worker"],
            "BACKUP_DATABASE_URL": urls["backup"],
        }
        if self.test:
            told["OWNER_DATABASE_URL"] = urls["migrate"]
            told["SUPERUSER_DATABASE_URL"] = self.postgres.url(
                "postgres", self.passwords["superuser"]
            )
        return told

    def stop(self) -> None:
        """Stop both."""
        self.valkey.stop()
        self.postgres.stop()


@contextlib.contextmanager
def private_services(
    var: Path, *, fsync: bool = True, test: bool = False
) -> Iterator[dict[str, str]]:
    """Run both servers with their files under `var`; yields the environment for the settings.

    In a test the owner and migration roles may make databases, and the superuser's address is
    told. Call it from the main thread. Raises LaunchError with one plain sentence.
    """
    services = Services(var, fsync=fsync, test=test)
    try:
        services.start()
        yield services.environment()
    finally:
        services.stop()


@contextlib.contextmanager
def throwaway_services(
    home: Path = VAR, *, fsync: bool = False, prepared: Prepared | None = None
) -> Iterator[dict[str, str]]:
    """Servers for one run of tests or benchmarks, made from a cached data directory.

    `prepared` names what the data hold beyond an empty database, and how to bring it in.

    Their files lie in var/test-<pid> and go away at the end; what a killed run left behind
    goes away at the next start. With `fsync` a commit costs what it costs in earnest.
    """
    with contextlib.ExitStack() as stack:
        with (folder(home) / "tests.lock").open("a+") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            _sweep(home)
            var = folder(home / f"test-{os.getpid()}")
            stack.callback(_remove, var)
            stack.enter_context(hold(var / "lock") or contextlib.nullcontext())
            _copy(_template(home, prepared), var)
        yield stack.enter_context(private_services(var, fsync=fsync, test=True))


def _sweep(home: Path) -> None:
    """Remove what killed runs left: their lock is free."""
    for var in home.glob("test-*"):
        lock = hold(var / "lock")
        if lock is not None:
            with lock:
                _remove(var)


def _remove(var: Path) -> None:
    """Remove the files of a test run, also data that lie elsewhere for their account's sake."""
    location, socket = var / "pg.location", var / "run" / "postgres.socket"
    if location.exists():
        shutil.rmtree(Path(location.read_text().strip()).parent, ignore_errors=True)
    if socket.exists():
        shutil.rmtree(socket.read_text().strip(), ignore_errors=True)
    shutil.rmtree(var, ignore_errors=True)


def _template(home: Path, prepared: Prepared | None) -> Path:
    """A data directory with roles and database, made once and cleanly stopped."""
    stamp = f"{major()}-{max(file.stat().st_mtime_ns for file in DEPLOY.glob('*.sql'))}"
    stamp += f"-ready-{prepared.name}" if prepared else ""
    ready = home / "template" / stamp
    if not (ready / "done").exists():
        for old in folder(home / "template").iterdir():
            # Two kinds live side by side: empty ones, and ones made ready.
            if ("-ready-" in old.name) == bool(prepared):
                _remove(old)
        with private_services(ready, fsync=False, test=True) as told:
            if prepared:
                prepared.bring_in(told)
        (ready / "done").touch()
    return ready


def _copy(template: Path, var: Path) -> None:
    source = Postgres(template)
    target = Postgres(var)
    shutil.copytree(template / "secrets", var / "secrets")
    target.data.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", source.data, target.data], check=True)


def main(argv: list[str]) -> int:
    """Run a command beside throw-away servers and return its exit code."""
    try:
        with throwaway_services() as told:
            return subprocess.call(argv[argv[:1] == ["--"] :], env=os.environ | told)
    except LaunchError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
