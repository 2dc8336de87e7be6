"""One after the other: two tabs that do the same thing meet here."""

from uuid import UUID

from django.db import connection


def one_at_a_time(subject: str, key: UUID) -> None:
    """Wait until nobody else works on `subject` of `key`; let go with the transaction.

    An advisory lock, since a partner may add to a commitment whose row they may not lock.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{subject}:{key}"]
        )
