"""Questions about spaces, in the words of the domain."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from django.db import models

from apps.core.managers import ScopedQuerySet


class SharedQuerySet(ScopedQuerySet[Any]):
    """Rows of a space."""

    def by(self, person_id: UUID) -> Self:
        """Rows that one person wrote."""
        return self.filter(author_id=person_id)


class PauseQuerySet(SharedQuerySet):
    """Stretches of a space in which nothing falls due."""

    def running(self) -> Self:
        """The one that has not been ended."""
        return self.filter(resumed_at__isnull=True)

    def touching(self, from_day: date, to_day: date) -> Self:
        """Those with at least one day from `from_day` to `to_day`, both included; oldest first.

        The day of resuming is no longer paused, so a pause ended on its first day has no days.
        """
        ends = models.Q(resumed_on__isnull=True) | models.Q(
            models.Q(resumed_on__gt=models.F("paused_on")), resumed_on__gt=from_day
        )
        return self.filter(ends, paused_on__lte=to_day).order_by("paused_at")


class MembershipQuerySet(models.QuerySet[Any]):
    """Seats. The database shows a person their own only."""

    def of(self, person_id: UUID) -> Self:
        """The seats of one person, spaces alongside."""
        return self.filter(person_id=person_id).select_related("space")

    def going_on(self) -> Self:
        """Not left yet."""
        return self.filter(ended_at__isnull=True)

    def confirmed(self) -> Self:
        """In spaces that were opened."""
        return self.filter(space__opened_at__isnull=False)

    def for_two(self) -> Self:
        """In a space for two, open or still forming."""
        return self.filter(solo=False)

    def earlier(self) -> Self:
        """Left behind, in spaces that were open for two once; the latest first."""
        return self.for_two().confirmed().filter(ended_at__isnull=False).order_by("-ended_at")


class InvitationQuerySet(models.QuerySet[Any]):
    """Invitations. The database shows the inviter's, the accepter's, or the one whose hash
    was shown (answers 19)."""

    def usable(self, now: datetime) -> Self:
        """Neither used nor taken back nor past its 72 hours."""
        return self.unanswered().under_way(now)

    def by_hash(self, hashed: str) -> Self:
        """The one that a link's or code's hash belongs to."""
        return self.filter(models.Q(link_hash=hashed) | models.Q(code_hash=hashed))

    def made_by(self, person_id: UUID) -> Self:
        """Those a person sent out."""
        return self.filter(inviter_id=person_id)

    def accepted_of(self, person_id: UUID) -> Self:
        """Those a person said yes to."""
        return self.filter(accepted_by_id=person_id)

    def answered(self) -> Self:
        """Accepted, waiting to be confirmed."""
        return self.filter(accepted_at__isnull=False, withdrawn_at__isnull=True)

    def unanswered(self) -> Self:
        """Not accepted by anyone so far."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def concerning(self, person_id: UUID) -> Self:
        """Those a person sent out or said yes to."""
        return self.filter(models.Q(inviter_id=person_id) | models.Q(accepted_by_id=person_id))

    def under_way(self, now: datetime) -> Self:
        """Neither taken back by either side nor past their time."""
        return self.filter(withdrawn_at__isnull=True, expires_at__gt=now)
