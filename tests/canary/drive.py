"""Alice and bob go everywhere and write everything; what came back is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from apps.commitments.models import Away, Commitment
from apps.core.fields import SealedField
from apps.core.person import as_person
from apps.reflections.models import CheckIn, JournalEntry
from tests.access.browser import Answer, ask
from tests.access.table import TABLE, Row, Who
from tests.world import NOW, TODAY, World

TEXTS = {"text", "line", "words", "wanted", "note", "next"}


@dataclass
class Journey:
    """Everything that was asked, and what came back, by whom."""

    world: World
    browsers: dict[str, Client]
    answers: dict[str, list[tuple[str, Answer]]] = field(default_factory=dict)

    def everywhere(self, who: str) -> None:
        """Every route with every id there is, read and written, in good form and in bad."""
        self.reads(who)
        for name, line in TABLE.items():
            if line.post is Who.NOBODY:
                continue
            paths = [reverse(name, kwargs=ids) for ids in _ids(self.world, line)]
            for path in paths:
                self._ask(who, "POST", path, self._form(who, line), False)
            for path in paths[:1]:
                self._ask(who, "POST", path, self._form(who, line, times=3000), True)

    def reads(self, who: str) -> None:
        """Every page, with everybody's ids."""
        for name, line in TABLE.items():
            for ids in _ids(self.world, line):
                self._ask(who, "GET", reverse(name, kwargs=ids), None, False)

    def for_good(self, who: str) -> None:
        """Some of it once more without taking it back, so that sessions and queues fill."""
        client = self.browsers[who]
        for name in ("reflections:journal", "reflections:evening", "commitments:first"):
            client.post(reverse(name), self._form(who, TABLE[name]))
            client.get(reverse("reflections:earlier"))
        asked = {"email": self.world.people[who].email}
        client.post(reverse("account_email"), {"action_add": "", "email": f"{who}2@mail.example"})
        Client().post(reverse("account_reset_password"), asked)

    def _form(self, who: str, line: Row, times: int = 1) -> dict[str, Any]:
        return {
            name: self.world.secret(who, f"form {name}", ("alice", "bob")) * times
            if name in TEXTS and not _private(line)
            else self.world.secret(who, f"form {name}") * times
            if name in TEXTS
            else value
            for name, value in line.data.items()
        }

    def _ask(self, who: str, verb: str, path: str, data: Any, htmx: bool) -> None:
        found = ask(self.browsers[who], verb, path, data, htmx=htmx)
        self.answers.setdefault(who, []).append((f"{verb} {path}", replace(found, touched=())))


def _private(line: Row) -> bool:
    return any(line is TABLE[name] for name in TABLE if name.startswith("reflections:"))


def _ids(world: World, line: Row) -> Iterator[dict[str, Any]]:
    words = {param: kind[1:] for param, kind in line.ids.items() if kind[0] == "="}
    rows = {param: kind for param, kind in line.ids.items() if kind[0] != "="}
    if not rows:
        yield words
    for param, kind in rows.items():
        known: dict[str, Any] = world.tokens if kind == "token" else world.ids[kind]
        for whose in {"alice", "bob", "couple", "used"} & known.keys():
            yield words | {param: known[whose]}


def failing_writes(world: World) -> int:
    """Writes that PostgreSQL refuses: taken already, out of order, too long. How many were."""
    alice = world.people["alice"].pk
    refused = 0
    with as_person(alice):
        day = CheckIn.objects.visible_to(alice).first()
        space = world.ids["space"]["couple"]
        common = {"space_id": space, "author_id": alice}
        text = world.secret("alice", "a failing write")
        later = TODAY + timedelta(days=3)
        for row in (
            CheckIn(owner_id=alice, day_tag=day.day_tag, month_tag=b"", answer={"line": text}),
            Away(from_day=later, to_day=TODAY, declared_on=TODAY, note=text, **common),
            Commitment(made_at=NOW, since=TODAY, state="too long" * 9, **common),
            JournalEntry(pk=uuid4(), owner_id=alice, entry={"text": text}, month_tag=None),
        ):
            try:
                with transaction.atomic():
                    row.save(force_insert=True)
            except DatabaseError:
                refused += 1
    return refused


def unfilled(world: World, models: list[Any], exempt: set[str]) -> list[str]:
    """Sealed fields without a secret of anybody in them: nothing could be found of those."""
    missing = []
    for model in models:
        for each in (f for f in model._meta.fields if isinstance(f, SealedField)):
            place = f"{model._meta.label}.{each.name}"
            if place not in exempt | {secret.place for secret in world.secrets}:
                missing.append(place)
    return missing
