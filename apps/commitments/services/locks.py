"""One after the other: two tabs that do the same thing meet here."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, models, transaction

Row = TypeVar("Row", bound=models.Model)


def one_at_a_time(subject: str, key: UUID) -> None:
    """Wait until nobody else works on `subject` of `key`; let go with the transaction.

    An advisory lock, since a partner may add to a commitment whose row they may not lock.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{subject}:{key}"]
        )


def insert_once(once: UUID | None, build: Callable[[UUID], Row]) -> Row:
    """Insert a row under the id that came with the form; under a fresh one where it is taken,
    by whomever: another text under the same id is never lost."""
    row = build(once or uuid4())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        row = build(uuid4())
        row.save(force_insert=True)
    return row
