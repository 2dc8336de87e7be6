"""What apps tell the core about themselves in `ready()`, so that imports only go downwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

Forgetter = Callable[[datetime], None]
Newcomer = Callable[[UUID, datetime], None]


@dataclass(frozen=True, slots=True)
class Grant:
    """One grant on a table beyond the app's own: to which role, which privileges."""

    table: str
    role: str
    privileges: str


_forgetters: list[Forgetter] = []
_newcomers: list[Newcomer] = []
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


def register_grant(grant: Grant) -> None:
    """Let another role than the app's do something on one table."""
    _grants.append(grant)


def grants() -> list[Grant]:
    """Every grant beyond the app's own."""
    return list(_grants)
