"""Who is acting: the person whom the database lets see rows, for one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection, transaction

_person: ContextVar[UUID | None] = ContextVar("person", default=None)


class NobodyHere(RuntimeError):
    """Something that belongs to a person was asked for outside anyone's context."""


def current_person() -> UUID:
    """The person acting now. Raises NobodyHere when there is none."""
    person_id = _person.get()
    if person_id is None:
        raise NobodyHere
    return person_id


def acting_person() -> UUID | None:
    """The person acting now, or None."""
    return _person.get()


@contextmanager
def as_person(person_id: UUID) -> Iterator[None]:
    """Act as `person_id` inside one transaction; the person before comes back afterwards.

    An exception rolls the savepoint back, and with it the setting.
    """
    before = _person.get()
    token = _person.set(person_id)
    try:
        with transaction.atomic():
            _tell_database("app.person", str(person_id))
            yield
            _tell_database("app.person", "" if before is None else str(before))
    finally:
        _person.reset(token)


def become(person_id: UUID) -> None:
    """From here to the end of the running transaction act as `person_id` (sign-up, sign-in)."""
    if not connection.in_atomic_block:
        raise NobodyHere
    _person.set(person_id)
    _tell_database("app.person", str(person_id))


@contextmanager
def person_scope() -> Iterator[None]:
    """Forget on leaving whoever was set inside: one request, one person."""
    token = _person.set(None)
    try:
        yield
    finally:
        _person.reset(token)


def show_token(token_hash: str) -> None:
    """Let the policies match one invitation by its hash, for this transaction (answers 19)."""
    _tell_database("app.invitation", token_hash)


def rotate_keys_now() -> None:
    """Let the policies of space keys take new wraps, for this transaction (rotation only)."""
    _tell_database("app.rotating", "on")


def _tell_database(setting: str, value: str) -> None:
    # Always transaction-local: a session-level setting would leak through the pool.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [setting, value])
