"""Shorthands: somebody says something, and writes it down."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from apps.accounts.models import User
from apps.commitments.models import Commitment, Entry
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.services import saying, writing
from apps.commitments.services.board import BoardItem, board
from apps.commitments.services.saying import Wish
from apps.commitments.services.writing import Who
from tests.cast import acting

THURSDAY = date(2026, 11, 19)
DAILY = Rhythm(Kind.DAILY)
WORDS = "I am home by seven"


def at(day: date) -> datetime:
    """Seven in the evening in Berlin."""
    return datetime(day.year, day.month, day.day, 18, tzinfo=UTC)


def says(
    person: User, words: str = WORDS, rhythm: Rhythm = DAILY, *, on: date = THURSDAY, **more: Any
) -> Commitment:
    """`person` says something from `on` on."""
    more.setdefault("starts_on", on)
    more.setdefault("review_on", on + timedelta(days=14))
    with acting(person) as here:
        return saying.say(
            space_id=here.space.pk,
            person_id=person.pk,
            now=at(on),
            today=on,
            wish=Wish(words, rhythm, "Europe/Berlin"),
            **more,
        )


def who(person: User, today: date) -> Who:
    """`person` on `today`; only while acting."""
    with acting(person) as here:
        return Who(here.space.pk, person.pk, at(today), today)


def logs(
    person: User,
    said: Commitment,
    day: date,
    mark: Outcome = Outcome.KEPT,
    *,
    today: date | None = None,
    number: int = 0,
) -> Entry:
    """`person` writes a mark for `day`."""
    known = who(person, today or day)
    with acting(person):
        return writing.log(who=known, commitment_id=said.pk, day=day, mark=mark, number=number)


def item(person: User, said: Commitment, today: date) -> BoardItem:
    """What `person` sees of one commitment on `today`."""
    with acting(person) as here:
        found = board(here, now=at(today), today=today).item(said.pk)
        assert found is not None
        return found
