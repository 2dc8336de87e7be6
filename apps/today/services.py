"""What the first page shows, in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from apps.commitments.models import Amendment, Commitment, Entry
from apps.commitments.services.board import Board, BoardItem, board
from apps.commitments.services.record import ACTIVE
from apps.commitments.services.rows import Row, Written, rows
from apps.spaces.here import Here
from apps.spaces.rules import asks_again

DAY = timedelta(days=1)
DAYS_BEFORE = 2
# The small threads show two weeks; what counts towards a month may have begun 31 days ago.
LOOK_BACK = 31 * DAY
# What has a day comes first, then what is looked at when it comes up.
_ORDER = ("open", "logged", "quota", "whenever", "standing")


@dataclass(frozen=True, slots=True)
class Own:
    """What a person said: rows for today, rows for the two days before, and what to look at."""

    today: list[Row]
    before: list[Row]
    reviews: list[BoardItem]
    has_any: bool

    @property
    def said(self) -> int:
        """How many things were said for this very day."""
        return sum(row.item.state.kind in {"open", "logged"} for row in self.today)

    @property
    def open(self) -> int:
        """How many of them nothing is written for yet."""
        return sum(row.item.state.kind == "open" for row in self.today)


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing the other wrote down, with the words it belongs to."""

    words: str
    written: Written
    day: date


@dataclass(frozen=True, slots=True)
class Theirs:
    """What the other wrote for today and the two days before, newest first."""

    seen: list[Seen]
    has_any: bool


def both_sides(here: Here, *, now: datetime, today: date) -> tuple[Own, Theirs]:
    """Both parts at once, for whoever has both. At most four queries."""
    found = board(here, now=now, today=today, since=today - LOOK_BACK)
    mine, theirs = found.of(here.person_id), _others(found, here)
    picks = [*_today_picks(mine), *_before_picks(mine), *_seen_picks(theirs)]
    drawn = {(row.item.pk, row.day): row for row in rows(here.space.pk, picks)}
    seen = [
        _seen(row, each)
        for row in (drawn[item.pk, day] for item, day in _seen_picks(theirs))
        for each in row.written
    ]
    own = Own(
        today=[drawn[item.pk, day] for item, day in _today_picks(mine)],
        before=[drawn[item.pk, day] for item, day in _before_picks(mine)],
        reviews=[item for item in mine if _review_due(item)],
        has_any=any(item.record.state == ACTIVE for item in mine),
    )
    return own, Theirs(_newest_first(seen), has_any=bool(theirs))


def their_side(here: Here, *, today: date) -> Theirs:
    """What the other wrote, for a page without anything of one's own. Three queries."""
    # The other may be a day ahead; nobody is a day behind for long.
    first, last = today - DAYS_BEFORE * DAY, today + DAY
    entries = Entry.objects.in_space(here.space.pk).between(first, last)
    found = entries.exclude(author_id=here.person_id).exclude(mark="").select_related("version")
    earlier: dict[UUID, list[Any]] = defaultdict(list)
    changes = Amendment.objects.in_space(here.space.pk).filter(entry__day__range=(first, last))
    for change in changes.order_by("changed_at"):
        earlier[change.entry_id].append(change)
    seen = [Seen(_words(entry), Written(entry, earlier[entry.pk]), entry.day) for entry in found]
    said = Commitment.objects.in_space(here.space.pk).exclude(author_id=here.person_id)
    return Theirs(_newest_first(seen), has_any=said.exists())


def consent_due(here: Here, today: date) -> bool:
    """Whether to ask, in one quiet line, if sharing is still fine (answers 14)."""
    if not here.is_shared or here.space.opened_at is None:
        return False
    since = here.membership.last_consented_on or here.space.opened_at.date()
    return asks_again(since=since, today=today)


def _others(found: Board, here: Here) -> list[BoardItem]:
    return [item for item in found.items if item.record.maker_id != here.person_id]


def _today_picks(mine: list[BoardItem]) -> list[tuple[BoardItem, date]]:
    going = [item for item in mine if item.state.kind in _ORDER]
    going.sort(key=lambda item: _ORDER.index(item.state.kind) > 1)
    return [(item, item.today) for item in going]


def _before_picks(mine: list[BoardItem]) -> list[tuple[BoardItem, date]]:
    """Days with an entry, or with something due and nothing written."""
    picks = []
    for back in range(1, DAYS_BEFORE + 1):
        for item in mine:
            day = item.today - back * DAY
            if day in item.late or _wrote(item, day):
                picks.append((item, day))
    return picks


def _seen_picks(theirs: list[BoardItem]) -> list[tuple[BoardItem, date]]:
    days = range(DAYS_BEFORE + 1)
    return [
        (item, item.today - back * DAY)
        for back in days
        for item in theirs
        if _wrote(item, item.today - back * DAY)
    ]


def _wrote(item: BoardItem, day: date) -> bool:
    maker = item.record.maker_id
    return any(e.day == day and e.outcome and e.author_id == maker for e in item.record.entries)


def _review_due(item: BoardItem) -> bool:
    on = item.record.review_on
    return item.record.state == ACTIVE and on is not None and on <= item.today


def _seen(row: Row, each: Written) -> Seen:
    return Seen(row.item.record.wording_on(row.day).words, each, row.day)


def _words(entry: Any) -> str:
    said = entry.version.said
    return str(said["words"]) if isinstance(said, dict) else said


def _newest_first(seen: list[Seen]) -> list[Seen]:
    return sorted(seen, key=lambda each: (each.day, each.written.entry.written_at), reverse=True)
