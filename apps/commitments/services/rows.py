"""Rows of a page: one commitment on one day, with the texts that were written there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from apps.commitments.models import Amendment, Entry
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind
from apps.commitments.rules.windows import can_log
from apps.commitments.services.board import BoardItem
from apps.commitments.services.record import ACTIVE, RESTING


class Written(NamedTuple):
    """One entry opened, with what it said before, oldest first."""

    entry: Entry
    earlier: Sequence[Amendment] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The mark; None for an occasion that was only noted."""
        return Outcome(self.entry.mark) if self.entry.mark else None

    @property
    def asks_next(self) -> bool:
        """Whether to offer "what I will do about it": once, after not kept."""
        return self.outcome is Outcome.MISSED and self.entry.next_step is None


class Typed(NamedTuple):
    """Words that were refused, to stand again beside their entry."""

    entry_id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What `commitments/_row.html` draws.

    `offers` is log, quota, whenever, standing or empty; `number` the place a new mark takes;
    `occasions` the numbers of occasions on this day that wait for the maker's mark.
    `changing` is the id of an entry whose mark is being chosen anew, `back` where a form
    leads without script: today, day or said.
    """

    item: BoardItem
    day: date
    number: int
    offers: str
    written: Sequence[Written] = ()
    occasions: Sequence[tuple[date, int]] = field(default=())
    changing: UUID | None = None
    error: str = ""
    typed: Typed | None = None
    back: str = "today"

    @property
    def day_before(self) -> date | None:
        """Where something without days of its own, or a quota, can be written one day back."""
        before = self.day - timedelta(days=1)
        begun = before >= self.item.record.starts_on
        free = self.offers in {"quota", "whenever", "standing"} and self.item.mine
        return before if free and begun and can_log(before, self.item.today) else None

    @property
    def key(self) -> str:
        """The row's id on the page."""
        return f"c-{self.item.pk}-{self.day:%m%d}"


def rows(
    space_id: UUID,
    picks: Iterable[tuple[BoardItem, date]],
    *,
    back: str = "today",
    **more: Any,
) -> list[Row]:
    """A row for each commitment and day; `more` is `changing`, `error` and `typed`. One query,
    however many."""
    picks = list(picks)
    wanted = [
        entry.pk
        for item, day in picks
        for entry in item.record.entries
        if entry.day == day and entry.author_id == item.record.maker_id and entry.outcome
    ]
    by_place: dict[tuple[UUID, date], list[Written]] = defaultdict(list)
    for each in written(space_id, wanted):
        by_place[each.entry.commitment_id, each.entry.day].append(each)
    return [_row(item, day, by_place[item.pk, day], back=back, **more) for item, day in picks]


def written(space_id: UUID, entry_ids: list[UUID]) -> list[Written]:
    """Entries opened, by day and place, with their earlier marks. One query."""
    if not entry_ids:
        return []
    amendments = Amendment.objects.in_space(space_id)
    found = Entry.objects.in_space(space_id).filter(pk__in=entry_ids).with_earlier(amendments)
    return [
        Written(entry, [_earlier(entry, each) for each in entry.earlier])
        for entry in found.order_by("day", "number")
    ]


def _earlier(entry: Any, found: dict[str, Any]) -> Amendment:
    """An amendment out of its JSON form, in which bytes are written as "\\x0a1b"."""
    line = found["line"]
    return Amendment(
        pk=UUID(found["pk"]),
        space_id=entry.space_id,
        author_id=entry.author_id,
        entry_id=entry.pk,
        mark=found["mark"],
        line=bytes.fromhex(line.removeprefix("\\x")) if line else None,
        changed_at=datetime.fromisoformat(found["changed_at"]),
    )


def _row(item: BoardItem, day: date, found: list[Written], **more: Any) -> Row:
    record = item.record
    waiting = (
        [
            (at, n)
            for (at, n), mark in record.marks().items()
            if mark is None and (at == day or day == item.today)
        ]
        if item.mine
        else []
    )
    return Row(item, day, _number(item, day), _offers(item, day, found), found, waiting, **more)


def _number(item: BoardItem, day: date) -> int:
    rhythm = item.record.wording_on(day).rhythm
    scheduled = rhythm.is_dated and not rhythm.is_quota
    return 0 if scheduled else item.record.next_number(day)


def _offers(item: BoardItem, day: date, found: list[Written]) -> str:
    record = item.record
    wording = record.wording_on(day)
    kind = wording.rhythm.kind
    within = wording.stands_on(day) and can_log(day, item.today)
    if record.state not in (ACTIVE, RESTING) or not within:
        return ""
    if kind is Kind.WHENEVER:
        return "whenever"
    if not item.mine:
        return ""
    if kind is Kind.STANDING:
        return "standing"
    if wording.rhythm.is_quota:
        return "quota"
    due = any(due.day == day for due in record.items(day, day))
    return "log" if due and not found else ""
