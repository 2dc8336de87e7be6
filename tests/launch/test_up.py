"""`up` as people run it: started twice, killed, robbed of its parts."""

import os
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from config.launch.services import ROOT
from config.launch.up import answers
from config.launch.valkey import free_port
from tests.launch.running import (
    Running,
    clean_environment,
    database,
    living,
    relatives,
    until,
)

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("up")]
ORPHANS_END_WITHIN = 20.0


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this module's Kept keeps its files; other accounts may pass."""
    home = tmp_path_factory.mktemp("up")
    for folder in (home, *list(home.parents)[:-1]):
        if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o011)
    return home / "var"


@pytest.fixture(scope="module")
def up(var: Path) -> Iterator[Running]:
    """A Kept that runs."""
    started = Running(var, free_port())
    assert started.is_up(), started.text()
    yield started
    started.stop()


def write(var: Path, word: str) -> None:
    """Commit a word."""
    with psycopg.connect(database(var), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS probe (word text)")
        connection.execute("INSERT INTO probe VALUES (%s)", [word])


def words(var: Path) -> set[str]:
    """All committed words."""
    with psycopg.connect(database(var)) as connection:
        return {word for (word,) in connection.execute("SELECT word FROM probe").fetchall()}


def is_healthy(port: int) -> bool:
    """Whether the web server reaches the database and the broker."""
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def pid_of(up: Running, part: str) -> int | None:
    """The child of the launcher whose command line holds a word."""
    for pid in relatives(up):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        if int(fields[1]) == up.child.pid and part in command:
            return pid
    return None


def test_a_second_up_says_where_the_first_one_runs_and_disturbs_nothing(up: Running) -> None:
    before = relatives(up)
    second = subprocess.run(
        [sys.executable, "manage.py", "up"],
        cwd=ROOT,
        env=clean_environment(KEPT_VAR=str(up.var), PORT=str(free_port())),
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert second.returncode == 0
    assert f"http://localhost:{up.port}" in second.stdout
    assert answers("127.0.0.1", up.port)
    assert before <= relatives(up)


@pytest.mark.parametrize("part", ["bin/postgres", "valkey-server", "gunicorn"])
def test_a_part_that_dies_is_named_and_comes_back(up: Running, part: str) -> None:
    write(up.var, part)
    victim = pid_of(up, part)
    assert victim is not None
    os.kill(victim, signal.SIGKILL)
    assert until(lambda: pid_of(up, part) not in {None, victim}, 30), up.text()
    assert "has ended. It starts again" in up.text()
    assert until(lambda: is_healthy(up.port), 60), up.text()
    assert part in words(up.var)


def test_kill_minus_nine_leaves_no_orphan_and_loses_nothing(up: Running, var: Path) -> None:
    write(var, "before the kill")
    family = relatives(up)
    assert len(family) > 5
    up.kill()
    assert until(lambda: not living(family), ORPHANS_END_WITHIN), living(family)
    dice = random.Random(7)
    for _ in range(4):
        again = Running(var, up.port)
        time.sleep(dice.uniform(0.2, 4.0))
        family = relatives(again)
        again.kill()
        assert until(lambda: not living(family), ORPHANS_END_WITHIN), living(family)  # noqa: B023
    last = Running(var, up.port)
    assert last.is_up(), last.text()
    assert "before the kill" in words(var)
    family = relatives(last)
    assert last.stop() == 0
    assert not living(family)


def test_the_demo_is_refused_where_others_could_reach_it(tmp_path: Path) -> None:
    refused = Running(tmp_path / "var", free_port(), "--demo", HOST="0.0.0.0")  # noqa: S104
    assert refused.child.wait(30) == 1
    assert refused.text().count("\n") == 1
    assert not (tmp_path / "var").exists()


def test_a_port_in_use_is_said_kindly(tmp_path: Path) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = Running(tmp_path / "var", port)
        assert refused.child.wait(30) == 1
    assert refused.text().startswith(f"Port {port} is in use")
