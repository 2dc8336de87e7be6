"""Keeping and reading the answers of days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from django.db import transaction

from apps.core.fields import is_unopened
from apps.reflections.models import CheckIn
from apps.reflections.rules.days import local_day, may_answer
from apps.reflections.rules.scale import Kind, Other, Tag
from apps.reflections.rules.trend import Rating
from apps.reflections.services.preferences import Wishes, from_stored, locked, to_stored
from apps.reflections.services.tags import CannotReplace, day_tag, month_tag, months

FOUR_WEEKS = timedelta(weeks=4)


class DayClosed(Exception):
    """The day is neither today nor, before noon, yesterday; nothing was changed."""


@dataclass(frozen=True)
class Answer:
    """What somebody answered for a day: a value (1 to 7) or another answer, never both."""

    value: int | None = None
    other: Other | None = None
    took_in: str = ""
    tags: tuple[str, ...] = ()
    line: str = ""


@dataclass(frozen=True)
class Answers:
    """Ratings of one kind, and how many rows could not be opened."""

    ratings: tuple[Rating, ...]
    unopened: int = 0


@transaction.atomic
def keep_answer(
    *, person_id: UUID, kind: Kind, day: date, answer: Answer, now: datetime, zone: tzinfo
) -> bool:
    """Keep the one answer of a local day; True when it took the place of an earlier one.

    Raises DayClosed for any day but today and, before noon, yesterday (measurement 2.4), and
    CannotReplace when what stands there cannot be opened.
    """
    if not may_answer(day, now, zone):
        raise DayClosed
    preferences = locked(person_id)  # one after the other, whichever tab comes first
    row = CheckIn.objects.visible_to(person_id).on(day_tag(person_id, kind, day)).first()
    replaced = row is not None
    row = row or CheckIn(
        owner_id=person_id,
        day_tag=day_tag(person_id, kind, day),
        month_tag=month_tag(person_id, kind, day),
    )
    if replaced and is_unopened(row.answer):
        raise CannotReplace
    row.answer = _stored(kind, day, answer, yesterday=day != local_day(now, zone))
    row.save(force_insert=not replaced)
    preferences.choices = to_stored(_noted(from_stored(preferences.choices), kind, day, answer))
    preferences.save(update_fields=["choices"])
    return replaced


def answer_of(person_id: UUID, kind: Kind, days: Iterable[date]) -> dict[str, Any] | None:
    """What stands for the first of `days` that has an answer, or None. Raises CannotReplace."""
    for day in days:
        row = CheckIn.objects.visible_to(person_id).on(day_tag(person_id, kind, day)).first()
        if row is not None and is_unopened(row.answer):
            raise CannotReplace
        if row is not None:
            return dict(row.answer)
    return None


def answers(person_id: UUID, kind: Kind, spans: Sequence[tuple[date, date]]) -> Answers:
    """Everything answered in the months that the spans of local dates touch. One query."""
    wanted = {month for first, last in spans for month in months(first, last)}
    tags = [month_tag(person_id, kind, month) for month in wanted]
    return opened(CheckIn.objects.visible_to(person_id).in_months(tags), kind)


def opened(rows: Iterable[CheckIn], kind: Kind) -> Answers:
    """The ratings of one kind in these rows, oldest first, and how many did not open."""
    read = [row.answer for row in rows]
    known = [answer for answer in read if not is_unopened(answer)]
    ratings = sorted(
        (_rating(answer) for answer in known if answer["kind"] == kind),
        key=lambda rating: rating.day,
    )
    return Answers(tuple(ratings), len(read) - len(known))


def spans(found: Wishes, kind: Kind, first: date, last: date) -> list[tuple[date, date]]:
    """The stretches a drawing needs: what is shown, and every four weeks it may compare with."""
    starts = [found.first_days.get(kind), found.compare_from.get(kind)]
    starts += [found.new_days[-1]] if kind is Kind.FELT and found.new_days else []
    return [(first, last), *((day, day + FOUR_WEEKS) for day in starts if day)]


def within(found: Answers, wanted: Sequence[tuple[date, date]]) -> list[Rating]:
    """The ratings in the months that the spans touch."""
    touched = {month for first, last in wanted for month in months(first, last)}
    return [rating for rating in found.ratings if rating.day.replace(day=1) in touched]


def last_values(found: Answers) -> list[int]:
    """The ratings without the other answers, oldest first."""
    return [rating.value for rating in found.ratings if rating.value is not None]


def _stored(kind: Kind, day: date, answer: Answer, *, yesterday: bool) -> dict[str, Any]:
    return {
        "day": day.isoformat(),
        "kind": kind,
        "value": answer.value,
        "other": answer.other,
        "took_in": answer.took_in,
        "tags": list(answer.tags),
        "line": answer.line,
        "for_yesterday": yesterday,
    }


def _rating(stored: dict[str, Any]) -> Rating:
    other = stored["other"]
    return Rating(
        date.fromisoformat(stored["day"]),
        stored["value"],
        Kind(stored["kind"]),
        Other(other) if other else None,
        something_new=Tag.SOMETHING_NEW in stored["tags"],
    )


def _noted(found: Wishes, kind: Kind, day: date, answer: Answer) -> Wishes:
    """The dates a drawing starts from, with this answer in."""
    first = {kind: min(day, found.first_days.get(kind, day))} if answer.value else {}
    new_days = set(found.new_days)
    if kind is Kind.FELT:
        new_days.discard(day)
        new_days |= {day} if Tag.SOMETHING_NEW in answer.tags else set()
    return replace(
        found,
        first_days=found.first_days | first,
        new_days=tuple(sorted(new_days)),
    )
