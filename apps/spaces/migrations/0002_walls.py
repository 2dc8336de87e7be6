"""Row-level security under spaces, seats, keys and invitations.

A membership is seen by its own person; a space by its members once it is open, before that
by whoever made it; an invitation by its two people, or by whoever shows its token.
"""

from django.db import migrations

from apps.core.rls import ME, READABLE, policy, walls

# Without a sub-select: PostgreSQL takes any sub-select in a policy that another policy leads
# back to for a recursion.
MINE = "person_id = current_setting('app.person')::uuid"
TOKEN = "(SELECT current_setting('app.invitation', true))"
SHOWN = f"(link_hash = {TOKEN} OR code_hash = {TOKEN})"
MY_SEATS = f"SELECT m.space_id FROM spaces_membership m WHERE m.person_id = {ME}"
MADE_BY_ME = f"SELECT s.id FROM spaces_space s WHERE s.created_by_id = {ME}"
INVITED_TO = f"SELECT i.space_id FROM spaces_invitation i WHERE {SHOWN}"
MEMBER = f"(opened_at IS NOT NULL AND id IN ({MY_SEATS}))"
GOING_ON = f"(opened_at IS NOT NULL AND id IN ({MY_SEATS} AND m.ended_at IS NULL))"
MAKER = f"created_by_id = {ME}"
KEY_SEEN = f"(space_id = ANY {READABLE} OR space_id IN ({MADE_BY_ME}))"


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
                check=f"{MAKER} OR {MEMBER}",
            ),
            policy("spaces_space", "remove", "DELETE", using=f"{MAKER} AND opened_at IS NULL"),
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
                using=MINE,
                check=MINE,
            ),
            policy("spaces_membership", "remove", "DELETE", using=MINE),
        ),
        walls(
            "spaces_spacekey",
            policy("spaces_spacekey", "read", "SELECT", using=KEY_SEEN),
            policy("spaces_spacekey", "add", "INSERT", check=f"space_id IN ({MADE_BY_ME})"),
            policy("spaces_spacekey", "change", "UPDATE", using=KEY_SEEN, check=KEY_SEEN),
            policy("spaces_spacekey", "remove", "DELETE", using=f"space_id IN ({MADE_BY_ME})"),
        ),
        walls(
            "spaces_invitation",
            policy(
                "spaces_invitation",
                "read",
                "SELECT",
                using=f"inviter_id = {ME} OR accepted_by_id = {ME} OR {SHOWN}",
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
                using=f"inviter_id = {ME} OR accepted_by_id = {ME} OR {SHOWN}",
                check=f"inviter_id = {ME} OR accepted_by_id = {ME}",
            ),
            policy("spaces_invitation", "remove", "DELETE", using=f"inviter_id = {ME}"),
            "CREATE POLICY purge ON spaces_invitation FOR ALL TO kept_purge "
            "USING (expires_at < now());",
        ),
    ]
