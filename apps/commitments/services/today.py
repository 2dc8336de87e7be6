"""How a commitment stands on the maker's own day: what can be written, and what is."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind
from apps.commitments.services.record import ACTIVE, Logged, Record

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class TodayState:
    """`kind` is open, logged, quota, whenever, standing or not_due.

    `entry` is the mark of today, if any; `number` the place the next mark would take (0 for
    what is due on its day); `done` of `quota` the acts of the week or month under way.
    """

    kind: str
    entry: Logged | None = None
    number: int = 0
    done: int = 0
    quota: int = 1
    open_occasions: tuple[tuple[date, int], ...] = ()


def today_state(record: Record, today: date) -> TodayState:
    """What the row for `today` (the maker's local date) offers."""
    if record.state != ACTIVE or not record.wording_on(today).stands_on(today):
        return TodayState("not_due")
    kind = record.wording_on(today).rhythm.kind
    if kind is Kind.STANDING:
        return _standing(record, today)
    if kind is Kind.WHENEVER:
        return TodayState(
            "whenever", number=record.next_number(today), open_occasions=_unmarked(record)
        )
    if record.wording_on(today).rhythm.is_quota:
        return _quota(record, today)
    due = any(item.day == today for item in record.items(today, today))
    entry = record.logged(today)
    return TodayState(("logged" if entry else "open") if due else "not_due", entry)


def late_days(record: Record, today: date, back: int) -> tuple[date, ...]:
    """Due days before `today` with nothing written, as far back as one may write."""
    yesterday = today - timedelta(days=1)
    if record.wording_on(today).rhythm.is_quota:
        return ()
    items = record.items(today - timedelta(days=back), yesterday)
    return tuple(item.day for item in reversed(items) if record.logged(item.day) is None)


def _standing(record: Record, today: date) -> TodayState:
    """A limit is looked at once a week; in between the row rests."""
    answers = [e for e in record.entries if e.number == 0 and today - WEEK < e.day <= today]
    return TodayState(
        "standing", answers[-1] if answers else None, number=max(1, record.next_number(today))
    )


def _quota(record: Record, today: date) -> TodayState:
    """The week or month under way; one cut short is not due, and can be written in all the same."""
    if any(gap.covers(today) for gap in record.gaps):
        return TodayState("not_due")
    rhythm = record.wording_on(today).rhythm
    week = rhythm.kind is Kind.TIMES_A_WEEK
    opens = today - timedelta(days=today.weekday()) if week else today.replace(day=1)
    marks = [mark for (day, _n), mark in record.marks().items() if opens <= day <= today]
    return TodayState(
        "quota",
        number=record.next_number(today),
        done=marks.count(Outcome.KEPT),
        quota=rhythm.n or 1,
    )


def _unmarked(record: Record) -> tuple[tuple[date, int], ...]:
    return tuple(place for place, mark in record.marks().items() if mark is None)
