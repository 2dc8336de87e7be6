"""The marked days of a window: everything that happened besides the marks on the threads."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from apps.commitments.models import Away, Entry, Told
from apps.commitments.rules.spoken import day_words
from apps.commitments.services.record import ACTIVE, ENDED, Record, Wording
from apps.sharing.models import SharedView
from apps.spaces.services.pauses import gaps
from apps.timeline.rules.events import Event, Kind, newest_first
from apps.timeline.rules.windows import Window
from apps.timeline.services.place import Place

DAY = timedelta(days=1)


def events(place: Place, window: Window, found: Iterable[Record]) -> list[Event]:
    """Everything marked from the window's first day to its last, newest first. Five queries.

    For a year and for all nothing sealed is opened: the days themselves say more.
    """
    first, last, short = window.first, window.end, not window.span.is_long
    listed = [
        *(event for record in found for event in _of_record(place, record)),
        *_told(place, first, last, short), *_written(place, first, last, short),
        *_views(place, first, last), *_away(place, first, last, short),
        *_pauses(place, first, last),
    ]
    return newest_first([event for event in listed if first <= event.day <= last])


def _event(
    place: Place, day: date, kind: Kind, title: str, *, text: Any = "", who: UUID | None = None,
) -> Event:
    return Event(day, kind, title, str(text or ""), place.name_of(who), place.day_link(day))


def _of_record(place: Place, record: Record) -> Iterator[Event]:
    """New words, rests, taking it up again, and the end, as its wordings tell them."""
    who = record.maker_id
    for before, after in zip(record.wordings, record.wordings[1:], strict=False):
        if before.ends_on and after.starts_on > before.ends_on + DAY:
            yield _event(place, before.ends_on + DAY, Kind.RESTED, _("Began to rest"),
                         text=before.words, who=who)
        kind, title = _changed(before, after)
        yield _event(place, after.starts_on, kind, title, text=after.words, who=who)
    if record.state != ACTIVE:
        ended = record.state == ENDED
        yield _event(
            place, record.since, Kind.ENDED if ended else Kind.RESTED,
            _("Ended") if ended else _("Began to rest"), text=record.wording.words, who=who,
        )


def _changed(before: Wording, after: Wording) -> tuple[Kind, str]:
    same = (before.words, before.rhythm) == (after.words, after.rhythm)
    return (Kind.RESUMED, _("Taken up again")) if same else (Kind.WORDED, _("Said in new words"))


def _told(place: Place, first: date, last: date, short: bool) -> Iterator[Event]:
    rows = Told.objects.in_space(place.space_id).between(first, last)
    rows = rows if short else rows.defer("line")
    for row in rows:
        yield _event(place, row.day, Kind.TOLD, _("Said first"),
                     text=row.line if short else "", who=row.author_id)


def _written(place: Place, first: date, last: date, short: bool) -> Iterator[Event]:
    """Limits that did not hold; and, where days are drawn, what came up and was only noted."""
    wanted = Q(told_same_day__isnull=False) | (Q(mark="") if short else Q(pk__in=()))
    rows = Entry.objects.in_space(place.space_id).between(first, last).filter(wanted)
    for row in rows if short else rows.defer("line", "next_step"):
        text = row.line if short else ""
        yield _event(place, row.day, *_entry_words(row), text=text, who=row.author_id)


def _entry_words(row: Any) -> tuple[Kind, str]:
    if row.told_same_day is None:
        return Kind.OCCASION, _("Noted that it came up")
    if row.told_same_day:
        return Kind.BREACH, _("A limit did not hold, and was told the same day")
    return Kind.BREACH, _("A limit did not hold")


def _views(place: Place, first: date, last: date) -> Iterator[Event]:
    """Own views that somebody chose to share, on the day they are about."""
    entries = Entry.objects.in_space(place.space_id)
    inside = entries.filter(day__range=(first, last)).values("pk")
    day = entries.filter(pk=OuterRef("entry_id")).values("day")[:1]
    rows = SharedView.objects.in_space(place.space_id).about(inside).annotate(day=Subquery(day))
    for author_id, found in rows.values_list("author_id", "day"):
        yield _event(place, found, Kind.VIEW, _("Shared how it was seen"), who=author_id)


def _away(place: Place, first: date, last: date, short: bool) -> Iterator[Event]:
    rows = Away.objects.in_space(place.space_id).touching(first, last)
    for row in rows if short else rows.defer("note"):
        title = _("Away until %(day)s") % {"day": day_words(row.to_day)}
        yield _event(place, max(first, row.from_day), Kind.AWAY, title,
                     text=row.note if short else "", who=row.author_id)


def _pauses(place: Place, first: date, last: date) -> Iterator[Event]:
    for gap in gaps(place.space_id, first, last):
        title = _("Paused until %(day)s") % {"day": day_words(gap.to_day)} if gap.to_day \
            else _("Paused, until one of you goes on")
        yield _event(place, max(first, gap.from_day), Kind.PAUSED, title)
