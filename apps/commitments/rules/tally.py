"""Counting what was due and what was written beside it (commitments 3.4 and 3.6)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from apps.commitments.rules.due import DueItem, Gap, is_paused
from apps.commitments.rules.outcomes import Mark, Outcome
from apps.commitments.rules.windows import is_open


class Entry(NamedTuple):
    """The mark that stands for a local day; with amendments, the latest one.

    `number` tells several acts of one day apart that count towards a quota.
    """

    day: date
    outcome: Outcome
    number: int = 0


class DayState(NamedTuple):
    """One due item and how it stands. For a quota, `day` ends the period and `done` counts acts."""

    day: date
    mark: Mark
    done: int = 0
    quota: int = 1


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one commitment over one stretch of days; nothing is ever added across them.

    `due` is kept + partly + missed + nothing. Excused and paused stand outside it.
    `times` counts the acts kept towards a quota, `still_open` items not yet counted.
    """

    due: int = 0
    kept: int = 0
    partly: int = 0
    missed: int = 0
    nothing: int = 0
    excused: int = 0
    paused: int = 0
    times: int = 0
    still_open: int = 0


def states(
    items: Sequence[DueItem],
    entries: Iterable[Entry],
    today: date,
    gaps: Sequence[Gap] = (),
) -> list[DayState]:
    """How each item stands on `today`, in order; entries later in `entries` win for a
    day (and number).

    An item is paused by gaps declared in time, whatever was written on it. Without an
    entry it is open until the day after has passed, then nothing written; items after
    `today` are left out.
    """
    written = {(entry.day, entry.number): entry.outcome for entry in entries}
    begun = [item for item in items if item.period_start <= today]
    return [_state(item, written, today, gaps) for item in begun]


def tally(
    items: Sequence[DueItem],
    entries: Iterable[Entry],
    today: date,
    gaps: Sequence[Gap] = (),
) -> Tally:
    """Counts for `items` as they stand on `today`. Pass items not yet thinned by gaps
    where paused days should be counted."""
    return tally_states(states(items, entries, today, gaps))


def tally_states(days: Iterable[DayState]) -> Tally:
    """The counts of states already worked out, as the timeline has them."""
    days = list(days)
    count = [day.mark for day in days].count
    kept, partly, missed = count(Mark.KEPT), count(Mark.PARTLY), count(Mark.MISSED)
    nothing = count(Mark.NOTHING)
    return Tally(
        due=kept + partly + missed + nothing,
        kept=kept,
        partly=partly,
        missed=missed,
        nothing=nothing,
        excused=count(Mark.EXCUSED),
        paused=count(Mark.PAUSED),
        times=sum([day.done for day in days]),
        still_open=count(Mark.OPEN),
    )


def occasions(outcomes: Iterable[Outcome | None]) -> Tally:
    """Counts for whenever: one value per occasion noted, None where no mark was written."""
    count = Counter(outcomes)
    excused = count.pop(Outcome.EXCUSED, 0)
    return Tally(
        due=count.total(),
        kept=count[Outcome.KEPT],
        partly=count[Outcome.PARTLY],
        missed=count[Outcome.MISSED],
        nothing=count[None],
        excused=excused,
    )


def _state(
    item: DueItem,
    written: dict[tuple[date, int], Outcome],
    today: date,
    gaps: Sequence[Gap],
) -> DayState:
    if gaps and is_paused(item, gaps):
        return DayState(item.day, Mark.PAUSED)
    if item.quota == 1 and item.period_start == item.day:
        return DayState(item.day, _mark(written.get((item.day, 0)), item.day, today))
    found = [outcome for (day, _number), outcome in written.items() if item.holds(day)]
    return _quota_state(item, Counter(found), today)


def _mark(outcome: Outcome | None, day: date, today: date) -> Mark:
    if outcome is not None:
        return Mark(outcome.value)
    return Mark.OPEN if is_open(day, today) else Mark.NOTHING


def _quota_state(item: DueItem, found: Counter[Outcome], today: date) -> DayState:
    """Met counts at once; short of it waits for the end of the period, then says what it was."""
    done = found[Outcome.KEPT]
    if done >= item.quota:
        mark = Mark.KEPT
    elif is_open(item.day, today):
        mark = Mark.OPEN
    elif done or found[Outcome.PARTLY]:
        mark = Mark.PARTLY
    elif found[Outcome.MISSED]:
        mark = Mark.MISSED
    else:
        mark = Mark.EXCUSED if found else Mark.NOTHING
    return DayState(item.day, mark, done, item.quota)
