"""What a route answers to whom, compared with what the table promises."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from apps.core.decorators import Access
from tests.access import audit
from tests.access.browser import Answer, ask, masked
from tests.access.table import Row, Who
from tests.world import PEOPLE, World

VERBS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
MAIN = {"GET", "POST"}
COUPLE = frozenset({"alice", "bob"})
OPEN_TO_ALL = {Access.ANYONE, Access.GUEST}


@dataclass
class Matrix:
    """One route, called by everybody with every id there is."""

    world: World
    browsers: dict[str, Client]
    name: str
    line: Row
    said: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    """Who sent a form that was taken: proof that the others' forms would have been."""

    def run(self) -> None:
        """Try everybody, and write down everything that is not as promised."""
        for who in PEOPLE:
            for verb in VERBS:
                self._verb(who, verb)
        for verb in VERBS:
            self._nobody(verb)

    def _verb(self, who: str, verb: str) -> None:
        missing = self._random()
        expected = self._ask(who, verb, missing) if missing else None
        for whose, ids in self._ids(verb, who):
            found = self._ask(who, verb, ids)
            may = allowed(self._who(verb), who, whose)
            self._look(who, verb, whose, found)
            if may:
                self._is_served(who, verb, whose, found)
            elif expected is not None and masked(found, *ids.values()) != masked(
                expected, *missing.values()
            ):
                self._say(who, verb, whose, f"differs from a missing id: {found.status}")
            elif found.status not in self._refusals(verb):
                self._say(who, verb, whose, f"is not refused: {found.status}")

    def _is_served(self, who: str, verb: str, whose: str, found: Answer) -> None:
        served = found.status < 500 and found.status not in {403, 404}
        if not served or found.to_sign_in:
            self._say(who, verb, whose, f"may, and gets {found.status}")
        if verb == "POST" and found.status < 400:
            self.done.add(who)

    def _nobody(self, verb: str) -> None:
        answers = [self._ask("nobody", verb, ids) for _, ids in self._ids(verb, "alice")]
        for found in answers:
            self._look("nobody", verb, "", found)
            if self.line.rule in OPEN_TO_ALL:
                if found.status >= 500 or found.status == 404:
                    self._say("nobody", verb, "", f"gets {found.status}")
            elif not found.to_sign_in:
                self._say("nobody", verb, "", f"is not sent to sign in: {found.status}")

    def _who(self, verb: str) -> Who:
        if verb == "POST":
            return self.line.post
        return self.line.get

    def _refusals(self, verb: str) -> set[int]:
        alike = {200, 302, 404} if Who.ALIKE in {self.line.get, self.line.post} else {404}
        return alike | {405}

    def _ask(self, who: str, verb: str, ids: dict[str, Any]) -> Answer:
        data = {**self.line.data, **planted(self.world, who)} if verb == "POST" else None
        path = reverse(self.name, kwargs=ids)
        return ask(self.browsers[who], verb, path, data, watch=True)

    def _ids(self, verb: str, who: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every id of that kind, by whose it is; and one private row's, of another table."""
        kinds = {param: kind for param, kind in self.line.ids.items() if kind[0] != "="}
        if not kinds:
            yield "", self._words()
            return
        ((param, kind),) = kinds.items()
        known: dict[str, Any] = {**self.world.ids[kind]}
        if kind == "token":
            known = dict(self.world.tokens)
        elif kind != "journal" and who in COUPLE and verb in MAIN:
            known["a journal entry"] = self.world.ids["journal"]["alice"]
        for whose, row_id in known.items():
            if verb in MAIN or whose in {"alice", "charlie"}:
                yield whose, self._words() | {param: row_id}

    def _random(self) -> dict[str, Any]:
        kinds = {param: kind for param, kind in self.line.ids.items() if kind[0] != "="}
        wanted = {param: "b" * 32 if k == "token" else uuid4() for param, k in kinds.items()}
        return self._words() | wanted if kinds else {}

    def _words(self) -> dict[str, Any]:
        return {param: k[1:] for param, k in self.line.ids.items() if k[0] == "="}

    def _look(self, who: str, verb: str, whose: str, found: Answer) -> None:
        if found.status >= 500:
            self._say(who, verb, whose, f"breaks: {found.status}")
        self.said += [
            f"{who} {verb} {self.name} ({whose}) reads {secret.owner}'s {secret.place}"
            for secret in self.world.hidden_from(who)
            if secret.text.encode() in found.everything()
        ]
        for table, act, changed in found.touched:
            if foreign(self.world, who, table, act, changed) and table not in self.line.touches:
                self._say(who, verb, whose, f"touches another's {table} ({act})")

    def _say(self, who: str, verb: str, whose: str, what: str) -> None:
        self.said.append(f"{who} {verb} {self.name} ({whose}) {what}")


def allowed(rule: Who, who: str, whose: str) -> bool:
    """Whether the table lets `who` use a verb on a row of `whose`."""
    going_on = COUPLE if whose in COUPLE | {"couple"} else frozenset({whose}) & {"charlie"}
    return {
        Who.EACH: True,
        Who.NOBODY: whose == "",
        Who.ALIKE: False,
        Who.MEMBERS: who in going_on,
        Who.MAKER: who == whose,
        Who.PARTNER: who in going_on and who != whose,
        Who.OTHER: who in (going_on | _ever(whose)) and who != whose.removeprefix("closed-"),
        Who.READERS: who in going_on | _ever(whose),
    }[rule]


def _ever(whose: str) -> frozenset[str]:
    """Who had a confirmed seat in a space that is closed."""
    return frozenset({"alice", "dora"} if whose.startswith("closed") else ())


def planted(world: World, who: str) -> dict[str, str]:
    """Fields no form has: a stranger's row, space and person (threat row 19)."""
    other = "bob" if who == "alice" else "alice"
    space = world.ids["space"]["closed" if who in COUPLE else "couple"]
    person, entry = str(world.people[other].pk), str(world.ids["journal"][other])
    mine = dict.fromkeys(("owner", "owner_id", "author", "author_id", "person_id"), person)
    return mine | {"space": str(space), "space_id": str(space), "id": entry, "token": entry}


def foreign(world: World, who: str, table: str, act: str, changed: dict[str, Any]) -> bool:
    """Whether a touched row belongs to another, or names a row of a space one has no seat in."""
    if table == "core_outbox":
        return False
    person = str(world.people[who].pk) if who in world.people else ""
    names = {str(value) for value in changed.values()}
    if names & ids_hidden_from(world, who, act):
        return True
    if table in {"spaces_space", "spaces_pause", "spaces_spacekey"}:
        return False
    return audit.owner_of(table, changed) != person


def ids_hidden_from(world: World, who: str, act: str) -> set[str]:
    """Ids of spaces, and of rows in them, in which `who` may not do such a thing.

    From a closed space one may take away what one wrote, no more (answers 3).
    """
    return {
        str(row_id)
        for kind, by_whose in world.ids.items()
        for whose, row_id in by_whose.items()
        if not _reaches(kind, whose, who) and not (act == "DELETE" and who in _ever(whose))
    }


def _reaches(kind: str, whose: str, who: str) -> bool:
    if kind in {"journal", "solo"}:
        return whose == who
    if kind == "invitation" or whose == "forming":
        return who in {"charlie", "eve"}
    return who in (COUPLE if whose in COUPLE | {"couple"} else {whose})
