"""Copies that somebody chose to share. Nothing else crosses from private to shared."""

from typing import Any

from django.db import models

from apps.core.fields import SealedField
from apps.core.managers import SharedManager
from apps.sharing.querysets import SharedViewQuerySet
from apps.sharing.rules import label_of
from apps.spaces.models import SharedModel


class SharedView(SharedModel):
    """How its author saw a logged event, beside the other's mark (commitments 3.5).

    A copy as it was on sharing; the private note stays where it is. `copy` is sealed under the
    space's key: {"entry", "view" (a rules.View), "line", "shared_at" (local ISO date)}.
    """

    entry_id = models.UUIDField()
    copy = SealedField()

    objects: Any = SharedManager.from_queryset(SharedViewQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["space", "author", "entry_id"], name="sharedview_once_an_entry"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def view_words(self) -> str:
        """The chosen answer in words; the sentence of a sealed copy that does not open."""
        return str(self.copy) if isinstance(self.copy, str) else label_of(self.copy["view"])

    @property
    def line(self) -> str:
        """The line beside it, often empty."""
        return "" if isinstance(self.copy, str) else str(self.copy["line"])
