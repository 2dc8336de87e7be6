"""What roles mean together. Pure."""

from apps.spaces.roles import Role

AGREEING = {
    (Role.REPAIRING, Role.INJURED),
    (Role.INJURED, Role.REPAIRING),
    (Role.BOTH, Role.BOTH),
    (Role.NONE, Role.NONE),
}


def effective_roles(mine: Role, other: Role) -> tuple[Role, Role]:
    """Both roles when they fit each other; otherwise the space goes on without roles."""
    return (mine, other) if (mine, other) in AGREEING else (Role.NONE, Role.NONE)
