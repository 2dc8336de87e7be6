"""What has to be done before the first page, and how to know cheaply that it is done."""

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

import psycopg

from config.launch.account import LaunchError
from config.launch.programs import Program
from config.launch.services import ROOT, Services

MANAGE = ("manage.py",)
IDENTITY = """
    SELECT (SELECT system_identifier FROM pg_control_system()),
           (SELECT oid FROM pg_database WHERE datname = current_database()),
           count(*), max(id)
    FROM django_migrations
"""


def prepare(var: Path, told: Mapping[str, str], services: Services | None) -> None:
    """Migrate and collect the static files, side by side, each only when something changed.

    Without `services` the database is somebody else's: then migrations always run.
    Raises LaunchError when one of them fails.
    """
    steps: list[tuple[Program, Path, str]] = []
    code = fingerprint([*ROOT.glob("apps/**/*.py"), *ROOT.glob("config/*.py")])
    if _told_of(told, "MIGRATE_DATABASE_URL"):
        migrated = var / "run" / "migrated"
        if services is None or _read(migrated) != _migrated(code, services):
            arguments = (*MANAGE, "migrate", "--noinput", "-v", "0")
            steps.append((Program("migrate", arguments, "migrate", told), migrated, ""))
    files = fingerprint([*ROOT.glob("static/**/*"), *ROOT.glob("apps/*/static/**/*")])
    collected = var / "run" / "collected"
    if _read(collected) != files or not (var / "static" / "staticfiles.json").exists():
        collected.unlink(missing_ok=True)
        shutil.rmtree(var / "static", ignore_errors=True)
        arguments = (*MANAGE, "collectstatic", "--noinput", "-v", "0")
        steps.append((Program("collectstatic", arguments, "web", told), collected, files))
    _run(steps)
    if services is not None:
        (var / "run" / "migrated").write_text(_migrated(code, services))


def _run(steps: list[tuple[Program, Path, str]]) -> None:
    try:
        for program, _, _ in steps:
            program.start()
        for program, stamp, value in steps:
            if program.wait() != 0:
                raise LaunchError(f"Kept could not {program.name}. What went wrong stands above.")
            stamp.write_text(value)
    finally:
        for program, _, _ in steps:
            program.stop()


def fingerprint(files: Iterable[Path]) -> str:
    """A digest over names and contents, and over the versions of all packages."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for file in sorted(file for file in files if file.is_file()):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(ROOT)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _migrated(code: str, services: Services) -> str:
    """This code with this database in this state; a restored or new database is another one."""
    address = services.postgres.url("postgres", services.passwords["superuser"])
    try:
        with psycopg.connect(address) as connection:
            return f"{code} {connection.execute(IDENTITY).fetchone()}"
    except psycopg.errors.UndefinedTable:
        return f"{code} empty"


def _told_of(told: Mapping[str, str], name: str) -> bool:
    return name in told or f"{name}_FILE" in told


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""
