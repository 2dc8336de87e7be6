"""Roles and database of Kept, from the same SQL that the compose file uses."""

from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
LOGINS = {
    "migrate": "kept_migrate",
    "app": "kept_app",
    "worker": "kept_worker",
    "backup": "kept_backup",
}
DATABASE = "kept"


def ensure(server: str, database: str, passwords: Mapping[str, str], *, test: bool) -> None:
    """Bring roles and database to the wanted state.

    `server` and `database` are superuser DSNs for the databases postgres and kept. In a test
    the owner may also make databases.
    """
    with psycopg.connect(server, autocommit=True) as connection:
        _run(connection, "roles.sql")
        _set_passwords(connection, passwords)
        if test:
            connection.execute("ALTER ROLE kept_owner CREATEDB")
            connection.execute("ALTER ROLE kept_migrate CREATEDB")
        if not connection.execute(
            "SELECT FROM pg_database WHERE datname = %s", [DATABASE]
        ).fetchall():
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    with psycopg.connect(database, autocommit=True) as connection:
        _run(connection, "database.sql")


def _run(connection: psycopg.Connection, name: str) -> None:
    connection.execute((DEPLOY / name).read_bytes())


def _set_passwords(connection: psycopg.Connection, passwords: Mapping[str, str]) -> None:
    """Set them as SCRAM verifiers made here, so that no statement ever holds a password."""
    for short, role in LOGINS.items():
        verifier = connection.pgconn.encrypt_password(
            passwords[short].encode(), role.encode(), b"scram-sha-256"
        )
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(role), sql.Literal(verifier.decode())
            )
        )
