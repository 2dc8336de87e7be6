"""A whole world: everybody of the cast, with something in every table and a secret in every text.

alice and bob share a space. alice and dora shared one that is closed. charlie is alone and has
invited eve, who said yes and waits. Every secret says who may ever read it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from apps.accounts.models import User
from apps.commitments.models import Commitment, Entry
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind as Rhythms
from apps.commitments.rules.rhythms import Rhythm
from apps.commitments.services import saying, telling, writing
from apps.commitments.services.saying import Wish
from apps.commitments.services.writing import Who
from apps.core.person import as_person
from apps.reflections.rules.scale import Kind
from apps.reflections.services import answers, events, journal, preferences
from apps.sharing.rules import View
from apps.sharing.services import share_view
from apps.spaces.here import Here
from apps.spaces.roles import Role
from apps.spaces.services import pauses, spaces
from tests import cast

BERLIN = ZoneInfo("Europe/Berlin")
# A Thursday evening in Berlin: today can still be answered.
NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)
LONG_AGO = NOW - timedelta(days=90)
PEOPLE = ("alice", "bob", "charlie", "dora", "eve")
# Beyond the first of the journal's two sealed parts.
FILLING = "and so on " * 1_001


@dataclass(frozen=True)
class Secret:
    """A unique text, where it lies, and who may ever read it."""

    text: str
    place: str
    owner: str
    readers: frozenset[str]

    @property
    def private(self) -> bool:
        """Whether it is one person's alone."""
        return self.readers == {self.owner}


@dataclass
class World:
    """Everybody, their secrets, and ids of rows that exist: kind, then whose."""

    people: dict[str, User] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    ids: dict[str, dict[str, UUID]] = field(default_factory=lambda: defaultdict(dict))
    tokens: dict[str, str] = field(default_factory=dict)

    def secret(self, owner: str, place: str, readers: Iterable[str] = ()) -> str:
        """A new secret of `owner`; without readers it is theirs alone."""
        text = f"Zq{owner}é{uuid4().hex[:12]}"
        self.secrets.append(Secret(text, place, owner, frozenset(readers) | {owner}))
        return text

    def hidden_from(self, name: str) -> list[Secret]:
        """Everything that `name` must never read."""
        return [secret for secret in self.secrets if name not in secret.readers]

    def private(self, *owners: str) -> list[Secret]:
        """What belongs to these people alone."""
        return [each for each in self.secrets if each.private and each.owner in owners]


def build(*, without_private: Iterable[str] = ()) -> World:
    """The world as it is on that evening; `without_private` names people with no private rows."""
    world = World()
    for name in PEOPLE:
        known = {"alice": "bob dora", "bob": "alice", "dora": "alice", "charlie": "eve",
                 "eve": "charlie"}[name].split()  # fmt: skip
        shown = world.secret(name, "name", known)
        world.people[name] = cast.make_person(name, now=LONG_AGO, display_name=shown)
        with cast.acting(world.people[name]) as here:
            world.ids["solo"][name] = here.space.pk
    _paired(world, "alice", "dora", LONG_AGO, whose="closed")
    _close(world, "alice", "dora")
    _paired(world, "alice", "bob", LONG_AGO + timedelta(days=30), whose="")
    _shares(world, "charlie", ("charlie",), whose="charlie", now=NOW)
    _invites(world)
    for name in set(PEOPLE) - set(without_private):
        write_privately(world, name)
    return world


def _paired(world: World, one: str, other: str, now: datetime, *, whose: str) -> None:
    people = world.people
    space = cast.pair(people[one], people[other], now=now)
    world.ids["space"][whose or "couple"] = space.pk
    for name in (one, other):
        _shares(world, name, (one, other), whose=(whose and f"{whose}-{name}") or name,
                now=NOW if not whose else now + timedelta(days=1))  # fmt: skip
    _answers(world, one, other, whose=whose, now=now + timedelta(days=2) if whose else NOW)


def _shares(
    world: World, name: str, readers: tuple[str, ...], *, whose: str, now: datetime
) -> None:
    """One of every kind of row that somebody writes into a space."""
    with cast.acting(world.people[name]) as here:
        today = now.astimezone(BERLIN).date()
        who = Who(here.space.pk, here.person_id, now, today)
        said = _said(world, here, name, readers, Rhythm(Rhythms.DAILY), now)
        world.ids["commitment"][whose] = said.pk
        entry = _logged(world, who, said, name, readers)
        world.ids["entry"][whose] = entry.pk
        when = _said(world, here, name, readers, Rhythm(Rhythms.WHENEVER), now)
        world.ids["occasion"][whose] = when.pk
        writing.note_occasion(who=who, commitment_id=when.pk, day=today, number=1)
        limit = _said(world, here, name, readers, Rhythm(Rhythms.STANDING), now)
        world.ids["limit"][whose] = limit.pk
        telling.tell_first(
            space_id=here.space.pk, person_id=here.person_id, now=now, today=today,
            line=world.secret(name, "commitments.Told.line", readers),
        )  # fmt: skip
        away = telling.away_declare(
            space_id=here.space.pk, person_id=here.person_id, today=today,
            from_day=today + timedelta(days=9), to_day=today + timedelta(days=11),
            note=world.secret(name, "commitments.Away.note", readers),
        )  # fmt: skip
        world.ids["away"][whose] = away.pk


