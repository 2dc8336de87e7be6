"""The whole stack for browser tests: web server, worker, a real SMTP server on loopback."""

import contextlib
import datetime as dt
import email
import email.policy
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from aiosmtpd.controller import Controller
from redis import Redis

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30.0


@dataclass
class Mail:
    """One mail as it arrived."""

    to: str
    subject: str
    body: str
    raw: bytes


@dataclass
class Mailbox:
    """Takes every mail the worker sends."""

    mails: list[Mail] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Called by the SMTP server for each message."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        body = message.get_content()
        for to in envelope.rcpt_tos:
            self.mails.append(Mail(to, str(message["subject"]), body, envelope.content))
        return "250 OK"

    def code_for(self, address: str, *, after: int = 0) -> str:
        """The code in the newest mail to `address` beyond the first `after`; waits for it."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            mine = [mail for mail in self.mails[after:] if mail.to == address]
            found = re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", mine[-1].body, re.M) if mine else None
            if found:
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"no mail came for {address}")


@dataclass
class Stage:
    """A running site, its mailbox and its clock."""

    url: str
    mailbox: Mailbox
    clock: Path
    broker: str

    def forget_limits(self) -> None:
        """Let rate limits be counted from nothing."""
        with Redis.from_url(self.broker) as client:
            client.flushdb()

    def move_clock(self, delta: dt.timedelta) -> None:
        """Let the site believe that it is `delta` later than it is."""
        self.clock.write_text(str(delta.total_seconds()))

    def evening(self, day: int) -> dt.date:
        """Let it be eight in the evening in Berlin, `day` days after tomorrow. Returns the date."""
        now = dt.datetime.now(ZoneInfo("Europe/Berlin"))
        then = now.replace(hour=20, minute=0, second=0) + dt.timedelta(days=day + 1)
        self.move_clock(then - now)
        return then.date()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def running(command: list[str], env: dict[str, str]) -> Iterator[None]:
    """A process for the length of the block."""
    process = subprocess.Popen(command, cwd=ROOT, env=env)
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(url: str) -> None:
    """Until the page answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):  # noqa: S310
            return
        time.sleep(0.1)
    raise AssertionError(f"{url} did not answer")


@contextlib.contextmanager
def stage(home: Path) -> Iterator[Stage]:
    """Start everything beside the test run's own database and broker."""
    mailbox, clock, port = Mailbox(), home / "clock", free_port()
    clock.write_text("0")
    smtp = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    smtp.start()
    # A part of the broker of its own: this worker must not take what other tests queue.
    there = urlsplit(os.environ["REDIS_URL"])
    broker = urlunsplit(there._replace(path=f"/{int(there.path.strip('/') or 0) + 8}"))
    common = os.environ | {
        "REDIS_URL": broker,
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        "STATIC_ROOT": str(home / "static"),
        "WEB_CONCURRENCY": "1",
        "KEPT_TEST_CLOCK": str(clock),
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "config/launch/gunicorn.py"]
    worker = [sys.executable, "-m", "celery", "-q", "-A", "config", "worker", "-P", "threads"]
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=common, check=True)
    web = running([*gunicorn, "tests.browser.wsgi:application"], common | {"KEPT_ROLE": "web"})
    behind = running([*worker, "-c", "2", "-l", "ERROR"], common | {"KEPT_ROLE": "worker"})
    try:
        with web, behind:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            yield Stage(f"http://localhost:{port}", mailbox, clock, broker)
    finally:
        smtp.stop()
