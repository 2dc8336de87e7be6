"""Questions about what was said and what was done, in the words of the domain."""

from datetime import date
from typing import Any, Self
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from apps.spaces.querysets import SharedQuerySet


class CommitmentQuerySet(SharedQuerySet):
    """Commitments of a space."""

    def active(self) -> Self:
        """Neither resting nor ended, as far as their makers say."""
        return self.filter(state="active")


class VersionQuerySet(SharedQuerySet):
    """Wordings, each with the days for which it stands."""

    def of(self, commitment_id: UUID) -> Self:
        """The wordings of one commitment, oldest first."""
        return self.filter(commitment_id=commitment_id).order_by("number")

    def not_over_before(self, first: date) -> Self:
        """Without commitments that had ended before a local day: what is long over costs
        no page anything."""
        return self.exclude(commitment__state="ended", commitment__since__lt=first)

    def with_commitments(self, reactions: Any) -> Self:
        """Their commitments alongside, and the partner's `answers` to them, oldest first."""
        given = (
            reactions.filter(commitment_id=OuterRef("commitment_id"))
            .order_by("number")
            .values(given=JSONObject(answer="answer", day="day"))
        )
        return (
            self.select_related("commitment")
            .annotate(answers=ArraySubquery(given))
            .order_by("commitment__made_at", "commitment_id", "number")
        )


class EntryQuerySet(SharedQuerySet):
    """What was written beside something due, or noted when it came up."""

    def of(self, commitment_id: UUID) -> Self:
        """Entries of one commitment."""
        return self.filter(commitment_id=commitment_id)

    def at(self, day: date, number: int) -> Self:
        """Entries in one place of one day."""
        return self.filter(day=day, number=number)

    def with_earlier(self, amendments: Any) -> Self:
        """What each said before alongside, as `earlier`, oldest first; lines still sealed."""
        said = (
            amendments.filter(entry_id=OuterRef("pk"))
            .order_by("changed_at")
            .values(said=JSONObject(pk="pk", mark="mark", line="line", changed_at="changed_at"))
        )
        return self.annotate(earlier=ArraySubquery(said))

    def between(self, first: date, last: date) -> Self:
        """Entries for local days from `first` to `last`, both included, in order."""
        return self.filter(day__range=(first, last)).order_by("day", "number")


class AmendmentQuerySet(SharedQuerySet):
    """Earlier marks and lines of entries."""

    def of_entries(self, entry_ids: list[UUID]) -> Self:
        """What these entries said before, oldest first."""
        return self.filter(entry_id__in=entry_ids).order_by("changed_at")


class AwayQuerySet(SharedQuerySet):
    """Stretches that somebody said they would be away."""

    def touching(self, first: date, last: date) -> Self:
        """Those with a day from `first` to `last`, both included."""
        return self.filter(from_day__lte=last, to_day__gte=first).order_by("from_day")

    def not_over(self, today: date) -> Self:
        """Those that go on or are still to come."""
        return self.filter(to_day__gte=today).order_by("from_day")


class ReactionQuerySet(SharedQuerySet):
    """What the partner answered to a commitment."""

    def of(self, commitment_id: UUID) -> Self:
        """Answers to one commitment, oldest first; the last one stands."""
        return self.filter(commitment_id=commitment_id).order_by("number")


class ToldQuerySet(SharedQuerySet):
    """What somebody said first."""

    def between(self, first: date, last: date) -> Self:
        """Told on local days from `first` to `last`, both included, newest first."""
        return self.filter(Q(day__gte=first) & Q(day__lte=last)).order_by("-day", "-written_at")
