"""Who the app is in the database: nobody who could see past a policy (threats 3.1, 3.6)."""

import os
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from apps.core.checks import check_database_role, role_sees_too_much
from tests.walls.tables import PRIVATE, SHARED, SPACES


@pytest.mark.django_db
def test_the_suite_runs_as_the_app_s_own_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, session_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole "
            "FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("kept_app", "kept_app", False, False, False, False)


@pytest.mark.django_db
def test_the_app_owns_nothing_and_is_member_of_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member "
            "WHERE r.rolname = current_user"
        )
        assert cursor.fetchone() == (0,)
    assert role_sees_too_much() == []
    assert check_database_role(databases=["default"]) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE kept_owner",
        "SET ROLE kept_purge",
        "ALTER TABLE accounts_personkey DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE accounts_personkey NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY own ON accounts_personkey",
        "TRUNCATE accounts_personkey",
        "CREATE TABLE mine (id int)",
        "SELECT letter FROM core_outbox",
        "DELETE FROM django_migrations",
    ],
)
def test_the_app_may_not(statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def _denied(url: str, statement: str) -> bool:
    with psycopg.connect(os.environ[url]) as other:
        try:
            other.execute(statement)
        except (
            psycopg.errors.InsufficientPrivilege,
            psycopg.errors.ReadOnlySqlTransaction,
        ):
            return True
    return False


@pytest.mark.parametrize("table", sorted(PRIVATE | SHARED | SPACES))
def test_the_worker_may_not_read(table: str) -> None:
    assert _denied("WORKER_DATABASE_URL", f"SELECT * FROM {table}")
    assert _denied("WORKER_DATABASE_URL", f"SELECT count(*) FROM {table}")


@pytest.mark.parametrize("table", sorted(PRIVATE | SHARED | SPACES))
def test_the_worker_sees_dates_at_most_when_it_removes_what_expired(table: str) -> None:
    assert _denied("WORKER_DATABASE_URL", f"SET ROLE kept_purge; SELECT * FROM {table}")


@pytest.mark.parametrize("table", ["accounts_personkey", "reflections_journalentry"])
def test_the_backup_role_reads_all_and_writes_nothing(table: str) -> None:
    assert not _denied("BACKUP_DATABASE_URL", f"SELECT * FROM {table}")
    assert _denied("BACKUP_DATABASE_URL", f"DELETE FROM {table}")


def test_a_role_that_sees_past_the_policies_is_refused(settings: Any, monkeypatch: Any) -> None:
    """The start-up check says no to the superuser and to the migration role."""
    for url, expected in (
        ("SUPERUSER_DATABASE_URL", "it sees past row-level security"),
        ("MIGRATE_DATABASE_URL", "it may become the tables' owner"),
    ):
        with psycopg.connect(os.environ[url]) as other:
            monkeypatch.setattr("apps.core.checks.connections", {"default": _Wrapped(other)})
            assert expected in role_sees_too_much()


class _Wrapped:
    """Just enough of Django's connection for the check."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.cursor = connection.cursor
