"""Questions about private rows, in the words of the domain. Dates are found by keyed tags."""

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db.models import Q

from apps.core.managers import ScopedQuerySet


class CheckInQuerySet(ScopedQuerySet[Any]):
    """Answers of one person."""

    def on(self, day_tag: bytes) -> Self:
        """The answer of one day, by its tag."""
        return self.filter(day_tag=day_tag)

    def in_months(self, month_tags: Collection[bytes]) -> Self:
        """Answers of those months, by their tags."""
        return self.filter(month_tag__in=month_tags)


class JournalQuerySet(ScopedQuerySet[Any]):
    """Journal entries of one person."""

    def current(self, today: date) -> Self:
        """Entries whose date has not passed: what expired is gone before it is removed."""
        return self.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=today))

    def in_month(self, month_tag: bytes) -> Self:
        """Entries of one month, by its tag."""
        return self.filter(month_tag=month_tag)


class OwnViewQuerySet(ScopedQuerySet[Any]):
    """What one person noted beside logged events."""

    def beside(self, entry_tag: bytes) -> Self:
        """The note beside one event, by its tag."""
        return self.filter(entry_tag=entry_tag)
