"""Row-level security under spaces, seats, keys and invitations.

A membership is seen by its own person; a space by its members once it is open, before that
by whoever made it; an invitation by its two people, or by whoever shows its token. A seat
that was left stays left. Removing a space that never opened takes the other's waiting seat
along: by the database itself, since the maker cannot see that row (threat row 16).
"""

from django.db import migrations
from django.db.migrations import RunSQL

from apps.core.rls import ME, READABLE, WRITABLE, guard, policy, walls

# Without a sub-select: PostgreSQL takes any sub-select in a policy that another policy leads
# back to for a recursion.
MINE = "person_id = current_setting('app.person')::uuid"
TOKEN = "(SELECT current_setting('app.invitation', true))"
SHOWN = f"(link_hash = {TOKEN} OR code_hash = {TOKEN})"
MY_SEATS = f"SELECT m.space_id FROM spaces_membership m WHERE m.person_id = {ME}"
MADE_BY_ME = f"SELECT s.id FROM spaces_space s WHERE s.created_by_id = {ME}"
FREE = f"({SHOWN} AND accepted_at IS NULL AND withdrawn_at IS NULL)"
INVITED_TO = f"SELECT i.space_id FROM spaces_invitation i WHERE {FREE}"
MEMBER = f"(opened_at IS NOT NULL AND id IN ({MY_SEATS}))"
GOING_ON = f"(opened_at IS NOT NULL AND id IN ({MY_SEATS} AND m.ended_at IS NULL))"
MAKER = f"created_by_id = {ME}"
ASKED = f"(inviter_id = {ME} OR accepted_by_id = {ME} OR {SHOWN})"
NOT_OPENED = f"{MADE_BY_ME} AND s.opened_at IS NULL"
KEY_SEEN = f"(space_id = ANY {READABLE} OR space_id IN ({MADE_BY_ME}))"
ROTATING = f"({KEY_SEEN} AND current_setting('app.rotating', true) = 'on')"

PAUSE_READ = f"space_id = ANY {READABLE}"
PAUSE_WRITE = f"space_id = ANY {WRITABLE}"


def goes_along(table: str) -> str:
    """Let rows of `table` go with their space, whoever may see them."""
    return f"""
    DO $$ DECLARE link text; BEGIN
      SELECT conname INTO STRICT link FROM pg_constraint WHERE contype = 'f'
        AND conrelid = '{table}'::regclass AND confrelid = 'spaces_space'::regclass;
      EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I, ADD CONSTRAINT %I FOREIGN KEY '
        '(space_id) REFERENCES spaces_space (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
        link, link);
    END $$;"""


class Migration(migrations.Migration):
    dependencies = [("spaces", "0001_initial"), ("accounts", "0002_walls")]
    operations = [
        walls(
            "spaces_space",
            policy("spaces_space", "read", "SELECT", using=f"{MAKER} OR {MEMBER}"),
            policy("spaces_space", "add", "INSERT", check=MAKER),
            policy(
                "spaces_space",
                "change",
                "UPDATE",
                using=f"closed_at IS NULL AND ({GOING_ON} OR ({MAKER} AND opened_at IS NULL))",
                # Once open it stays so: nobody hides it from the other by un-opening it.
                check=f"opened_at IS NOT NULL AND ({MAKER} OR {MEMBER})",
            ),
            policy("spaces_space", "remove", "DELETE", using=f"{MAKER} AND opened_at IS NULL"),
            guard("spaces_space", f"{MAKER} OR {MEMBER}"),
        ),
        walls(
            "spaces_membership",
            policy("spaces_membership", "read", "SELECT", using=MINE),
            policy(
                "spaces_membership",
                "add",
                "INSERT",
                check=f"{MINE} AND ((seat = 1 AND space_id IN ({MADE_BY_ME})) "
                f"OR (seat = 2 AND NOT solo AND space_id IN ({INVITED_TO})))",
            ),
            policy(
                "spaces_membership",
                "change",
                "UPDATE",
                using=f"{MINE} AND ended_at IS NULL",
                check=MINE,
            ),
            policy("spaces_membership", "remove", "DELETE", using=MINE),
            guard("spaces_membership", MINE),
        ),
        walls(
            "spaces_spacekey",
            policy("spaces_spacekey", "read", "SELECT", using=KEY_SEEN),
            policy("spaces_spacekey", "add", "INSERT", check=f"space_id IN ({MADE_BY_ME})"),
            # A key that is lost is lost for both: only the rotation command says so.
            policy("spaces_spacekey", "change", "UPDATE", using=ROTATING, check=ROTATING),
            policy("spaces_spacekey", "remove", "DELETE", using=f"space_id IN ({NOT_OPENED})"),
            guard("spaces_spacekey", KEY_SEEN),
        ),
        walls(
            "spaces_invitation",
            policy(
                "spaces_invitation",
                "read",
                "SELECT",
                using=ASKED,
            ),
            policy(
                "spaces_invitation",
                "add",
                "INSERT",
                check=f"inviter_id = {ME} AND space_id IN ({MADE_BY_ME})",
            ),
            policy(
                "spaces_invitation",
                "change",
                "UPDATE",
                using=f"inviter_id = {ME} OR accepted_by_id = {ME} OR {FREE}",
                check=f"inviter_id = {ME} OR accepted_by_id = {ME}",
            ),
            policy("spaces_invitation", "remove", "DELETE", using=f"inviter_id = {ME}"),
            "CREATE POLICY purge ON spaces_invitation FOR ALL TO kept_purge "
            "USING (expires_at < now());",
            guard(
                "spaces_invitation",
                f"CASE WHEN current_user = 'kept_purge' THEN expires_at < now() ELSE {ASKED} END",
            ),
        ),
        # Paused by one, resumed by either; the grant leaves the rest of a row unchangeable.
        walls(
            "spaces_pause",
            policy("spaces_pause", "read", "SELECT", using=PAUSE_READ),
            policy("spaces_pause", "add", "INSERT", check=f"{PAUSE_WRITE} AND author_id = {ME}"),
            policy("spaces_pause", "change", "UPDATE", using=PAUSE_WRITE, check=PAUSE_WRITE),
            policy("spaces_pause", "remove", "DELETE", using=f"{PAUSE_READ} AND author_id = {ME}"),
            guard("spaces_pause", PAUSE_READ),
        ),
        RunSQL(
            "".join(
                goes_along(t) for t in ("spaces_membership", "spaces_spacekey", "spaces_invitation")
            ),
            RunSQL.noop,
        ),
    ]
