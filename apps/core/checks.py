"""Refuse to start with the wrong role, without keys, or with DEBUG in the open."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Critical
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from apps.core import keys

ROLE_SQL = """
SELECT r.rolsuper OR r.rolbypassrls,
       EXISTS (SELECT 1 FROM pg_tables t WHERE t.tableowner = current_user),
       EXISTS (SELECT 1 FROM pg_roles o WHERE o.rolname = 'kept_owner'
               AND pg_has_role(current_user, o.oid, 'SET'))
FROM pg_roles r WHERE r.rolname = current_user
"""


def check_key_ring(**_: Any) -> list[CheckMessage]:
    """The key ring can be read, and DEBUG stays on loopback."""
    found: list[CheckMessage] = []
    if settings.DEBUG and not settings.LOOPBACK:
        found.append(Critical("DEBUG is on although HOST is not loopback", id="kept.C001"))
    if settings.PROCESS in {"web", "worker"}:
        try:
            keys.ring()
        except ImproperlyConfigured as error:
            found.append(Critical(str(error), id="kept.C002"))
    return found


def role_sees_too_much(using: str = "default") -> list[str]:
    """Reasons why the connected role must not serve people; empty when all is well."""
    with connections[using].cursor() as cursor:
        cursor.execute(ROLE_SQL)
        past_policies, owns_tables, may_become_owner = cursor.fetchone()
    reasons = {
        "it sees past row-level security": past_policies,
        "it owns tables": owns_tables,
        "it may become the tables' owner": may_become_owner,
    }
    return [reason for reason, holds in reasons.items() if holds]


def check_database_role(databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The web and worker roles cannot see past the policies (threats 3.1)."""
    if settings.PROCESS not in {"web", "worker"}:
        return []
    reasons = [reason for using in databases or [] for reason in role_sees_too_much(using)]
    return [Critical(f"The database role will not do: {r}", id="kept.C003") for r in reasons]
