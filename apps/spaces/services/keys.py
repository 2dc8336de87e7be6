"""The keys of spaces."""

from collections.abc import Iterable
from uuid import UUID

from apps.core.keys import Scope, WrappedKey, fresh_keys
from apps.spaces.models import SpaceKey


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
