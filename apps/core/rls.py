"""Row-level security as migration operations: the second wall (threats section 3).

Policies fail loudly: without a person in context `current_setting` raises. Writes are
checked against the author as well as the space. Reviewed by tests/walls.
"""

from django.db.migrations import RunSQL

ME = "(SELECT current_setting('app.person')::uuid)"

# Spaces whose shared rows the person may read: any confirmed membership, closed or not.
READABLE = (
    "(ARRAY(SELECT m.space_id FROM spaces_membership m JOIN spaces_space s ON s.id = m.space_id "
    f"WHERE m.person_id = {ME} AND s.opened_at IS NOT NULL))"
)
# Spaces the person may write in: a membership that goes on, in a space that is open.
WRITABLE = (
    "(ARRAY(SELECT m.space_id FROM spaces_membership m JOIN spaces_space s ON s.id = m.space_id "
    f"WHERE m.person_id = {ME} AND m.ended_at IS NULL "
    "AND s.opened_at IS NOT NULL AND s.closed_at IS NULL))"
)


def _force(table: str) -> str:
    return (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
    )


def policy(table: str, name: str, command: str, *, using: str = "", check: str = "") -> str:
    """One permissive policy for the app's role."""
    parts = [f"CREATE POLICY {name} ON {table} FOR {command} TO kept_app"]
    parts += [f"USING ({using})"] if using else []
    parts += [f"WITH CHECK ({check})"] if check else []
    return " ".join(parts) + ";"


def guard(table: str, holds: str) -> str:
    """A restrictive policy for everybody: it stands even if somebody later adds a careless
    permissive one (threat row 44)."""
    return (
        f"CREATE POLICY guard ON {table} AS RESTRICTIVE FOR ALL TO PUBLIC "
        f"USING ({holds}) WITH CHECK ({holds});"
    )


def walls(table: str, *policies: str) -> RunSQL:
    """Row-level security for one table, with policies of its own."""
    return RunSQL(_force(table) + "".join(policies), RunSQL.noop)


def private_walls(table: str, *, column: str = "owner_id", expires: str = "") -> RunSQL:
    """Rows of one person, seen and written by that person alone.

    With `expires` (a date column) the purge role may remove rows whose date has passed, and see
    nothing else.
    """
    mine = f"{column} = {ME}"
    holds, purge = mine, ""
    if expires:
        over = f"{expires} IS NOT NULL AND {expires} < current_date"
        holds = f"CASE WHEN current_user = 'kept_purge' THEN {over} ELSE {mine} END"
        purge = f"CREATE POLICY purge ON {table} FOR ALL TO kept_purge USING ({over});"
    return RunSQL(
        _force(table)
        + policy(table, "own", "ALL", using=mine, check=mine)
        + guard(table, holds)
        + purge,
        RunSQL.noop,
    )


def shared_walls(table: str, *, author: str = "author_id", column: str = "space_id") -> RunSQL:
    """Rows of a space: read by its members, written and removed by their author alone."""
    readable = f"{column} = ANY {READABLE}"
    mine = f"{column} = ANY {WRITABLE}" + (f" AND {author} = {ME}" if author else "")
    erasable = readable + (f" AND {author} = {ME}" if author else "")
    return RunSQL(
        _force(table)
        + policy(table, "read", "SELECT", using=readable)
        + policy(table, "add", "INSERT", check=mine)
        + policy(table, "change", "UPDATE", using=mine, check=mine)
        + policy(table, "remove", "DELETE", using=erasable)
        + guard(table, readable),
        RunSQL.noop,
    )
