"""The private servers: roles, passwords, logs, and data that must not be opened wrongly."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from config.launch import secrets
from config.launch.account import LaunchError, server_account
from config.launch.postgres import SETTINGS, end_leftover, major, refuse_other_major

SUPERUSER = "SUPERUSER_DATABASE_URL"
ROLES = """
    SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, rolreplication, rolinherit
    FROM pg_roles WHERE rolname LIKE 'kept_%' ORDER BY rolname
"""
MEMBERS = """
    SELECT m.rolname, r.rolname, a.inherit_option, a.set_option, a.admin_option
    FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.member JOIN pg_roles r ON r.oid = a.roleid
    WHERE m.rolname LIKE 'kept_%'
"""


@pytest.fixture
def server() -> psycopg.Connection[tuple[object, ...]]:
    """A superuser's connection to this run's server."""
    return psycopg.connect(os.environ[SUPERUSER], autocommit=True)


def test_each_role_has_exactly_its_attributes(
    server: psycopg.Connection[tuple[object, ...]],
) -> None:
    found = {row[0]: row[1:6] for row in server.execute(ROLES).fetchall()}
    nothing = (False, False, False, False)
    assert found == {
        "kept_app": (True, *nothing),
        "kept_backup": (True, False, True, False, False),
        "kept_migrate": (True, *nothing),
        "kept_owner": (False, *nothing),
        "kept_purge": (False, *nothing),
        "kept_worker": (True, *nothing),
    }


def test_only_migrations_become_the_owner_and_only_the_worker_purges(
    server: psycopg.Connection[tuple[object, ...]],
) -> None:
    members = server.execute(MEMBERS).fetchall()
    assert sorted(members) == [
        ("kept_migrate", "kept_owner", False, True, False),
        ("kept_worker", "kept_purge", False, True, False),
    ]


def test_the_migration_role_is_the_owner_from_the_first_statement() -> None:
    with psycopg.connect(os.environ["MIGRATE_DATABASE_URL"]) as connection:
        assert connection.execute("SELECT current_user, session_user").fetchone() == (
            "kept_owner",
            "kept_migrate",
        )


def test_the_app_can_neither_become_another_role_nor_make_a_table() -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        for statement in (b"SET ROLE kept_owner", b"CREATE TABLE public.mine (id int)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)


def test_a_wrong_password_is_refused_and_nothing_listens_on_tcp(
    server: psycopg.Connection[tuple[object, ...]],
) -> None:
    address = urlsplit(os.environ["DATABASE_URL"])
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(
            host=unquote(str(address.hostname)), user="kept_app", password="x", dbname="kept"
        )
    assert server.execute("SHOW listen_addresses").fetchone() == ("",)
    rules = server.execute("SELECT DISTINCT type, auth_method FROM pg_hba_file_rules").fetchall()
    assert sorted(rules) == [("host", "reject"), ("local", "scram-sha-256")]


def test_the_log_holds_nothing_that_was_sent(
    server: psycopg.Connection[tuple[object, ...]],
) -> None:
    for name, value in SETTINGS.items():
        if name.startswith("log_"):
            shown = server.execute("SELECT current_setting(%s)", [name]).fetchone()
            assert shown is not None
            assert shown[0] in {value, f"{value}ms"}, name
    server.execute("CREATE TEMP TABLE once (word text UNIQUE, CHECK (length(word) < 20))")
    for statement in (
        "INSERT INTO once VALUES ('canary-in-twins'), ('canary-in-twins')",
        "INSERT INTO once VALUES ('canary-that-is-much-too-long')",
        "SELECT 'canary-as-a-number'::int",
    ):
        with pytest.raises(psycopg.Error):
            server.execute(statement.encode())
    with pytest.raises(psycopg.Error):
        server.execute("SELECT %s::text::int", ["canary-as-parameter"])
    folder = Path(os.environ["KEYRING_FILE"]).parents[1] / "log"
    log = (folder / "postgres.log").read_text()
    assert "duplicate key" in log
    # The cast's own message quotes its input: typed columns keep free text out of casts.
    lines = [line for line in log.splitlines() if "invalid input syntax" not in line]
    assert "canary" not in "\n".join(lines)


def test_data_of_another_major_version_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "PG_VERSION").write_text("17\n")
    with pytest.raises(LaunchError, match="were written by PostgreSQL 17"):
        refuse_other_major(tmp_path)
    (tmp_path / "PG_VERSION").write_text(f"{major()}\n")
    refuse_other_major(tmp_path)


def test_a_pid_file_of_somebody_else_is_taken_away_and_the_process_is_not_touched(
    tmp_path: Path,
) -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as other:
        (tmp_path / "postmaster.pid").write_text(f"{other.pid}\n{tmp_path}\n")
        end_leftover(tmp_path)
        assert not (tmp_path / "postmaster.pid").exists()
        assert other.poll() is None
        other.kill()


def test_secrets_are_made_once_for_one_reader_in_separate_files(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    key, ring = secrets.secret_key_file(folder), secrets.key_ring_file(folder, data_exist=False)
    first = key.read_text(), ring.read_text()
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert json.loads(first[1])["keys"].keys() == {"1"}
    secrets.secret_key_file(folder)
    secrets.key_ring_file(folder, data_exist=True)
    assert (key.read_text(), ring.read_text()) == first


def test_a_lost_key_ring_is_never_replaced_beside_existing_data(tmp_path: Path) -> None:
    with pytest.raises(LaunchError, match="key ring"):
        secrets.key_ring_file(tmp_path, data_exist=True)
    assert not (tmp_path / "keyring.json").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root borrows another account")
def test_root_runs_the_server_as_another_account(tmp_path: Path) -> None:
    assert server_account(tmp_path / "none").uid not in {None, 0}
