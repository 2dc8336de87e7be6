"""Child processes that never outlive the process that started them."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from config.launch.account import SAME, Account

Argument = str | os.PathLike[str]
PR_SET_PDEATHSIG = 1
# Loaded before any fork: the child may call it, but may not load it.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def follow_parent(parent: int, death_signal: int) -> None:
    """Ask the kernel to send `death_signal` to this process when `parent` dies.

    The parent may be gone before the request is made, hence the second look. Other systems
    than Linux have no such request: there Ctrl-C and SIGTERM still stop everything, and after
    a kill -9 the next start stops a left-over PostgreSQL by its pid file; a left-over web
    server has to be ended by hand.
    """
    if _LIBC is None:
        return
    _LIBC.prctl(PR_SET_PDEATHSIG, death_signal)
    if os.getppid() != parent:
        os._exit(1)


def spawn(
    argv: Sequence[Argument],
    *,
    env: Mapping[str, str] | None = None,
    account: Account = SAME,
    death_signal: signal.Signals = signal.SIGKILL,
    stdin: IO[bytes] | int = subprocess.DEVNULL,
    output: IO[bytes] | int | None = None,
    cwd: Path | str | None = None,
) -> subprocess.Popen[bytes]:
    """Start a child in its own session, so that Ctrl-C reaches only the launcher.

    Call it from the main thread: the kernel's promise is bound to the thread that forks.
    """
    return subprocess.Popen(
        [os.fspath(part) for part in argv],
        env=env,
        stdin=stdin,
        stdout=output,
        stderr=output,
        cwd=cwd,
        start_new_session=True,
        # It makes one system call: safe beside threads.
        preexec_fn=_follower(os.getpid(), death_signal),
        **account.popen(),
    )


def _follower(parent: int, death_signal: int) -> Callable[[], None]:
    return lambda: follow_parent(parent, death_signal)


def stop(child: subprocess.Popen[bytes], *, by: signal.Signals, patience: float) -> None:
    """Ask a child to end, wait `patience` seconds, then kill its whole session."""
    if child.poll() is None:
        child.send_signal(by)
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
