"""Keyed tags: how an owner finds a day, a month or an event again (answers 22)."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from apps.core.keys import Scope, find_tag
from apps.reflections.rules.scale import Kind


class CannotReplace(Exception):
    """What stands there cannot be opened right now; it is never written over."""


def day_tag(person_id: UUID, kind: Kind, day: date) -> bytes:
    """The tag of one local day's answer."""
    return find_tag(Scope.PERSON, person_id, "reflections_checkin.day", kind, day.isoformat())


def month_tag(person_id: UUID, kind: Kind, day: date) -> bytes:
    """The tag of the answers of the day's month."""
    return find_tag(Scope.PERSON, person_id, "reflections_checkin.month", kind, month_name(day))


def journal_tag(person_id: UUID, day: date) -> bytes:
    """The tag of the journal entries of the day's month."""
    return find_tag(Scope.PERSON, person_id, "reflections_journalentry.month", month_name(day))


def entry_tag(person_id: UUID, entry_id: UUID) -> bytes:
    """The tag of the note beside one logged event."""
    return find_tag(Scope.PERSON, person_id, "reflections_ownview.entry", entry_id)


def month_name(day: date) -> str:
    """A month as 2026-11."""
    return day.isoformat()[:7]


def month_before(day: date) -> date:
    """The first day of the month before."""
    return date(day.year - 1, 12, 1) if day.month == 1 else date(day.year, day.month - 1, 1)


def months(first: date, last: date) -> Iterator[date]:
    """The first day of every month from `last` back to `first`, newest first."""
    month = last.replace(day=1)
    while month >= first.replace(day=1):
        yield month
        if month <= date(1, 2, 1):
            return
        month = month_before(month)
