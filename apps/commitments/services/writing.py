"""Writing down what happened (commitments 3.4): one place, one entry, however often sent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.commitments.models import Amendment, Commitment, Entry
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind
from apps.commitments.rules.windows import LATE_DAYS, is_late
from apps.commitments.services import errors
from apps.commitments.services.board import records
from apps.commitments.services.locks import one_at_a_time
from apps.commitments.services.record import ENDED, RESTING, Record, Wording

PERIOD = timedelta(days=31)
FAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Who:
    """Who writes, where, and when: `today` is the writer's local date at `now`."""

    space_id: UUID
    person_id: UUID
    now: datetime
    today: date


@transaction.atomic
def log(
    *,
    who: Who,
    commitment_id: UUID,
    day: date,
    mark: Outcome,
    number: int = 0,
) -> Entry:
    """The maker's mark for one place of a day: number 0 for what is due on its day, from 1
    for an occasion, or a time towards a quota.

    The same mark again changes nothing; another one keeps the earlier beside it. Up to 14
    days back, "added later" from the second day on (answers 12). Raises Commitment.DoesNotExist
    for anyone but the maker, Ended, TooEarly, TooLate, NotDue.
    """
    record = _own(who, commitment_id, day)
    written = _find(who, record, day, number)
    if written is not None:
        return _change(written, who, mark=mark)
    _check_place(record, day, number)
    return _write(who, record, day, number, mark=mark)


@transaction.atomic
def add_line(*, who: Who, entry_id: UUID, line: str) -> Entry:
    """A line beside one's own entry. Another line keeps the earlier one with its date.

    Raises Entry.DoesNotExist.
    """
    entry = _own_entry(who, entry_id)
    return _change(entry, who, line=line or None)


@transaction.atomic
def add_next_step(*, who: Who, entry_id: UUID, text: str) -> Entry:
    """What one will do about it, beside one's own entry; empty text means nothing, and is
    not asked again. Raises Entry.DoesNotExist."""
    entry = _own_entry(who, entry_id)
    entry.next_step = text
    entry.save(update_fields=["next_step"])
    return entry


@transaction.atomic
def note_occasion(
    *,
    who: Who,
    commitment_id: UUID,
    day: date,
    number: int,
    mark: Outcome | None = None,
    line: str = "",
) -> Entry:
    """It came up: noted by either of the two, with the maker's mark if given.

    `number` is the place the page offered; the same one sent twice is one occasion, one that
    the other took meanwhile moves on. Raises as `log`, and NotDue for other rhythms.
    """
    record = _known(who, commitment_id, day)
    if record.wording_on(day).rhythm.kind is not Kind.WHENEVER or number < 1:
        raise errors.NotDue
    written = _find(who, record, day, number)
    if written is not None:
        return written
    if any((entry.day, entry.number) == (day, number) for entry in record.entries):
        number = record.next_number(day)
    own_mark = mark if record.maker_id == who.person_id else None
    return _write(who, record, day, number, mark=own_mark, line=line or None)


@transaction.atomic
def still_so(*, who: Who, commitment_id: UUID) -> Entry:
    """The maker says that a limit still stands, today. Raises as `log`."""
    record = _own_limit(who, commitment_id, who.today)
    written = _find(who, record, who.today, 0)
    return written or _write(who, record, who.today, 0, mark=Outcome.KEPT)


@transaction.atomic
def breach(
    *,
    who: Who,
    commitment_id: UUID,
    day: date,
    number: int,
    told_same_day: bool,
    line: str = "",
) -> Entry:
    """The maker writes down that a limit did not hold on `day`, and whether the partner was
    told the same day (commitments 3.3). The same place sent twice is one. Raises as `log`."""
    record = _own_limit(who, commitment_id, day)
    if number < 1:
        raise errors.NotDue
    written = _find(who, record, day, number)
    return written or _write(
        who,
        record,
        day,
        number,
        mark=Outcome.MISSED,
        line=line or None,
        told_same_day=told_same_day,
    )


