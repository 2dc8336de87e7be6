"""The keys of spaces."""

from collections.abc import Iterable
from uuid import UUID

from apps.core.keys import Scope, WrappedKey, drop_cached, fresh_keys, unwrap_key, wrap_key
from apps.core.person import rotate_keys_now
from apps.spaces.models import Membership, SpaceKey


def wrapped_keys(space_id: UUID) -> Iterable[WrappedKey]:
    """The stored keys of a space, for core.keys; none for anyone but its members."""
    rows = SpaceKey.objects.in_space(space_id).values_list("version", "ring_number", "wrapped")
    return [WrappedKey(version, number, bytes(wrapped)) for version, number, wrapped in rows]


def give_keys(*, space_id: UUID) -> None:
    """Make a new space's keys."""
    for key in fresh_keys(Scope.SPACE, space_id):
        SpaceKey(
            space_id=space_id,
            version=key.version,
            ring_number=key.ring_number,
            wrapped=key.wrapped,
        ).save(force_insert=True)


def rewrap_keys(person_id: UUID) -> int:
    """Wrap the keys of a person's spaces anew under the ring's current key; how many changed.

    The person must be acting already. Keys of a space that is not theirs yet stay unseen; whoever
    made that space reaches them. Raises crypto.CannotOpen when the ring has lost a key.
    """
    rotate_keys_now()
    spaces = Membership.objects.of(person_id).values_list("space_id", flat=True)
    return sum(_rewrap(space_id) for space_id in spaces)


def _rewrap(space_id: UUID) -> int:
    changed = 0
    for row in SpaceKey.objects.in_space(space_id):
        old = WrappedKey(row.version, row.ring_number, bytes(row.wrapped))
        new = wrap_key(Scope.SPACE, space_id, row.version, unwrap_key(Scope.SPACE, space_id, old))
        if new.ring_number != old.ring_number:
            row.ring_number, row.wrapped = new.ring_number, new.wrapped
            row.save(update_fields=["ring_number", "wrapped"])
            changed += 1
    drop_cached(Scope.SPACE, space_id)
    return changed
