"""Every table and what stands under it. A table missing here fails tests/walls/test_catalog.py."""

# Needed before anybody is known, or holding nothing of anybody. Each with its reason.
EXEMPT = {
    "accounts_user": "asked before anyone is signed in",
    "account_emailaddress": "asked before anyone is signed in",
    "account_emailconfirmation": "unused: addresses are confirmed by code",
    "auth_group": "unused, comes with django.contrib.auth",
    "auth_group_permissions": "unused, comes with django.contrib.auth",
    "auth_permission": "unused, comes with django.contrib.auth",
    "core_outbox": "sealed; the app may only add, the worker only reads",
    "django_content_type": "names of models",
    "django_migrations": "names of migrations",
    "django_session": "found by its random key only",
}

# Owned by one person; nobody else can see a row.
PRIVATE = {
    "accounts_personkey",
    "reflections_checkin",
    "reflections_journalentry",
    "reflections_ownview",
    "reflections_preferences",
}

# Read by the members of a space, written by their author.
SHARED = {
    "commitments_amendment",
    "commitments_away",
    "commitments_commitment",
    "commitments_entry",
    "commitments_reaction",
    "commitments_told",
    "commitments_version",
    "sharing_sharedview",
    "spaces_pause",
}

# With policies of their own (apps/spaces/migrations/0002_walls.py).
SPACES = {"spaces_space", "spaces_membership", "spaces_spacekey", "spaces_invitation"}

# The only policies there may be for another role than the app's: table, policy, role.
OTHER_ROLES = {
    ("reflections_journalentry", "purge", "kept_purge"),
    ("spaces_invitation", "purge", "kept_purge"),
}
