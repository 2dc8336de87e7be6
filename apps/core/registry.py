"""What apps tell the core about themselves in `ready()`, so that imports only go downwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

Forgetter = Callable[[datetime], None]
Newcomer = Callable[[UUID, datetime], object]
Renamed = Callable[[UUID, str], None]
Rewrapper = Callable[[UUID], int]


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant on a table beyond the app's own: to which role, which privileges."""

    table: str
    role: str
    privileges: str


_forgetters: list[Forgetter] = []
_newcomers: list[Newcomer] = []
_renamed: list[Renamed] = []
_rewrappers: list[Rewrapper] = []
_grants: list[Grant] = []


def register_forgetter(forget: Forgetter) -> None:
    """Run `forget(now)` every hour, as the worker."""
    _forgetters.append(forget)


def forgetters() -> list[Forgetter]:
    """Everything that removes what has expired."""
    return list(_forgetters)


def register_newcomer(welcome: Newcomer) -> None:
    """Run `welcome(person_id, now)` when somebody signs up, acting as that person."""
    _newcomers.append(welcome)


def newcomers() -> list[Newcomer]:
    """Everything that a new person gets."""
    return list(_newcomers)


def register_renamed(tell: Renamed) -> None:
    """Run `tell(person_id, name)` when somebody changes their name, acting as that person."""
    _renamed.append(tell)


def renamed() -> list[Renamed]:
    """Everything that keeps a copy of a person's name."""
    return list(_renamed)


def register_rewrapper(rewrap: Rewrapper) -> None:
    """Run `rewrap(person_id)` when the ring has a new key, acting as that person."""
    _rewrappers.append(rewrap)


def rewrappers() -> list[Rewrapper]:
    """Everything that wraps keys a person can reach; each says how many it wrapped anew."""
    return list(_rewrappers)


def register_grant(grant: Grant) -> None:
    """Let another role than the app's do something on one table."""
    _grants.append(grant)


def grants() -> list[Grant]:
    """Every grant beyond the app's own."""
    return list(_grants)
