"""Notes every row that the app's role touches, also in transactions that are rolled back.

Triggers of the superuser write (table, row before, row after) into a table of their own, which is
read before the transaction of a request ends.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

OWNING = ("owner_id", "author_id", "person_id", "inviter_id", "created_by_id", "user_id")
SET_UP = """
CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO kept_app;
CREATE TABLE audit.touched (tbl text, op text, before jsonb, after jsonb,
  xid xid8 DEFAULT pg_current_xact_id());
GRANT SELECT ON audit.touched TO kept_app;
CREATE FUNCTION audit.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  INSERT INTO audit.touched VALUES (TG_TABLE_NAME, TG_OP, to_jsonb(OLD), to_jsonb(NEW));
  RETURN NULL;
END $$;
"""


@contextmanager
def noted() -> Iterator[None]:
    """Watch every table while the block runs."""
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"], autocommit=True) as superuser:
        superuser.execute(SET_UP)
        rows = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in rows if name != "django_session"]
        for table in tables:
            superuser.execute(
                f"CREATE TRIGGER zz_audit AFTER INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION audit.note()"
            )
        try:
            yield
        finally:
            superuser.execute("DROP SCHEMA audit CASCADE")


def touched() -> list[tuple[str, str, dict[str, Any]]]:
    """What the running transaction has touched so far: table, act, the row (before, or new)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tbl, op, before, after FROM audit.touched "
            "WHERE xid = pg_current_xact_id_if_assigned()"
        )
        found = []
        for table, act, before, after in cursor.fetchall():
            rows = [json.loads(row) if isinstance(row, str) else row for row in (before, after)]
            found += [(table, act, row) for row in rows if row]
        return found


def owner_of(table: str, row: dict[str, Any]) -> str | None:
    """Whose row it is; None for a table that names nobody."""
    if table == "accounts_user":
        return str(row["id"])
    return next((str(row[column]) for column in OWNING if row.get(column)), None)


def checksums() -> dict[str, str]:
    """A sum over all rows of every table, as the superuser sees them."""
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"], autocommit=True) as superuser:
        rows = superuser.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        sums = {}
        for (table,) in rows.fetchall():
            found = superuser.execute(
                f"SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') "
                f"FROM {table} t"
            ).fetchone()
            sums[table] = found[0] if found else ""
        return sums
