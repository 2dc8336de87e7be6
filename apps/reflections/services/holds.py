"""What holds: a person's own acts over the whole time, in counts and words (commitments 3.6)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from apps.commitments.models import Entry
from apps.commitments.rules.summary import summary
from apps.commitments.services.board import records
from apps.commitments.services.record import Record
from apps.spaces.here import Here

KEPT_ACTS = 10
EVER = date(1970, 1, 1)


@dataclass(frozen=True)
class Held:
    """One commitment over its whole time. Under five due there is no sentence."""

    words: str
    since: date
    sentence: str


@dataclass(frozen=True)
class Act:
    """One kept act: its local day, what was said, and the line written beside it, if any."""

    day: date
    said: str
    line: Any


@dataclass(frozen=True)
class Holds:
    """A person's own commitments, never added up, and their last ten kept acts."""

    held: tuple[Held, ...]
    acts: tuple[Act, ...]


def what_holds(here: Here, today: date) -> Holds:
    """What the person in `here` did, up to their local date `today`. Four queries."""
    found = records(here.space.pk, EVER, today)
    own = [record for record in found if record.maker_id == here.person_id]
    return Holds(tuple(_held(record, today) for record in own), _acts(here, own))


def _held(record: Record, today: date) -> Held:
    counts = record.tally(record.starts_on, today, today)
    said = summary(counts, None, record.wording.rhythm)
    return Held(record.wording.words, record.starts_on, said.sentence)


def _acts(here: Here, own: list[Record]) -> tuple[Act, ...]:
    words = {wording.pk: wording.words for record in own for wording in record.wordings}
    kept = Entry.objects.in_space(here.space.pk).by(here.person_id).filter(mark="kept")
    rows = kept.order_by("-day", "-number")[:KEPT_ACTS]
    return tuple(Act(row.day, words.get(row.version_id, ""), row.line) for row in rows)
