"""Wrong links and codes are counted, so that nobody can try them out (threat row 17)."""

from uuid import UUID

from django.core.cache import cache

from apps.core.keys import server_tag

AN_HOUR = 3600
ALLOWED = 10


def tried_enough(*, person_id: UUID, address: str) -> bool:
    """Whether a person, or the address they come from, has to wait: 10 misses an hour."""
    counts = cache.get_many(_names(person_id, address)).values()
    return any(count >= ALLOWED for count in counts)


def count_miss(*, person_id: UUID, address: str) -> None:
    """Count one wrong link or code. Neither person nor address is kept in the clear."""
    for name in _names(person_id, address):
        cache.add(name, 0, AN_HOUR)
        cache.incr(name)


def _names(person_id: UUID, address: str) -> list[str]:
    return [f"invited:{server_tag('tries', part)}" for part in (person_id, address)]
