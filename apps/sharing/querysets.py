"""Questions about shared copies."""

from collections.abc import Collection
from typing import Self
from uuid import UUID

from apps.spaces.querysets import SharedQuerySet


class SharedViewQuerySet(SharedQuerySet):
    """Copies of own views that somebody chose to share."""

    def about(self, entry_ids: Collection[UUID]) -> Self:
        """Copies that stand beside these logged events."""
        return self.filter(entry_id__in=entry_ids)
