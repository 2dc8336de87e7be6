"""Private servers, two databases with rows, and both sites under the same web server."""

import contextlib
import http.client
import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench import system
from config.launch import process
from config.launch.programs import WEB, environment
from config.launch.services import ROOT, throwaway_services
from config.launch.valkey import free_port

BARE_WEB = (*WEB[:-1], "bench.bare.wsgi:application")
BARE_SETTINGS = {"DJANGO_SETTINGS_MODULE": "bench.bare.settings"}
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Couple:
    """Two people and the days they have behind them."""

    days: int
    space: str
    commitments: list[str]
    maker: dict[str, str]
    partner: dict[str, str]

    @property
    def years(self) -> int:
        """Whole years."""
        return self.days // 365


@dataclass(frozen=True, slots=True)
class Server:
    """One gunicorn and the role it has in PostgreSQL."""

    port: int
    pid: int
    role: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything that is measured. `admin` is a superuser's connection to the site's database."""

    told: Mapping[str, str]
    site: Server
    bare: Server
    couples: list[Couple]
    bare_session: str
    admin: psycopg.Connection[Any]

    def web_pids(self, server: Server) -> list[int]:
        """The server's processes."""
        return system.family(server.pid)

    def database_pids(self, server: Server) -> list[int]:
        """The processes of PostgreSQL that serve it."""
        rows = self.admin.execute(
            "SELECT pid FROM pg_stat_activity WHERE usename = %s", [server.role]
        )
        return [pid for (pid,) in rows]


@contextlib.contextmanager
def stage(days: list[int]) -> Iterator[Stage]:
    """Set everything up for couples with so many days; takes it down afterwards."""
    with contextlib.ExitStack() as stack:
        static = stack.enter_context(tempfile.TemporaryDirectory(prefix="kept-bench-"))
        told = dict(stack.enter_context(throwaway_services(fsync=True)))
        told |= {"STATIC_ROOT": static, "HOST": "127.0.0.1"}
        told |= {"BARE_DATABASE_URL": _bare_database(told["SUPERUSER_DATABASE_URL"])}
        couples, session = _rows(told, days)
        admin = stack.enter_context(
            psycopg.connect(told["SUPERUSER_DATABASE_URL"], autocommit=True)
        )
        for url in (told["SUPERUSER_DATABASE_URL"], told["BARE_DATABASE_URL"]):
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute("VACUUM ANALYZE")
        site = stack.enter_context(_server(WEB, site_environment(told), "kept_app", "/healthz"))
        bare = stack.enter_context(_server(BARE_WEB, bare_environment(told), "bare", "/"))
        yield Stage(told, site, bare, couples, session, admin)


def site_environment(told: Mapping[str, str], role: str = "web") -> dict[str, str]:
    """What a process of the site knows."""
    return environment(role, told)


def bare_environment(told: Mapping[str, str]) -> dict[str, str]:
    """What a process of the bare project knows."""
    return {**os.environ, **BARE_SETTINGS, "BARE_DATABASE_URL": told["BARE_DATABASE_URL"]}


def run(environment: Mapping[str, str], *arguments: str, said: str = "") -> str:
    """Run a Python program of this checkout with `said` as its input; what it printed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, text=True,
        stdout=subprocess.PIPE, input=said,
    )  # fmt: skip
    return done.stdout


def _rows(told: Mapping[str, str], days: list[int]) -> tuple[list[Couple], str]:
    """Make the tables and fill them: couples of the site, and the bare page's session."""
    with ThreadPoolExecutor(2) as pool:
        couples, bare = pool.submit(_couples, told, days), pool.submit(_bare_rows, told)
    return couples.result(), bare.result()


def _couples(told: Mapping[str, str], days: list[int]) -> list[Couple]:
    run(site_environment(told, "migrate"), "manage.py", "migrate", "-v", "0")
    run(site_environment(told), "manage.py", "collectstatic", "--noinput", "-v", "0")
    made = run(site_environment(told), "-m", "bench.seed", *map(str, days))
    return [Couple(**couple) for couple in json.loads(made)]


def _bare_rows(told: Mapping[str, str]) -> str:
    run(bare_environment(told), "-m", "django", "migrate", "-v", "0")
    made = json.loads(run(bare_environment(told), "-m", "bench.bare.seed"))
    return str(made["session"])


def _bare_database(superuser: str) -> str:
    """A database that belongs to its one role; its address."""
    word = secrets.token_urlsafe(12)
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE bare LOGIN PASSWORD {}").format(sql.Literal(word)))
        connection.execute("CREATE DATABASE bare OWNER bare")
    parts = urlsplit(superuser)
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"bare:{word}@{place}", path="/bare"))


@contextlib.contextmanager
def _server(
    program: tuple[str, ...], env: Mapping[str, str], role: str, path: str
) -> Iterator[Server]:
    """A gunicorn with the settings of config/launch/gunicorn.py."""
    port = free_port()
    child = process.spawn([sys.executable, *program], env={**env, "PORT": str(port)}, cwd=ROOT)
    try:
        await_answer(port, path, START_SECONDS)
        yield Server(port, child.pid, role)
    finally:
        process.stop(child, by=signal.SIGTERM, patience=10)


def await_answer(port: int, path: str, seconds: float) -> float:
    """Seconds until a GET is answered with less than 500. Raises TimeoutError."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        with contextlib.suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("localhost", port, timeout=10)
            connection.request("GET", path)
            if connection.getresponse().status < 500:
                return time.monotonic() - started
        time.sleep(0.02)
    raise TimeoutError(f"nothing answered at {path} within {seconds:.0f} s")
