"""Questions that only the timeline asks of what was written."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import TruncMonth, TruncWeek


class Counted(NamedTuple):
    """How often one mark was written under one wording in one part of one week.

    A week that two months share comes in two parts, so that quotas of a month stay exact.
    An empty `mark` is an occasion that nobody marked.
    """

    version_id: UUID
    week: date
    month: date
    mark: str
    number: int


def by_week(entries: Any, first: date, last: date) -> list[Counted]:
    """The makers' marks from `first` to `last`, counted by PostgreSQL. One query.

    `entries` are the entries of a space.
    """
    marked = entries.filter(
        commitment_id=OuterRef("commitment_id"),
        day=OuterRef("day"),
        number=OuterRef("number"),
        author_id=F("commitment__author_id"),
    ).exclude(mark="")
    own = Q(author_id=F("commitment__author_id")) & ~Q(mark="")
    unmarked = Q(mark="") & ~Exists(marked)
    rows = (
        entries.filter(own | unmarked, day__range=(first, last))
        .annotate(week=TruncWeek("day"), month=TruncMonth("day"))
        .values_list("version_id", "week", "month", "mark")
        .annotate(times=Count("pk"))
        .order_by()
    )
    return [Counted(*row) for row in rows]
