"""Everything a page needs about what was said, in a constant number of queries.

Three, however many commitments and days: wordings with their commitments and answers, entries,
stretches in which nothing is due. Texts of entries are not opened here.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from apps.commitments.models import Entry, Reaction, Version
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.summary import (
    Summary,
    four_weeks_before,
    last_four_weeks,
    summary,
)
from apps.commitments.rules.tally import Tally
from apps.commitments.rules.windows import LATE_DAYS
from apps.commitments.services.labels import rhythm_label
from apps.commitments.services.mini import Mini, mini
from apps.commitments.services.record import (
    ACTIVE,
    ENDED,
    RESTING,
    Logged,
    Record,
    asked_to_rest,
    wording_of,
)
from apps.commitments.services.stretches import Stretch, stretches
from apps.commitments.services.today import TodayState, late_days, today_state
from apps.spaces.here import Here

# Two stretches of four weeks for the sentence, and the rest of the first week.
LOOK_BACK = timedelta(days=62)
LOOK_AHEAD = timedelta(days=31)
_ENTRY = (
    "commitment_id",
    "pk",
    "author_id",
    "day",
    "number",
    "mark",
    "added_later",
    "told_same_day",
    "written_at",
)


@dataclass(frozen=True, slots=True)
class BoardItem:
    """One commitment as a page shows it, to either of the two.

    `today` is the maker's local date, `state` how things are there today, `late` the due days
    before that nothing was written for and still can be, newest first.
    """

    record: Record
    mine: bool
    today: date
    state: TodayState
    late: tuple[date, ...]

    @property
    def pk(self) -> UUID:
        """The commitment's id."""
        return self.record.pk

    @property
    def words(self) -> str:
        """The words that stand today."""
        return self.record.wording_on(self.today).words

    @property
    def rhythm_label(self) -> str:
        """When it applies, as "Weekdays" or "Twice a week"."""
        return rhythm_label(self.record.wording_on(self.today).rhythm)

    @property
    def mini(self) -> Mini | None:
        """The last two weeks, drawn; None before the first day."""
        return mini(self.record, self.today)

    @property
    def tally(self) -> Tally:
        """Counts of the last four weeks."""
        return self.record.tally(*last_four_weeks(self.today), self.today)

    @property
    def summary(self) -> Summary:
        """The last four weeks in a sentence, the four before beside it (commitments 3.6)."""
        first, last = four_weeks_before(self.today)
        before = (
            self.record.tally(first, last, self.today) if self.record.starts_on <= first else None
        )
        return summary(self.tally, before, self.record.wording.rhythm)


@dataclass(frozen=True, slots=True)
class Board:
    """What was said in a space: `items` in the order in which they were first said."""

    items: tuple[BoardItem, ...]

    def of(self, person_id: UUID) -> list[BoardItem]:
        """What one person said."""
        return [item for item in self.items if item.record.maker_id == person_id]

    def going_on(self) -> list[BoardItem]:
        """What neither rests nor has ended."""
        return [item for item in self.items if item.record.state == ACTIVE]

    def item(self, commitment_id: UUID) -> BoardItem | None:
        """One of them by its id."""
        return next((item for item in self.items if item.pk == commitment_id), None)


def board(
    here: Here,
    *,
    now: datetime,
    today: date,
    since: date | None = None,
    only: UUID | None = None,
    ever: bool = False,
) -> Board:
    """What was said in `here`, with entries from `since` (62 days back unless told) on.

    `today` is the local date of the person who looks; what the other said is reckoned in
    the other's own days. `only` narrows it to one commitment; what ended before `since` is
    left out unless it is the one, or `ever`. Three queries.
    """
    first = since or today - LOOK_BACK
    found = records(here.space.pk, first, today + LOOK_AHEAD, only=only, ever=ever)
    return Board(tuple(_item(record, here.person_id, now, today) for record in found))


def due_today(here: Here, *, now: datetime, today: date) -> list[BoardItem]:
    """The person's own active commitments with something to write down today, or written
    today: due, a quota under way, whenever, or a limit to look at."""
    own = board(here, now=now, today=today).of(here.person_id)
    return [item for item in own if item.record.state == ACTIVE and item.state.kind != "not_due"]


def records(
    space_id: UUID,
    first: date,
    last: date,
    *,
    only: UUID | None = None,
    ever: bool = False,
    gone: Sequence[Stretch] | None = None,
) -> list[Record]:
    """The commitments of a space with their entries and gaps from `first` to `last` (local
    dates of their makers), oldest first; those that ended before `first` only with `ever`.
    `gone` are stretches that the caller has read already. Three queries, or two."""
    reactions = Reaction.objects.in_space(space_id)
    versions = Version.objects.in_space(space_id).with_commitments(reactions)
    written = Entry.objects.in_space(space_id).between(first, last)
    if only is None and not ever:
        versions = versions.not_over_before(first)
    if only is not None:
        versions, written = versions.filter(commitment_id=only), written.filter(commitment_id=only)
    by_commitment: dict[UUID, list[Any]] = defaultdict(list)
    for version in versions:
        by_commitment[version.commitment_id].append(version)
    entries: dict[UUID, list[Logged]] = defaultdict(list)
    for commitment_id, *row in written.values_list(*_ENTRY):
        entries[commitment_id].append(_logged(*row))
    gone = stretches(space_id, first, last) if gone is None else gone
    return [_record(found, entries[pk], gone) for pk, found in by_commitment.items()]


def active_by(person_id: UUID, found: list[Record]) -> list[Record]:
    """Of these, the ones `person_id` said and neither rests nor has ended."""
    return [each for each in found if each.maker_id == person_id and each.state == ACTIVE]


def _item(record: Record, person_id: UUID, now: datetime, today: date) -> BoardItem:
    mine = record.maker_id == person_id
    day = today if mine else record.today(now)
    return BoardItem(
        record,
        mine,
        day,
        today_state(record, day),
        late_days(record, day, LATE_DAYS) if record.state != ENDED else (),
    )


def _record(versions: list[Any], entries: list[Logged], gone: Sequence[Stretch]) -> Record:
    said = versions[0].commitment
    gaps = [each.gap() for each in gone if each.author_id in (None, said.author_id)]
    answers = versions[0].answers
    asked = asked_to_rest(answers)
    answer = answers[-1]["answer"] if answers else ""
    quiet = said.state == ACTIVE and answer == Reaction.Answer.NOT_THIS
    return Record(
        pk=said.pk,
        maker_id=said.author_id,
        state=RESTING if quiet else said.state,
        since=date.fromisoformat(answers[-1]["day"]) if quiet else said.since,
        review_on=said.review_on,
        made_at=said.made_at,
        wordings=tuple(wording_of(version) for version in versions),
        entries=tuple(entries),
        gaps=(*gaps, *asked),
        answer="" if answer == Reaction.Answer.NONE else answer,
    )


def _logged(
    pk: UUID,
    author_id: UUID,
    day: date,
    number: int,
    mark: str,
    added_later: bool,
    told_same_day: bool | None,
    written_at: datetime,
) -> Logged:
    outcome = Outcome(mark) if mark else None
    return Logged(pk, author_id, day, number, outcome, added_later, told_same_day, written_at)
