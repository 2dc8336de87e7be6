"""The marked days of a window: everything that happened besides the marks on the threads."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from apps.commitments.rules.spoken import day_words
from apps.commitments.services.record import ACTIVE, ENDED, Record, Wording
from apps.commitments.services.stretches import Stretch
from apps.timeline.rules.events import Event, Kind, newest_first
from apps.timeline.rules.windows import Window
from apps.timeline.services.marked import Marked, What, marked
from apps.timeline.services.place import Place

DAY = timedelta(days=1)


def events(
    place: Place,
    window: Window,
    found: Iterable[Record],
    gone: Iterable[Stretch],
) -> list[Event]:
    """Everything marked from the window's first day to its last, newest first. One query.

    For a year and for all nothing sealed is opened: the days themselves say more.
    """
    first, last, short = window.first, window.end, not window.span.is_long
    listed = [
        *(event for record in found for event in _of_record(place, record)),
        *_marked(place, first, last, short),
        *_gone(place, first, last, short, gone),
    ]
    return newest_first([event for event in listed if first <= event.day <= last])


def _event(
    place: Place,
    day: date,
    kind: Kind,
    title: str,
    *,
    text: Any = "",
    who: UUID | None = None,
) -> Event:
    return Event(day, kind, title, str(text or ""), place.name_of(who), place.day_link(day))


def _of_record(place: Place, record: Record) -> Iterator[Event]:
    """New words, rests, taking it up again, and the end, as its wordings tell them."""
    who = record.maker_id
    for before, after in zip(record.wordings, record.wordings[1:], strict=False):
        if before.ends_on and after.starts_on > before.ends_on + DAY:
            yield _event(
                place,
                before.ends_on + DAY,
                Kind.RESTED,
                _("Began to rest"),
                text=before.words,
                who=who,
            )
        kind, title = _changed(before, after)
        yield _event(place, after.starts_on, kind, title, text=after.words, who=who)
    if record.state != ACTIVE:
        ended = record.state == ENDED
        yield _event(
            place,
            record.since,
            Kind.ENDED if ended else Kind.RESTED,
            _("Ended") if ended else _("Began to rest"),
            text=record.wording.words,
            who=who,
        )


def _changed(before: Wording, after: Wording) -> tuple[Kind, str]:
    same = (before.words, before.rhythm) == (after.words, after.rhythm)
    return (Kind.RESUMED, _("Taken up again")) if same else (Kind.WORDED, _("Said in new words"))


def _marked(place: Place, first: date, last: date, short: bool) -> Iterator[Event]:
    for row in marked(place.space_id, first, last, sealed=short):
        kind, title = _words(row)
        yield _event(place, row.day, kind, title, text=row.line(place.space_id), who=row.author_id)


def _words(row: Marked) -> tuple[Kind, str]:
    if row.kind is What.TOLD:
        return Kind.TOLD, _("Said first")
    if row.kind is What.VIEW:
        return Kind.VIEW, _("Shared how it was seen")
    if row.told_same_day is None:
        return Kind.OCCASION, _("Noted that it came up")
    if row.told_same_day:
        return Kind.BREACH, _("A limit did not hold, and was told the same day")
    return Kind.BREACH, _("A limit did not hold")


def _gone(
    place: Place,
    first: date,
    last: date,
    short: bool,
    gone: Iterable[Stretch],
) -> Iterator[Event]:
    """Days away, and days on which the space was paused."""
    for each in gone:
        if not each.touches(first, last):
            continue
        kind, title = _gone_words(each)
        text = each.note(place.space_id) if short else ""
        yield _event(place, max(first, each.from_day), kind, title, text=text, who=each.author_id)


def _gone_words(each: Stretch) -> tuple[Kind, str]:
    if each.to_day is None:
        return Kind.PAUSED, _("Paused, until one of you goes on")
    day = {"day": day_words(each.to_day)}
    if each.author_id is None:
        return Kind.PAUSED, _("Paused until %(day)s") % day
    return Kind.AWAY, _("Away until %(day)s") % day