def _known(who: Who, commitment_id: UUID, day: date, *, own: bool = False) -> Record:
    """A commitment of the space that may be written to for `day`, one writer at a time;
    with `own` only the writer's. Raises Commitment.DoesNotExist before anything else."""
    one_at_a_time("commitment", commitment_id)
    # A day nobody could have meant is refused below; it only must not break the reckoning.
    near = min(max(day, who.today - FAR), who.today + FAR)
    found = records(who.space_id, near - PERIOD, near + PERIOD, only=commitment_id)
    if not found or (own and found[0].maker_id != who.person_id):
        raise Commitment.DoesNotExist
    if day > who.today:
        raise errors.TooEarly
    if (who.today - day).days > LATE_DAYS:
        raise errors.TooLate
    if found[0].state == ENDED:
        raise errors.Ended
    return found[0]


def _own(who: Who, commitment_id: UUID, day: date) -> Record:
    return _known(who, commitment_id, day, own=True)


def _own_limit(who: Who, commitment_id: UUID, day: date) -> Record:
    record = _own(who, commitment_id, day)
    wording = record.wording_on(day)
    if wording.rhythm.kind is not Kind.STANDING or not wording.stands_on(day):
        raise errors.Resting if record.state == RESTING else errors.NotDue
    return record


def _own_entry(who: Who, entry_id: UUID) -> Entry:
    mine = Entry.objects.in_space(who.space_id).by(who.person_id)
    entry: Entry = mine.select_for_update().get(pk=entry_id)
    return entry


def _find(who: Who, record: Record, day: date, number: int) -> Entry | None:
    """The writer's own entry in one place; a query only when there is one."""
    own = (each for each in record.entries if each.author_id == who.person_id)
    there = next((each.pk for each in own if (each.day, each.number) == (day, number)), None)
    if there is None:
        return None
    found: Entry = Entry.objects.in_space(who.space_id).get(pk=there)
    return found


def _check_place(record: Record, day: date, number: int) -> None:
    wording = record.wording_on(day)
    if not wording.stands_on(day):
        raise errors.Resting if record.state == RESTING else errors.NotDue
    if not _fits(record, wording, day, number):
        raise errors.NotDue


def _fits(record: Record, wording: Wording, day: date, number: int) -> bool:
    kind = wording.rhythm.kind
    if kind is Kind.WHENEVER:
        return any((entry.day, entry.number) == (day, number) for entry in record.entries)
    if wording.rhythm.is_quota:
        # Also in a week or month cut short, which is not due: an act is an act.
        paused = any(gap.covers(day) for gap in record.gaps)
        return not paused and 1 <= number <= record.next_number(day)
    return number == 0 and any(item.day == day for item in record.items(day, day))


def _write(
    who: Who,
    record: Record,
    day: date,
    number: int,
    *,
    mark: Outcome | None,
    line: str | None = None,
    told_same_day: bool | None = None,
) -> Entry:
    entry = Entry(
        space_id=who.space_id,
        author_id=who.person_id,
        commitment_id=record.pk,
        version_id=record.wording_on(day).pk,
        day=day,
        number=number,
        mark=mark.value if mark else "",
        line=line,
        written_at=who.now,
        added_later=is_late(day, who.today),
        told_same_day=told_same_day,
    )
    entry.save(force_insert=True)
    return entry


def _change(entry: Entry, who: Who, **changes: Any) -> Entry:
    """Write `mark` or `line` anew; what stood there before is kept with the date."""
    changes = {name: value for name, value in changes.items() if getattr(entry, name) != value}
    if not changes:
        return entry
    if entry.mark and ("mark" in changes or entry.line is not None):
        Amendment(
            space_id=entry.space_id,
            author_id=who.person_id,
            entry=entry,
            mark=entry.mark,
            line=entry.line,
            changed_at=who.now,
        ).save(force_insert=True)
    for name, value in changes.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(changes))
    return entry
