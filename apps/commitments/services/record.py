"""One commitment with everything written beside it, as plain data for the rules.

No text of an entry is opened here: dates and marks are all that a thread needs.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from apps.commitments.rules.due import DueItem, Gap, due_on, is_paused
from apps.commitments.rules.outcomes import Mark, Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.rules.tally import DayState, Entry, Tally, occasions, states, tally_states
from apps.commitments.rules.windows import is_open, local_today

ACTIVE, RESTING, ENDED = "active", "resting", "ended"


class Wording(NamedTuple):
    """One version, opened. `words` may be an `Unopened` sentence."""

    pk: UUID
    number: int
    words: str
    rhythm: Rhythm
    minutes: int | None
    starts_on: date
    ends_on: date | None
    zone: str

    def stands_on(self, day: date) -> bool:
        """Whether this wording is the one for `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class Logged(NamedTuple):
    """One entry without its texts. `outcome` None: an occasion that was noted, no more."""

    pk: UUID
    author_id: UUID
    day: date
    number: int
    outcome: Outcome | None
    added_later: bool
    told_same_day: bool | None
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """A commitment, its wordings from oldest to newest, its entries by day, and its gaps.

    `state` is how it stands now, with the partner's "not this one" taken into account.
    `answer` is the partner's standing answer, empty when there is none.
    """

    pk: UUID
    maker_id: UUID
    state: str
    since: date
    review_on: date | None
    made_at: datetime
    wordings: tuple[Wording, ...]
    entries: tuple[Logged, ...]
    gaps: tuple[Gap, ...]
    answer: str = ""

    @property
    def wording(self) -> Wording:
        """The newest wording."""
        return self.wordings[-1]

    def wording_on(self, day: date) -> Wording:
        """The wording for `day`; before the first and between two the nearest one before."""
        found = [each for each in self.wordings if each.starts_on <= day]
        return found[-1] if found else self.wordings[0]

    @property
    def starts_on(self) -> date:
        """The first day of all."""
        return self.wordings[0].starts_on

    @property
    def ends_on(self) -> date | None:
        """The last day so far; None while it goes on."""
        return self.wording.ends_on

    def today(self, now: datetime) -> date:
        """The maker's local date at `now`, as the partner reckons it."""
        return local_today(now, self.wording.zone)

    def marks(self) -> dict[tuple[date, int], Outcome | None]:
        """The maker's mark for each place; None for an occasion nobody marked."""
        found: dict[tuple[date, int], Outcome | None] = {}
        for entry in self.entries:
            if entry.author_id == self.maker_id and entry.outcome:
                found[entry.day, entry.number] = entry.outcome
            else:
                found.setdefault((entry.day, entry.number), None)
        return found

    def items(self, first: date, last: date, *, paused: bool = False) -> list[DueItem]:
        """What is due from `first` to `last` under all wordings, in order. With `paused`,
        what gaps take out is left in."""
        return [
            item
            for wording in self.wordings
            for item in _due(self, wording, first, last)
            if paused or not is_paused(item, self.gaps)
        ]

    def days(self, first: date, last: date, today: date) -> list[DayState]:
        """How each due item from `first` to `last` stands; for whenever and standing, how
        each day does on which something was written. Ready for `thread`."""
        marks = self.marks()
        found: list[DayState] = []
        for wording in self.wordings:
            if wording.rhythm.is_dated:
                items = _due(self, wording, first, last)
                found += states(items, _entries(marks, wording), today, self.gaps)
            else:
                found += _undated(marks, wording, first, last, today)
        return sorted(found, key=lambda state: state.day)

    def tally(self, first: date, last: date, today: date) -> Tally:
        """Counts from `first` to `last`, by the newest wording's kind of rhythm."""
        kind = self.wording.rhythm.kind
        places = [(day, mark) for (day, _n), mark in self.marks().items() if first <= day <= last]
        inside = [mark for _day, mark in places]
        if kind is Kind.WHENEVER:
            # Noted, and not yet anything that stayed without a mark.
            waiting = sum(mark is None and is_open(day, today) for day, mark in places)
            counts = occasions(inside)
            return replace(counts, nothing=counts.nothing - waiting, still_open=waiting)
        if kind is Kind.STANDING:
            return Tally(missed=sum(mark is Outcome.MISSED for mark in inside))
        counts = tally_states(self.days(first, last, today))
        if self.wording.rhythm.is_quota and not counts.due:
            # The first week or month ends after `last`: what was done in it counts already.
            return replace(counts, times=sum(mark is Outcome.KEPT for mark in inside))
        return counts

    def logged(self, day: date, number: int = 0) -> Logged | None:
        """The maker's own entry in one place of one day."""
        own = (e for e in self.entries if e.author_id == self.maker_id)
        return next((e for e in own if (e.day, e.number) == (day, number)), None)

    def next_number(self, day: date) -> int:
        """The next free place of a day, from 1."""
        return max((e.number for e in self.entries if e.day == day), default=0) + 1


def wording_of(version: Any) -> Wording:
    """A version, opened. One whose text does not open stands as a limit that is never due."""
    said = version.said
    opened = isinstance(said, dict)
    return Wording(
        version.pk,
        version.number,
        said["words"] if opened else said,
        Rhythm.from_data(said["rhythm"]) if opened else Rhythm(Kind.STANDING),
        said.get("minutes") if opened else None,
        version.starts_on,
        version.ends_on,
        version.zone,
    )


def asked_to_rest(answers: list[dict[str, str]]) -> list[Gap]:
    """The stretches for which "not this one, please" stood, from the day after it was said."""
    gaps, since = [], None
    for each in answers:
        day = date.fromisoformat(each["day"])
        if each["answer"] == "not_this":
            since = since or day
        elif since is not None:
            gaps.append(_rest(since, day))
            since = None
    return gaps if since is None else [*gaps, _rest(since, None)]


def _rest(said_on: date, back_on: date | None) -> Gap:
    return Gap(said_on + timedelta(days=1), back_on, said_on)


def _due(record: Record, wording: Wording, first: date, last: date) -> list[DueItem]:
    return due_on(
        wording.rhythm,
        starts_on=wording.starts_on,
        ends_on=wording.ends_on,
        window_from=first,
        window_to=last,
    )


def _entries(
    marks: dict[tuple[date, int], Outcome | None],
    wording: Wording,
) -> Iterator[Entry]:
    for (day, number), outcome in marks.items():
        if outcome and wording.stands_on(day):
            yield Entry(day, outcome, number)


def _undated(
    marks: dict[tuple[date, int], Outcome | None],
    wording: Wording,
    first: date,
    last: date,
    today: date,
) -> Iterator[DayState]:
    by_day: dict[date, list[Outcome | None]] = defaultdict(list)
    for (day, _number), outcome in marks.items():
        if first <= day <= last and wording.stands_on(day):
            by_day[day].append(outcome)
    for day, found in by_day.items():
        yield DayState(day, _together(found, day, today))


def _together(found: list[Outcome | None], day: date, today: date) -> Mark:
    """One mark for a day with several occasions: all alike, or partly."""
    marked = {outcome for outcome in found if outcome}
    if not marked:
        return Mark.OPEN if is_open(day, today) else Mark.NOTHING
    counted = marked - {Outcome.EXCUSED} or marked
    return Mark(counted.pop().value) if len(counted) == 1 else Mark.PARTLY