def _said(
    world: World, here: Here, name: str, readers: Iterable[str], rhythm: Rhythm, now: datetime
) -> Commitment:
    today = now.astimezone(BERLIN).date()
    words = world.secret(name, "commitments.Version.said", readers)
    return saying.say(
        space_id=here.space.pk, person_id=here.person_id, now=now, today=today, starts_on=today,
        wish=Wish(words, rhythm, "Europe/Berlin"), review_on=today + timedelta(days=14),
    )  # fmt: skip


def _logged(world: World, who: Who, said: Commitment, name: str, readers: Iterable[str]) -> Entry:
    earlier = world.secret(name, "commitments.Amendment.line", readers)
    line = world.secret(name, "commitments.Entry.line", readers)
    step = world.secret(name, "commitments.Entry.next_step", readers)
    entry = writing.log(who=who, commitment_id=said.pk, day=who.today, mark=Outcome.MISSED)
    writing.add_line(who=who, entry_id=entry.pk, line=earlier)
    writing.add_line(who=who, entry_id=entry.pk, line=line)
    return writing.add_next_step(who=who, entry_id=entry.pk, text=step)


def _answers(world: World, one: str, other: str, *, whose: str, now: datetime) -> None:
    """Each answers what the other said, and shares a copy of an own view; there was a pause."""
    today = now.astimezone(BERLIN).date()
    for name, partner in ((one, other), (other, one)):
        key = f"{whose}-{partner}" if whose else partner
        with cast.acting(world.people[name]) as here:
            place: dict[str, Any] = {
                "space_id": here.space.pk,
                "person_id": here.person_id,
                "today": today,
            }
            telling.react(commitment_id=world.ids["commitment"][key], answer="matters", **place)
            line = world.secret(name, "sharing.SharedView.copy", (one, other))
            share_view(entry_id=world.ids["entry"][key], view=View.DIFFERENTLY, line=line, **place)
    with cast.acting(world.people[one]) as here:
        then = now - timedelta(hours=2)
        pauses.pause(here=here, today=today, now=then)
        pauses.resume(here=here, today=today, now=then)


def _close(world: World, one: str, other: str) -> None:
    now = LONG_AGO + timedelta(days=10)
    with cast.acting(world.people[one]) as here:
        spaces.close(here=here, now=now)
    with cast.acting(world.people[other]) as here:
        spaces.go_on(here=here, now=now)


def _invites(world: World) -> None:
    words = world.secret("charlie", "spaces.Invitation.greeting", ("eve",))
    ticket = cast.half_pair(
        world.people["charlie"], world.people["eve"], words=words, now=NOW,
        roles=(Role.REPAIRING, Role.INJURED),
    )  # fmt: skip
    world.tokens["used"] = ticket.token
    world.ids["invitation"]["charlie"] = ticket.invitation.pk
    world.ids["space"]["forming"] = ticket.invitation.space_id


def write_privately(world: World, name: str, *, wishes: bool = True) -> None:
    """One of every kind of private row, with a secret in every private text.

    Without `wishes` nobody changes how they want to be asked.
    """
    person = world.people[name]
    with as_person(person.pk):
        _answers_for_oneself(world, name)
        text = world.secret(name, "reflections.JournalEntry.entry")
        more = world.secret(name, "reflections.JournalEntry.more")
        entry = journal.keep_entry(
            person_id=person.pk, entry_id=uuid4(), now=NOW.astimezone(BERLIN), days=None,
            text=f"{text} {FILLING}{more}",
        )  # fmt: skip
        world.ids["journal"][name] = entry.pk
        for whose in _viewed(name):
            line = world.secret(name, "reflections.OwnView.note")
            events.note_view(
                person_id=person.pk, entry_id=world.ids["entry"][whose], line=line,
                view=View.DIFFERENTLY,
            )  # fmt: skip
        if wishes:
            preferences.change(person_id=person.pk, spellcheck=True, journal_days=30, took_in=True)


def _viewed(name: str) -> list[str]:
    return {"alice": ["bob", "closed-dora"], "bob": ["alice"], "dora": ["closed-alice"]}.get(
        name, ["alice"]
    )


def _answers_for_oneself(world: World, name: str) -> None:
    for kind in Kind:
        for days_ago in range(1, 8):
            then = NOW - timedelta(days=days_ago)
            _answer(world, name, kind, then, value=1 + days_ago % 7, line="")
        line = world.secret(name, "reflections.CheckIn.answer")
        _answer(world, name, kind, NOW, value=2, line=line)


def _answer(world: World, name: str, kind: Kind, then: datetime, *, value: int, line: str) -> None:
    answers.keep_answer(
        person_id=world.people[name].pk, kind=kind, day=then.astimezone(BERLIN).date(),
        answer=answers.Answer(value=value, line=line), now=then, zone=BERLIN,
    )  # fmt: skip


def opened_as(world: World, name: str, model: Any) -> Iterator[tuple[str, Any]]:
    """Every row of a model that `name` can see, with its sealed fields opened: (field, value)."""
    from apps.core.fields import SealedField

    fields = [each for each in model._meta.fields if isinstance(each, SealedField)]
    with as_person(world.people[name].pk):
        for row in model._base_manager.all():
            for each in fields:
                yield each.name, getattr(row, each.name)
