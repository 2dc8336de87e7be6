"""Spaces of one or two people, their seats, and the invitation between them.

Everybody has a solo space. A shared space is made for an invitation, opened when the
inviter confirms, and inherits nothing. What the other may know of one (name, role) lies
sealed on Space; a membership is seen by its own person only (answers 18).
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.core.fields import SealedField
from apps.core.keys import Scope
from apps.core.managers import SharedManager
from apps.core.models import NOBODY
from apps.spaces.querysets import (
    InvitationQuerySet,
    MembershipQuerySet,
    PauseQuerySet,
    SharedQuerySet,
)
from apps.spaces.roles import Role


class Space(models.Model):
    """A place for one or two. `people` is sealed: {seat: {"name": str, "role": Role}}."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    solo = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    people = SealedField(null=True)

    def __str__(self) -> str:
        return str(self.pk)

    def sealing(self) -> tuple[Scope, uuid.UUID]:
        """Sealed under the space's own key."""
        return Scope.SPACE, self.pk

    @property
    def is_open(self) -> bool:
        """Confirmed and not closed."""
        return self.opened_at is not None and self.closed_at is None


class SpaceKey(models.Model):
    """One wrapped data key of a space; both members see it, the server's ring opens it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    version = models.PositiveSmallIntegerField()
    ring_number = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    objects: Any = SharedManager.from_queryset(SharedQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "version"], name="space_key_version")
        ]

    def __str__(self) -> str:
        return f"key {self.version}"


class Membership(models.Model):
    """One person's seat in a space. Two seats, one shared space at a time, by constraint."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seat = models.PositiveSmallIntegerField()
    solo = models.BooleanField(default=False)
    role = models.CharField(max_length=10, choices=Role, default=Role.NONE)
    ended_at = models.DateTimeField(null=True)
    last_consented_on = models.DateField(null=True)
    with_name = SealedField(null=True)

    objects: Any = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seat__in=(1, 2)), name="membership_two_seats"),
            models.UniqueConstraint(fields=["space", "seat"], name="membership_seat_once"),
            models.UniqueConstraint(fields=["space", "person"], name="membership_person_once"),
            models.UniqueConstraint(
                fields=["person", "solo"],
                condition=Q(ended_at__isnull=True),
                name="membership_one_open_space",
            ),
        ]

    def __str__(self) -> str:
        return f"seat {self.seat}"

    def sealing(self) -> tuple[Scope, uuid.UUID]:
        """`with_name`, the other's name as it was at the end, is the person's own note."""
        return Scope.PERSON, self.person_id


class Invitation(models.Model):
    """A single-use way into a space: link and code, both stored as hashes only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.OneToOneField(Space, models.CASCADE, related_name="+")
    inviter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    greeting = SealedField()
    answer = SealedField(null=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects: Any = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    def sealing(self) -> tuple[Scope, uuid.UUID]:
        """Sealed under the server's key: who is asked is not a member yet.

        `greeting` is {"name", "role", "words"} of the inviter, `answer` {"name", "role"}.
        """
        return Scope.SERVER, NOBODY


class SharedModel(models.Model):
    """A row of a space, sealed under its key. Its migration calls `rls.shared_walls`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects: Any = SharedManager.from_queryset(SharedQuerySet)()

    class Meta:
        abstract = True

    def sealing(self) -> tuple[Scope, uuid.UUID]:
        """Sealed under the space's key."""
        return Scope.SPACE, self.space_id


class Pause(SharedModel):
    """A stretch in which nothing falls due for either. No reason; either may end it.

    `paused_on` and `resumed_on` are the local dates of whoever pressed; the day of resuming
    is no longer paused.
    """

    paused_on = models.DateField()
    paused_at = models.DateTimeField()
    resumed_on = models.DateField(null=True)
    resumed_at = models.DateTimeField(null=True)

    objects: Any = SharedManager.from_queryset(PauseQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space"], condition=Q(resumed_at__isnull=True), name="pause_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"pause from {self.paused_on}"
