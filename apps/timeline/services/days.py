"""One day of a space: what was said for it, what was done, and what stands beside that."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from apps.commitments.models import Told
from apps.commitments.rules.outcomes import Mark
from apps.commitments.services.board import records
from apps.commitments.services.record import Record
from apps.commitments.services.rows import Written, written
from apps.commitments.services.stretches import stretches
from apps.sharing.models import SharedView
from apps.timeline.rules.events import Event, Kind
from apps.timeline.rules.windows import Range, Window
from apps.timeline.services.events import events
from apps.timeline.services.place import Place

_MONTH = timedelta(days=31)
_LISTED = frozenset({Kind.WORDED, Kind.RESTED, Kind.RESUMED, Kind.ENDED, Kind.PAUSED, Kind.AWAY})


@dataclass(frozen=True, slots=True)
class Done:
    """One entry, and the views that were shared beside it. `may_view` for the maker's partner:
    how they saw it themself is theirs to write elsewhere."""

    written: Written
    who: str
    views: list[tuple[str, Any]]
    may_view: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One commitment on the day: its words then, its entries, or the `mark` that says why none."""

    commitment: UUID
    who: str
    words: str
    done: list[Done]
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything shared about one local date."""

    said: list[Said]
    told: list[tuple[str, Any]]
    events: list[Event]


def day_page(place: Place, day: date, today: date, now: datetime) -> DayPage:
    """The day as either of the two reads it. A constant number of queries."""
    gone = stretches(place.space_id, day - _MONTH, day)
    found = records(place.space_id, day - _MONTH, day, gone=gone)
    ids = [e.pk for record in found for e in record.entries if e.day == day]
    entries: dict[UUID, list[Written]] = defaultdict(list)
    for each in written(place.space_id, ids):
        entries[each.entry.commitment_id].append(each)
    views = _views(place, ids)
    said = [
        _said(
            place,
            record,
            day,
            today if record.maker_id == place.here.person_id else record.today(now),
            entries[record.pk],
            views,
        )
        for record in found
    ]
    window = Window(Range.WEEKS, day, day, today)
    told = Told.objects.in_space(place.space_id).between(day, day)
    return DayPage(
        said=[each for each in said if each.done or each.mark],
        told=[(place.name_of(row.author_id), row.line) for row in told],
        events=[event for event in events(place, window, found, gone) if event.kind in _LISTED],
    )


def _views(place: Place, ids: list[UUID]) -> dict[UUID, list[tuple[str, Any]]]:
    found: dict[UUID, list[tuple[str, Any]]] = defaultdict(list)
    for view in SharedView.objects.in_space(place.space_id).about(ids):
        found[view.entry_id].append((place.name_of(view.author_id), view))
    return found


def _said(
    place: Place,
    record: Record,
    day: date,
    today: date,
    entries: list[Written],
    views: dict[UUID, list[tuple[str, Any]]],
) -> Said:
    states = [state.mark for state in record.days(day, day, today) if state.day == day]
    return Said(
        commitment=record.pk,
        who=place.name_of(record.maker_id),
        words=record.wording_on(day).words,
        done=[_done(place, each, views[each.entry.pk]) for each in entries],
        mark=states[0] if states and not entries else None,
    )


def _done(place: Place, each: Written, views: list[tuple[str, Any]]) -> Done:
    author = each.entry.author_id
    theirs = author != place.here.person_id and each.outcome is not None
    return Done(each, place.name_of(author), views, may_view=theirs and not place.earlier)
