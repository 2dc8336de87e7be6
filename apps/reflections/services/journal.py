"""Writing, finding and removing journal entries."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction

from apps.reflections.models import JournalEntry
from apps.reflections.services.tags import CannotReplace, journal_tag, months

# Two seals, so that 20,000 signs of any script fit.
FIRST_PART = 10_000
FOUND_AT_MOST = 100
EARLIEST = date(1970, 1, 1)


class ChangedMeanwhile(Exception):
    """The entry was changed elsewhere since this page was opened; nothing was written over."""


@dataclass(frozen=True)
class Found:
    """Entries that hold what was looked for, newest first; `more` when there are others."""

    entries: tuple[JournalEntry, ...]
    more: bool
    unopened: int


def expiry(written: date, days: int | None) -> date | None:
    """The Monday on or after `days` days: coarse, so that it does not tell the day of writing.

    None for a text that stays (answers 22).
    """
    if days is None:
        return None
    over = written + timedelta(days=days)
    return over + timedelta(days=-over.weekday() % 7)


@transaction.atomic
def keep_entry(
    *, person_id: UUID, entry_id: UUID, text: str, days: int | None, now: datetime
) -> JournalEntry:
    """Keep a new text of up to 20,000 signs, `now` in the owner's zone.

    The id comes with the form: sending it twice ends in one row. Another text under the same id
    becomes a row of its own, so nothing is ever lost to a stale page.
    """
    for pk in (entry_id, uuid4()):
        row = JournalEntry(pk=pk, owner_id=person_id, month_tag=journal_tag(person_id, now.date()))
        _write(row, text, days, written=now, changed="")
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            same: JournalEntry | None = (
                JournalEntry.objects.visible_to(person_id).filter(pk=pk).first()
            )
            if same is not None and not same.unopened and same.text == text:
                return same
            continue
        return row
    raise IntegrityError("an entry could not be kept")


@transaction.atomic
def change_entry(
    *, person_id: UUID, entry_id: UUID, text: str, days: int | None, seen: str, now: datetime
) -> JournalEntry:
    """Write an own entry anew. `seen` is the stamp of the version on the page.

    Raises JournalEntry.DoesNotExist, ChangedMeanwhile, or CannotReplace.
    """
    rows = JournalEntry.objects.visible_to(person_id).current(now.date()).select_for_update()
    row: JournalEntry = rows.get(pk=entry_id)
    if row.unopened:
        raise CannotReplace
    if (row.text, row.entry["days"]) == (text, days):
        return row
    if stamp(row) != seen:
        raise ChangedMeanwhile
    changes = row.entry["changes"] + 1
    _write(row, text, days, written=row.written, changed=now.isoformat())
    row.entry |= {"changes": changes}
    row.save(update_fields=["entry", "more", "expires_on"])
    return row


@transaction.atomic
def delete_entry(*, person_id: UUID, entry_id: UUID) -> None:
    """Remove an own entry; one that is gone already stays gone."""
    JournalEntry.objects.visible_to(person_id).filter(pk=entry_id).delete()


def stamp(row: JournalEntry) -> str:
    """What tells one version of an entry from another."""
    return str(row.entry["changes"])


def entry_months(person_id: UUID, today: date) -> list[date]:
    """First days of the months that hold entries, newest first. One query."""
    rows = JournalEntry.objects.visible_to(person_id).current(today)
    left = {bytes(tag) for tag in rows.values_list("month_tag", flat=True).distinct()}
    return list(_matching(person_id, left, today))


def entries_of(person_id: UUID, month: date, today: date) -> list[JournalEntry]:
    """The entries of one month, newest first; those that do not open come last. One query."""
    rows = JournalEntry.objects.visible_to(person_id).current(today)
    return _newest_first(rows.in_month(journal_tag(person_id, month)))


def search(person_id: UUID, wanted: str, today: date) -> Found:
    """Own entries that hold `wanted`, whatever the case or the way letters are composed.

    Linear over one's own entries (answers 22); nothing is indexed. One query.
    """
    needle = folded(wanted)
    rows = list(JournalEntry.objects.visible_to(person_id).current(today))
    opened = [row for row in rows if not row.unopened]
    hits = _newest_first(row for row in opened if needle in folded(row.text))
    return Found(tuple(hits[:FOUND_AT_MOST]), len(hits) > FOUND_AT_MOST, len(rows) - len(opened))


def folded(text: str) -> str:
    """Text for comparing: composed alike, without case."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def forget_expired(now: datetime) -> None:
    """Remove entries whose date has passed. Runs as the worker, with the purge role."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE kept_purge")
        cursor.execute("DELETE FROM reflections_journalentry WHERE expires_on < %s", [now.date()])


def _write(
    row: JournalEntry, text: str, days: int | None, *, written: datetime, changed: str
) -> None:
    row.entry = {
        "written_at": written.isoformat(),
        "changed_at": changed,
        "changes": 0,
        "days": days,
        "text": text[:FIRST_PART],
    }
    row.more = text[FIRST_PART:] or None
    row.expires_on = expiry(written.date(), days)


def _newest_first(rows: Any) -> list[JournalEntry]:
    def moment(row: JournalEntry) -> float:
        return 0.0 if row.unopened else row.written.timestamp()

    return sorted(rows, key=moment, reverse=True)


def _matching(person_id: UUID, left: set[bytes], today: date) -> Iterator[date]:
    # A month ahead: somebody may have travelled back across the date line.
    for month in months(EARLIEST, today + timedelta(days=31)):
        if not left:
            return
        tag = journal_tag(person_id, month)
        if tag in left:
            left.discard(tag)
            yield month
