"""Bases for every table with something of a person, and the outbox for mail."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from apps.core.fields import SealedField
from apps.core.keys import Scope
from apps.core.managers import PrivateManager, ScopedQuerySet

NOBODY = uuid.UUID(int=0)


class PrivateModel(models.Model):
    """A row that one person owns and nobody else can see, count or reach.

    Every text and date of it lies in sealed fields. Its migration calls `rls.private_walls`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    objects: Any = PrivateManager.from_queryset(ScopedQuerySet)()

    class Meta:
        abstract = True

    def sealing(self) -> tuple[Scope, uuid.UUID]:
        """Sealed under the owner's own key."""
        return Scope.PERSON, self.owner_id


class Outbox(models.Model):
    """A mail that waits to be sent, sealed under the server's key and soon deleted.

    The app may only add rows; the worker alone reads them (docs/architecture.md, Walls).
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = SealedField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["state", "not_before"], name="outbox_due")]

    def __str__(self) -> str:
        return f"mail {self.pk}"

    def sealing(self) -> tuple[Scope, uuid.UUID]:
        """Sealed under the server's key."""
        return Scope.SERVER, NOBODY
