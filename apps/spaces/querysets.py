"""Questions about spaces, in the words of the domain."""

from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models

from apps.core.managers import ScopedQuerySet


class SharedQuerySet(ScopedQuerySet[Any]):
    """Rows of a space."""

    def by(self, person_id: UUID) -> Self:
        """Rows that one person wrote."""
        return self.filter(author_id=person_id)


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


class InvitationQuerySet(models.QuerySet[Any]):
    """Invitations. The database shows the inviter's, the accepter's, or the one whose hash
    was shown (answers 19)."""

    def usable(self, now: datetime) -> Self:
        """Neither used nor taken back nor past its 72 hours."""
        return self.filter(
            accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
        )

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
        return self.filter(accepted_at__isnull=False)
