"""Private tables: answers, journal, own views, preferences.

Every text and date is sealed under the owner's key. Rows are found by keyed tags (answers 22);
there is no clear time and no order in the ids.
"""

from datetime import datetime
from typing import Any

from django.db import models

from apps.core.fields import SealedField, is_unopened
from apps.core.managers import PrivateManager, ScopedQuerySet
from apps.core.models import PrivateModel
from apps.reflections.querysets import CheckInQuerySet, JournalQuerySet, OwnViewQuerySet


class CheckIn(PrivateModel):
    """One day's answer of one kind (measurement 2.4).

    `answer` holds {"day", "kind", "value" (1 to 7) or None, "other", "took_in", "tags", "line",
    "for_yesterday"}. The tags carry the kind too: one point a day of each.
    """

    day_tag = models.BinaryField()
    month_tag = models.BinaryField(db_index=True)
    answer = SealedField()

    objects: Any = PrivateManager.from_queryset(CheckInQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "day_tag"], name="checkin_once_a_day")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class JournalEntry(PrivateModel):
    """A text for oneself. `entry` holds {"written_at", "changed_at", "changes", "days",
    "text"}.

    A long text goes on in `more`, so that every script fits (a seal holds 64 KiB). `expires_on`
    is the one clear date: only where the owner asked for it, and never nearer than a Monday.
    """

    month_tag = models.BinaryField(db_index=True)
    entry = SealedField()
    more = SealedField(null=True)
    expires_on = models.DateField(null=True)

    objects: Any = PrivateManager.from_queryset(JournalQuerySet)()

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def text(self) -> str:
        """The whole text; a sentence that says so where it cannot be opened."""
        if is_unopened(self.entry):
            return str(self.entry)
        return "".join((self.entry["text"], str(self.more or "")))

    @property
    def written(self) -> datetime:
        """When it was written, in the zone of that day."""
        return datetime.fromisoformat(self.entry["written_at"])

    @property
    def unopened(self) -> bool:
        """Whether any of it could not be opened, so that it must not be written over."""
        return is_unopened(self.entry) or is_unopened(self.more)


class OwnView(PrivateModel):
    """How the owner saw a logged event (commitments 3.5). `note` holds {"entry", "view",
    "line"}. Sharing makes a copy elsewhere and changes nothing here."""

    entry_tag = models.BinaryField()
    note = SealedField()

    objects: Any = PrivateManager.from_queryset(OwnViewQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "entry_tag"], name="ownview_once_an_entry")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Preferences(PrivateModel):
    """How somebody wants to be asked, one row a person; read by services.preferences."""

    choices = SealedField()

    objects: Any = PrivateManager.from_queryset(ScopedQuerySet)()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner"], name="preferences_one_a_person")]

    def __str__(self) -> str:
        return str(self.pk)
