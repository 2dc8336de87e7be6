"""What each of the demo couple keeps for themself: answers of evenings, a journal, own views."""

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from apps.core.person import as_person
from apps.reflections.public import Answer, Kind, Other, Tag, keep_answer, keep_entry, note_view
from apps.sharing.rules import View
from apps.today.management import lines

if TYPE_CHECKING:
    from apps.today.management.past import Couple

TAGS = (Tag.ORDINARY, Tag.TALKED, Tag.GOOD, Tag.WORN, Tag.SET_OFF)
# Days counted from the beginning on which nothing was answered at all.
SILENT = range(50, 58)


def keep_private_days(couple: "Couple", days: Sequence[date]) -> None:
    """Both people's answers and Maren's journal for days that are over."""
    for person_id, kind, share in (
        (couple.maren, Kind.FELT, 0.62),
        (couple.tobin, Kind.STEADY, 0.45),
    ):
        with as_person(person_id):
            for day in days:
                _answer(couple, person_id, kind, day, share)
    with as_person(couple.maren):
        for day in days:
            _write(couple, day)


def note_how_it_was(person_id: UUID, entry_id: UUID, view: View, line: str) -> None:
    """How somebody saw a logged event, for themself."""
    note_view(person_id=person_id, entry_id=entry_id, view=view, line=line)


def _answer(couple: "Couple", person_id: UUID, kind: Kind, day: date, share: float) -> None:
    number = (day - couple.begin).days
    chance = Random(f"{kind} {number}")  # noqa: S311 - a story, not a secret
    if number in SILENT or chance.random() > share:
        return
    middle = 2.4 + number * 0.024 if kind is Kind.FELT else 4.2 + number * 0.01
    value = max(1, min(7, round(chance.gauss(middle, 1.1))))
    other = None
    if lines.AWAY[1] <= number <= lines.AWAY[2] and kind is Kind.FELT:
        other = Other.NO_CONTACT if chance.random() < 0.6 else None
    elif chance.random() < 0.04:
        other = Other.RATHER_NOT_SAY
    tags = (chance.choice(TAGS),) if chance.random() < 0.4 else ()
    keep_answer(
        person_id=person_id,
        kind=kind,
        day=day,
        now=couple.at(day, 21, 30),
        zone=couple.zone,
        answer=Answer(value=None if other else value, other=other, tags=tags),
    )


def _write(couple: "Couple", day: date) -> None:
    text = lines.ENTRIES.get((day - couple.begin).days)
    if text:
        keep_entry(
            person_id=couple.maren,
            entry_id=uuid4(),
            text=text,
            days=None,
            now=couple.at(day, 22, 10),
        )
