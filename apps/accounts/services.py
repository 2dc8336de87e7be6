"""What happens to a person's account."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.accounts.models import PersonKey
from apps.core.keys import Scope, WrappedKey, fresh_keys, unwrap_key, wrap_key
from apps.core.registry import newcomers


def wrapped_keys(owner_id: UUID) -> Iterable[WrappedKey]:
    """The stored keys of a person, for core.keys."""
    rows = PersonKey.objects.visible_to(owner_id).values_list("version", "ring_number", "wrapped")
    return [WrappedKey(version, number, bytes(wrapped)) for version, number, wrapped in rows]


@transaction.atomic
def give_keys(*, person_id: UUID) -> None:
    """Make a new person's keys. The person must be acting already (core.person)."""
    for key in fresh_keys(Scope.PERSON, person_id):
        PersonKey(
            owner_id=person_id,
            version=key.version,
            ring_number=key.ring_number,
            wrapped=key.wrapped,
        ).save(force_insert=True)


@transaction.atomic
def welcome(*, person_id: UUID, now: datetime) -> None:
    """Give somebody who just signed up their keys and whatever else apps have for them.

    The person must be acting already (core.person).
    """
    give_keys(person_id=person_id)
    for newcomer in newcomers():
        newcomer(person_id, now)


@transaction.atomic
def rewrap_keys(*, person_id: UUID) -> int:
    """Wrap a person's keys anew under the ring's current key; how many changed.

    Raises crypto.CannotOpen when the ring has lost the key that wraps one of them.
    """
    changed = 0
    for row in PersonKey.objects.visible_to(person_id):
        old = WrappedKey(row.version, row.ring_number, bytes(row.wrapped))
        plain = unwrap_key(Scope.PERSON, person_id, old)
        new = wrap_key(Scope.PERSON, person_id, row.version, plain)
        if new.ring_number != old.ring_number:
            row.ring_number, row.wrapped = new.ring_number, new.wrapped
            row.save(update_fields=["ring_number", "wrapped"])
            changed += 1
    return changed
