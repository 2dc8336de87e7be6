"""Days worked out again from counts by week, for drawings with one bead a week.

Which day of a week a mark stood on is not known here, and does not matter to a bead.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from apps.commitments.rules.due import DueItem, due_on, is_paused
from apps.commitments.rules.outcomes import Mark
from apps.commitments.rules.rhythms import Kind
from apps.commitments.rules.tally import DayState
from apps.commitments.services.record import Record, Wording
from apps.timeline.querysets import Counted

# Everything counted lies more than a week back, where nothing is open any more.
_ORDER = (Mark.KEPT, Mark.PARTLY, Mark.MISSED, Mark.EXCUSED)


def counted_days(
    record: Record,
    counts: Iterable[Counted],
    first: date,
    last: date,
) -> list[DayState]:
    """How each item due from `first` to `last` stands, by the counts of their weeks."""
    by_version: dict[UUID, list[Counted]] = defaultdict(list)
    for each in counts:
        by_version[each.version_id].append(each)
    found: list[DayState] = []
    for wording in record.wordings:
        written = by_version.get(wording.pk, [])
        if not wording.rhythm.is_dated:
            found += _undated(written)
        elif wording.rhythm.is_quota:
            found += _quotas(record, wording, written, first, last)
        else:
            found += _dated(record, wording, written, first, last)
    return sorted(found, key=lambda state: state.day)


def _undated(written: Sequence[Counted]) -> Iterator[DayState]:
    for each in written:
        day = max(each.week, each.month)
        mark = Mark(each.mark) if each.mark else Mark.NOTHING
        yield from (DayState(day, mark) for _n in range(each.number))


def _quotas(
    record: Record,
    wording: Wording,
    written: Sequence[Counted],
    first: date,
    last: date,
) -> Iterator[DayState]:
    weekly = wording.rhythm.kind is Kind.TIMES_A_WEEK
    periods: dict[date, Counter[str]] = defaultdict(Counter)
    for each in written:
        periods[each.week if weekly else each.month][each.mark] += each.number
    for item in _due(wording, first, last):
        opens = item.day - timedelta(days=item.day.weekday()) if weekly else item.day.replace(day=1)
        yield _quota(item, periods[opens], is_paused(item, record.gaps))


def _quota(item: DueItem, marks: Counter[str], paused: bool) -> DayState:
    """As the tally says it of a period that is over."""
    if paused:
        return DayState(item.day, Mark.PAUSED)
    done = marks[Mark.KEPT]
    if done >= item.quota:
        mark = Mark.KEPT
    elif done or marks[Mark.PARTLY]:
        mark = Mark.PARTLY
    elif marks[Mark.MISSED]:
        mark = Mark.MISSED
    else:
        mark = Mark.EXCUSED if marks[Mark.EXCUSED] else Mark.NOTHING
    return DayState(item.day, mark, done, item.quota)


def _dated(
    record: Record,
    wording: Wording,
    written: Sequence[Counted],
    first: date,
    last: date,
) -> Iterator[DayState]:
    marks: dict[tuple[date, date], list[Mark]] = defaultdict(list)
    for each in sorted(written, key=lambda each: _ORDER.index(Mark(each.mark))):
        marks[each.week, each.month] += [Mark(each.mark)] * each.number
    for item in _due(wording, first, last):
        if is_paused(item, record.gaps):
            yield DayState(item.day, Mark.PAUSED)
            continue
        part = marks[item.day - timedelta(days=item.day.weekday()), item.day.replace(day=1)]
        yield DayState(item.day, part.pop(0) if part else Mark.NOTHING)


def _due(wording: Wording, first: date, last: date) -> list[DueItem]:
    return due_on(
        wording.rhythm,
        starts_on=wording.starts_on,
        ends_on=wording.ends_on,
        window_from=first,
        window_to=last,
    )
