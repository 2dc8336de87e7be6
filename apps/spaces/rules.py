"""What roles mean together. Pure."""

from datetime import date

from apps.spaces.roles import Role

ASK_AGAIN_AFTER = 90
AGREEING = {
    (Role.REPAIRING, Role.INJURED),
    (Role.INJURED, Role.REPAIRING),
    (Role.BOTH, Role.BOTH),
    (Role.NONE, Role.NONE),
}


def effective_roles(mine: Role, other: Role) -> tuple[Role, Role]:
    """Both roles when they fit each other; otherwise the space goes on without roles."""
    return (mine, other) if (mine, other) in AGREEING else (Role.NONE, Role.NONE)


def asks_again(*, since: date, today: date) -> bool:
    """Whether it is time to ask quietly if sharing is still fine: every 90 days (threats 4.17).

    `since` is the local date of the last answer, or of the opening.
    """
    return (today - since).days >= ASK_AGAIN_AFTER
