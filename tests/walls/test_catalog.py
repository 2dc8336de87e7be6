"""What PostgreSQL itself says of every table (threats 3.6, rows 4, 8, 44)."""

from typing import Any

import psycopg
import pytest

from tests.walls.tables import EXEMPT, OTHER_ROLES, PRIVATE, SHARED, SPACES

Rows = list[tuple[Any, ...]]


def ask(superuser: psycopg.Connection[Any], sql: str) -> Rows:
    """All rows of a question to the catalog."""
    return superuser.execute(sql).fetchall()


def test_every_table_is_classified(superuser: psycopg.Connection[Any]) -> None:
    rows = ask(superuser, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert {name for (name,) in rows} == set(EXEMPT) | PRIVATE | SHARED | SPACES


def unforced(superuser: psycopg.Connection[Any]) -> set[str]:
    """Classified tables on which row-level security is not enabled and forced."""
    rows = ask(
        superuser,
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND NOT (relrowsecurity AND relforcerowsecurity)",
    )
    return {name for (name,) in rows} - set(EXEMPT)


def unguarded(superuser: psycopg.Connection[Any]) -> set[str]:
    """Private and shared tables without a restrictive guard, or with a policy lacking a check."""
    rows = ask(
        superuser,
        "SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check "
        "FROM pg_policies WHERE schemaname = 'public'",
    )
    guards = {
        row[0]
        for row in rows
        if row[2] == "RESTRICTIVE" and row[3] == ["public"] and row[5] and row[6]
    }
    lax = {
        row[0]
        for row in rows
        if row[4] in {"INSERT", "ALL", "UPDATE"} and not row[6] and row[3] == ["kept_app"]
    }
    return ((PRIVATE | SHARED | SPACES) - guards) | lax


def test_every_wall_is_enabled_and_forced(superuser: psycopg.Connection[Any]) -> None:
    assert unforced(superuser) == set()


def test_every_private_and_shared_table_has_its_guard(superuser: psycopg.Connection[Any]) -> None:
    assert unguarded(superuser) == set()


def test_policies_are_for_the_app_alone(superuser: psycopg.Connection[Any]) -> None:
    rows = ask(
        superuser,
        "SELECT tablename, policyname, unnest(roles)::text FROM pg_policies "
        "WHERE schemaname = 'public' AND permissive = 'PERMISSIVE'",
    )
    assert {row for row in rows if row[2] != "kept_app"} == OTHER_ROLES


def test_no_view_and_no_function_opens_a_side_door(superuser: psycopg.Connection[Any]) -> None:
    views = ask(superuser, "SELECT viewname FROM pg_views WHERE schemaname = 'public'")
    functions = ask(
        superuser, "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    )
    assert (views, functions) == ([], [])


def test_private_rows_have_random_ids_and_no_sequence(superuser: psycopg.Connection[Any]) -> None:
    rows = ask(
        superuser,
        "SELECT table_name, data_type, column_default FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = 'id'",
    )
    kinds = {name: (kind, default) for name, kind, default in rows}
    assert {kinds[table] for table in PRIVATE | SHARED | SPACES} == {("uuid", None)}


def test_private_rows_hold_no_clear_date_but_the_coarse_expiry(
    superuser: psycopg.Connection[Any],
) -> None:
    rows = ask(
        superuser,
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND data_type ~ '(date|time|text|char)'",
    )
    clear = {row for row in rows if row[0] in PRIVATE}
    assert clear == {("reflections_journalentry", "expires_on")}


def test_no_shared_table_points_to_a_private_one(superuser: psycopg.Connection[Any]) -> None:
    rows = ask(
        superuser,
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint "
        "WHERE contype = 'f'",
    )
    assert [row for row in rows if row[1] in PRIVATE] == []


def test_no_uniqueness_reaches_across_owners(superuser: psycopg.Connection[Any]) -> None:
    rows = ask(
        superuser,
        "SELECT t.relname, i.relname, array_agg(a.attname::text) FROM pg_index x "
        "JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid "
        "JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY(x.indkey) "
        "WHERE x.indisunique AND NOT x.indisprimary AND t.relnamespace = 'public'::regnamespace "
        "GROUP BY 1, 2",
    )
    across = [row for row in rows if row[0] in PRIVATE and "owner_id" not in row[2]]
    assert across == []


@pytest.mark.parametrize(
    ("sabotage", "repair", "look"),
    [
        (
            "ALTER TABLE accounts_personkey NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE accounts_personkey FORCE ROW LEVEL SECURITY",
            unforced,
        ),
        (
            "ALTER TABLE commitments_entry DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE commitments_entry ENABLE ROW LEVEL SECURITY",
            unforced,
        ),
        (
            "ALTER POLICY guard ON accounts_personkey TO kept_app",
            "ALTER POLICY guard ON accounts_personkey TO PUBLIC",
            unguarded,
        ),
    ],
)
def test_these_looks_go_red_when_a_wall_is_taken_away(
    superuser: psycopg.Connection[Any], sabotage: str, repair: str, look: Any
) -> None:
    assert look(superuser) == set()
    superuser.execute(sabotage)
    try:
        assert look(superuser) != set()
    finally:
        superuser.execute(repair)
    assert look(superuser) == set()
