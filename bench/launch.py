"""How long `manage.py up` takes until a page answers: on an empty folder, and again."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.stage import await_answer
from config.launch.services import ROOT
from config.launch.valkey import free_port

PATIENCE = 120.0
STOP_SECONDS = 30.0
# The worker and the scheduler come after the first answer.
SETTLE = 2.0
# What a person's terminal does not hold.
OURS = re.compile(r"DATABASE_URL|REDIS_URL|_FILE$|^KEPT_|^DJANGO|^HOST$|^ALLOWED")


def start_times() -> tuple[float, float]:
    """Seconds to the first answer, cold and warm."""
    with tempfile.TemporaryDirectory(prefix="kept-bench-up-") as folder:
        Path(folder).chmod(0o711)
        var = Path(folder) / "var"
        return _start(var), _start(var)


def _start(var: Path) -> float:
    port = free_port()
    env = {name: word for name, word in os.environ.items() if not OURS.search(name)}
    env |= {"KEPT_VAR": str(var), "PORT": str(port)}
    started = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "manage.py", "up"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await_answer(port, "/", PATIENCE)
        return time.monotonic() - started
    finally:
        time.sleep(SETTLE)
        _stop(child)


def _stop(child: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C; what does not hear it is killed, and everything it started ends with it."""
    child.send_signal(signal.SIGINT)
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
