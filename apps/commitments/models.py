"""What somebody said they would do, and what they wrote down afterwards.

Dates and marks are clear; every text is sealed under the space's key. `author` is who wrote the
row, and the database lets nobody else change it: a commitment's author is its maker. All days
are local dates of the maker.
"""

from typing import Any

from django.db import models

from apps.commitments.querysets import (
    AmendmentQuerySet,
    AwayQuerySet,
    CommitmentQuerySet,
    EntryQuerySet,
    ReactionQuerySet,
    ToldQuerySet,
    VersionQuerySet,
)
from apps.commitments.rules.outcomes import Outcome
from apps.core.fields import SealedField
from apps.core.managers import SharedManager
from apps.spaces.models import SharedModel

MARKS = [(outcome.value, outcome.value) for outcome in Outcome]


class Commitment(SharedModel):
    """Something somebody said they would do. Its words lie in its versions."""

    class State(models.TextChoices):
        ACTIVE = "active"
        RESTING = "resting"
        ENDED = "ended"

    made_at = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State, default=State.ACTIVE)
    since = models.DateField()
    review_on = models.DateField(null=True)

    objects: Any = SharedManager.from_queryset(CommitmentQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["space", "author", "state"], name="commitment_of_maker")]

    def __str__(self) -> str:
        return str(self.pk)


class Version(SharedModel):
    """One wording, and the days for which it stands. `said` is sealed:
    {"words": str, "rhythm": Rhythm.to_data(), "minutes": int | None}."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    said = SealedField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    zone = models.CharField(max_length=64)

    objects: Any = SharedManager.from_queryset(VersionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="version_number_once")
        ]
        indexes = [models.Index(fields=["space", "starts_on"], name="version_by_day")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Entry(SharedModel):
    """One thing written beside one day.

    `number` is 0 for what falls due on its day, and 1, 2, 3... for occasions, breaches and
    times towards a quota. An empty `mark` is an occasion that was noted, no more; the maker's
    mark for an occasion the partner noted is a row of the maker's own, in the same place.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    day = models.DateField()
    number = models.PositiveSmallIntegerField(default=0)
    mark = models.CharField(max_length=7, choices=MARKS, blank=True, default="")
    line = SealedField(null=True)
    next_step = SealedField(null=True)
    written_at = models.DateTimeField()
    added_later = models.BooleanField(default=False)
    told_same_day = models.BooleanField(null=True)

    objects: Any = SharedManager.from_queryset(EntryQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "day", "number", "author"], name="entry_once"
            )
        ]
        indexes = [models.Index(fields=["space", "day"], name="entry_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.mark}"


class Amendment(SharedModel):
    """What an entry said before it was changed; both can see it (commitments 3.4)."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=7, choices=MARKS, blank=True)
    line = SealedField(null=True)
    changed_at = models.DateTimeField()

    objects: Any = SharedManager.from_queryset(AmendmentQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["space", "changed_at"], name="amendment_by_time")]

    def __str__(self) -> str:
        return f"was {self.mark}"

    @property
    def label(self) -> str:
        """The earlier mark in the house's words; empty for an occasion without one."""
        return str(Outcome(self.mark).label) if self.mark else ""


class Away(SharedModel):
    """Days, both included, on which nothing of its author is due, if said beforehand."""

    from_day = models.DateField()
    to_day = models.DateField()
    declared_on = models.DateField()
    note = SealedField(null=True)

    objects: Any = SharedManager.from_queryset(AwayQuerySet)()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_day__gte=models.F("from_day")), name="away_in_order"
            )
        ]
        indexes = [models.Index(fields=["space", "from_day"], name="away_by_day")]

    def __str__(self) -> str:
        return f"{self.from_day} to {self.to_day}"


class Reaction(SharedModel):
    """What the partner answered to a commitment, if anything. The last answer stands;
    only "not this one" changes something: the commitment rests while it stands."""

    class Answer(models.TextChoices):
        MATTERS = "matters"
        FINE = "fine"
        NOT_THIS = "not_this"
        NONE = "none"

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=8, choices=Answer)
    day = models.DateField()

    objects: Any = SharedManager.from_queryset(ReactionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "number"], name="reaction_number_once")
        ]
        indexes = [models.Index(fields=["space", "day"], name="reaction_by_day")]

    def __str__(self) -> str:
        return self.answer


class Told(SharedModel):
    """Something the partner would otherwise have had to find out, or ask about."""

    day = models.DateField()
    line = SealedField()
    written_at = models.DateTimeField()

    objects: Any = SharedManager.from_queryset(ToldQuerySet)()

    class Meta:
        indexes = [models.Index(fields=["space", "day"], name="told_by_day")]

    def __str__(self) -> str:
        return str(self.day)
