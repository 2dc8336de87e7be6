"""Real servers for a test run: PostgreSQL with its roles, and Valkey.

Loaded early (`-p tests.plugin_services`), before Django reads its settings. The main process
starts the servers and migrates once; every xdist worker gets a copy of that database.
"""

import atexit
import contextlib
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
URLS = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "WORKER_DATABASE_URL", "BACKUP_DATABASE_URL",
        "OWNER_DATABASE_URL", "SUPERUSER_DATABASE_URL")  # fmt: skip


def _start() -> None:
    from config.launch.services import Prepared, throwaway_services

    stack = contextlib.ExitStack()
    atexit.register(stack.close)
    tables = Prepared(_what_migrations_do(), _migrate)
    os.environ.update(stack.enter_context(throwaway_services(prepared=tables)))


def _what_migrations_do() -> str:
    """A name for the tables as the code wants them: it changes when a migration does."""
    files = [ROOT / "requirements-dev.lock", *ROOT.glob("apps/*/migrations/*.py")]
    files += [ROOT / "apps/core" / name for name in ("rls.py", "grants.py")]
    files += sorted(ROOT.glob("apps/*/apps.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(files))).hexdigest()[:16]


def _migrate(told: dict[str, str]) -> None:
    role = {"KEPT_ROLE": "migrate", "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=os.environ | told | role, check=True)


def _copy_database(name: str) -> None:
    original = urlsplit(os.environ["SUPERUSER_DATABASE_URL"])
    template = "kept"
    server = urlunsplit(original._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE {template} OWNER kept_owner')
    for url in URLS:
        os.environ[url] = urlunsplit(urlsplit(os.environ[url])._replace(path=f"/{name}"))


def _take_broker(worker: str) -> None:
    """A numbered part of Valkey for each worker: tests empty theirs before they begin."""
    number = "".join(sign for sign in worker if sign.isdigit())
    there = urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{int(number) + 1 if number else 0}")
    os.environ["REDIS_URL"] = urlunsplit(there)


if "SUPERUSER_DATABASE_URL" not in os.environ:
    _start()
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
_copy_database(f"test_{WORKER}")
_take_broker(WORKER)
