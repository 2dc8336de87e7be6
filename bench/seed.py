"""Couples with years of daily entries, sealed and walled in as anybody's. Prints JSON.

Run by bench.stage as `python -m bench.seed 365 3650`, as the app's own role: services make the
people, the space and the commitments; days are added in bulk by the person they belong to.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import django

WORDS = (
    "Home by seven, or a message before six",
    "Phone on the kitchen table in the evening",
    "Say first where I was and with whom",
    "Ten minutes for the two of us after supper",
    "No word with her outside of work",
)
LINE = "The train was late; wrote at half past five that it would be eight."
MARKS = ("kept",) * 16 + ("partly", "partly", "missed", "excused")
ZONE = "UTC"


def main(spans: list[str]) -> None:
    """One couple for each number of days."""
    django.setup()
    today = datetime.now(UTC).date()
    print(json.dumps([couple(int(days), today) for days in spans]))


def couple(days: int, today: date) -> dict[str, Any]:
    """Somebody who says and does, somebody who was hurt, and `days` local days up to today."""
    from apps.core import keys
    from apps.core.person import as_person
    from bench.sessions import session_for

    keys.remember_keys()
    first = today - timedelta(days=days)
    maker, partner = person(f"maker{days}", first), person(f"partner{days}", first)
    space = together(maker, partner, first)
    spoken = [first + timedelta(days=n) for n in range(days)]
    with as_person(maker.pk):
        commitments = say(space.pk, maker.pk, first)
        entries(space.pk, maker.pk, commitments, spoken)
        told(space.pk, maker.pk, spoken)
    for who, kind in ((maker, "steady"), (partner, "felt")):
        with as_person(who.pk):
            check_ins(who.pk, kind, spoken)
    return {
        "days": days,
        "space": str(space.pk),
        "commitments": [str(pk) for pk, _ in commitments],
        "maker": {"id": str(maker.pk), "session": session_for(maker)},
        "partner": {"id": str(partner.pk), "session": session_for(partner)},
    }


def person(name: str, day: date) -> Any:
    """Somebody who signed up and verified their address; their password opens nothing."""
    from allauth.account.models import EmailAddress

    from apps.accounts.models import User
    from apps.accounts.services import welcome
    from apps.core.person import as_person

    made = User.objects.create_user(
        f"{name}@mail.example", display_name=name.capitalize(), time_zone=ZONE
    )
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    with as_person(made.pk):
        welcome(person_id=made.pk, now=noon(day))
    return made


def together(maker: Any, partner: Any, day: date) -> Any:
    """The whole way from invitation to a confirmed space."""
    from apps.core.person import as_person
    from apps.spaces.roles import Role
    from apps.spaces.services import invitations

    now = noon(day)
    with as_person(partner.pk):
        ticket = invitations.invite(
            person_id=partner.pk, name=partner.display_name, role=Role.INJURED, words="", now=now
        )
    with as_person(maker.pk):
        invitations.accept(
            token=ticket.token, person_id=maker.pk, name=maker.display_name,
            role=Role.REPAIRING, now=now,
        )  # fmt: skip
    with as_person(partner.pk):
        return invitations.confirm(person_id=partner.pk, now=now)


def say(space_id: UUID, person_id: UUID, day: date) -> list[tuple[UUID, UUID]]:
    """Five daily commitments: their ids, and those of their wordings."""
    from apps.commitments.models import Version
    from apps.commitments.rules.rhythms import Kind, Rhythm
    from apps.commitments.services.saying import Wish
    from apps.commitments.services.saying import say as say_one

    made = [
        say_one(
            space_id=space_id, person_id=person_id, wish=Wish(words, Rhythm(Kind.DAILY), ZONE),
            starts_on=day, review_on=None, now=noon(day), today=day,
        ).pk
        for words in WORDS
    ]  # fmt: skip
    versions = Version.objects.in_space(space_id)
    return [(pk, versions.of(pk).get().pk) for pk in made]


def entries(
    space_id: UUID, person_id: UUID, commitments: list[tuple[UUID, UUID]], days: list[date]
) -> None:
    """A mark for each of them on each day, on every fifth day with a line."""
    from apps.commitments.models import Entry

    chance = random.Random(20)
    rows = (
        Entry(
            space_id=space_id, author_id=person_id, commitment_id=commitment, version_id=version,
            day=day, mark=chance.choice(MARKS), line=LINE if (n + place) % 5 == 0 else None,
            written_at=noon(day) + timedelta(hours=8),
        )
        for n, day in enumerate(days)
        for place, (commitment, version) in enumerate(commitments)
    )  # fmt: skip
    Entry.objects.in_space(space_id).bulk_create(rows, batch_size=1000)


def told(space_id: UUID, person_id: UUID, days: list[date]) -> None:
    """Something said first, every ten days."""
    from apps.commitments.models import Told

    rows = (
        Told(space_id=space_id, author_id=person_id, day=day, line=LINE, written_at=noon(day))
        for day in days[::10]
    )
    Told.objects.in_space(space_id).bulk_create(rows, batch_size=1000)


def check_ins(person_id: UUID, kind: str, days: list[date]) -> None:
    """An answer of one's own every day; the first one goes the whole way, as it sets a date."""
    from apps.reflections.models import CheckIn
    from apps.reflections.rules.scale import Kind
    from apps.reflections.services.answers import Answer, keep_answer
    from apps.reflections.services.tags import day_tag, month_tag

    of = Kind(kind)
    keep_answer(
        person_id=person_id, kind=of, day=days[0], answer=Answer(value=3), now=noon(days[0]),
        zone=UTC,
    )  # fmt: skip
    rows: Iterator[CheckIn] = (
        CheckIn(
            owner_id=person_id, day_tag=day_tag(person_id, of, day),
            month_tag=month_tag(person_id, of, day),
            answer={
                "day": day.isoformat(), "kind": kind, "value": 2 + n % 5, "other": None,
                "took_in": "", "tags": [], "line": "", "for_yesterday": False,
            },
        )
        for n, day in enumerate(days[1:])
    )  # fmt: skip
    CheckIn.objects.visible_to(person_id).bulk_create(rows, batch_size=1000)


def noon(day: date) -> datetime:
    """Noon of that day."""
    return datetime.combine(day, time(12), UTC)


if __name__ == "__main__":
    main(sys.argv[1:])
