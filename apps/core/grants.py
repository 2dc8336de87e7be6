"""Who may do what on which table, told to PostgreSQL after every migration."""

from typing import Any

from django.db import connections

from apps.core.registry import grants

# Tables the app may not write, or may only add to.
APP_EXCEPTIONS = {
    "django_migrations": "SELECT",
    "core_outbox": "INSERT",
    "spaces_space": "SELECT, INSERT, DELETE, UPDATE (opened_at, paused_at, closed_at, people)",
    "spaces_membership": (
        "SELECT, INSERT, DELETE, UPDATE (role, ended_at, last_consented_on, with_name)"
    ),
    # Never the space or the inviter: pointed elsewhere it would be a seat there.
    "spaces_invitation": (
        "SELECT, INSERT, DELETE, UPDATE (link_hash, code_hash, expires_at, "
        "answer, accepted_by_id, accepted_at, withdrawn_at)"
    ),
    "spaces_pause": "SELECT, INSERT, DELETE, UPDATE (resumed_on, resumed_at)",
}
ROLES = "kept_app, kept_worker, kept_purge, kept_backup"


def apply_grants(*, using: str = "default", **_: Any) -> None:
    """Grant each role exactly its own, taking away what was granted before.

    Run by Django after `migrate`, as the tables' owner. Does nothing for other roles.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != ("kept_owner",):
            return
        cursor.execute("\n".join(_statements(connections[using].introspection.table_names())))


def _statements(tables: list[str]) -> list[str]:
    lines = [
        f"GRANT USAGE ON SCHEMA public TO {ROLES};",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {ROLES};",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO kept_backup;",
        "GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO kept_backup;",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO kept_app;",
    ]
    every = "SELECT, INSERT, UPDATE, DELETE"
    lines += [f"GRANT {APP_EXCEPTIONS.get(t, every)} ON {t} TO kept_app;" for t in tables]
    lines += [f"GRANT {g.privileges} ON {g.table} TO {g.role};" for g in grants()]
    return lines
