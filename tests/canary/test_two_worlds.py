"""Whether alice writes privately or not, bob's world is the same (threats 5.2, test 1, in small).

One database, asked before and after: ids, clock and session are the same, so everything that
comes back to bob must be the same bytes, and come from the same SQL.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection
from django.test import Client, TransactionTestCase
from django.urls import reverse

from apps.spaces import decorators
from apps.spaces.here import Here, find
from apps.spaces.models import Membership
from tests import world as worlds
from tests.access.browser import ask, browser_of, masked
from tests.access.table import TABLE, Row, Who
from tests.world import World

SAVEPOINT = re.compile(r'"s\d+_x\d+"')
UUID_SHAPE = re.compile(rb"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
FIRST_SCREENS = ("today:home", "reflections:journal", "reflections:evening", "timeline:home")


@dataclass(frozen=True)
class Seen:
    """What one request showed, and the statements it took."""

    status: int
    headers: Any
    body: bytes
    sql: tuple[str, ...]


@contextmanager
def statements() -> Iterator[list[str]]:
    """Every statement with the shape of its values: the same question costs the same."""
    kept: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        shapes = [len(p) if isinstance(p, bytes) else type(p).__name__ for p in params or ()]
        kept.append(f"{SAVEPOINT.sub('s', str(sql))} {shapes}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield kept


def crawl(world: World, client: Client, names: Iterable[str]) -> dict[str, Seen]:
    """Every page, by its path, and every form once; all of it taken back."""
    found = {}
    for name in names:
        for ids in _ids(world, TABLE[name]):
            path = reverse(name, kwargs=ids)
            for verb in ("GET", "POST") if TABLE[name].post is not Who.NOBODY else ("GET",):
                data = TABLE[name].data if verb == "POST" else None
                with statements() as sql:
                    answer = ask(client, verb, path, data)
                status, headers, body = masked(answer)
                unnamed = UUID_SHAPE.sub(b"ID", body) if verb == "POST" else body
                headers = [(n, UUID_SHAPE.sub(b"ID", v.encode())) for n, v in headers]  # type: ignore[misc]
                found[f"{verb} {path}"] = Seen(status, headers, unnamed, tuple(sql))
    return found


def _ids(world: World, line: Row) -> Iterator[dict[str, Any]]:
    words = {param: kind[1:] for param, kind in line.ids.items() if kind[0] == "="}
    rows = {param: kind for param, kind in line.ids.items() if kind[0] != "="}
    if not rows:
        yield words
    for param, kind in rows.items():
        known: dict[str, Any] = world.tokens if kind == "token" else world.ids[kind]
        yield from (
            words | {param: known[w]}
            for w in ("alice", "bob", "couple")
            if w in known and (kind, w) != ("journal", "alice")
        )


def differences(one: dict[str, Seen], other: dict[str, Seen]) -> list[str]:
    """In what two crawls differ, as sentences."""
    said = [f"{path} is not in both" for path in one.keys() ^ other.keys()]
    said += [
        f"{path} differs in its {part}"
        for path in one.keys() & other.keys()
        for part in ("status", "headers", "body", "sql")
        if getattr(one[path], part) != getattr(other[path], part)
    ]
    return sorted(said)


def _rows() -> int:
    """How many answers alice has kept."""
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"]) as superuser:
        alice = "SELECT id FROM accounts_user WHERE email = 'alice@mail.example'"
        row = superuser.execute(
            f"SELECT count(*) FROM reflections_checkin WHERE owner_id = ({alice})"
        ).fetchone()
        return row[0] if row else 0


@dataclass
class Both:
    """What bob saw before and after alice wrote; and alice's own first screens."""

    world: World
    bob: Client
    before: dict[str, Seen]
    after: dict[str, Seen]
    first_before: dict[str, Seen]
    first_after: dict[str, Seen]


@pytest.fixture(scope="module")
def both(django_db_blocker: Any) -> Iterator[Both]:
    """Bob goes everywhere; alice writes everything she can; bob goes everywhere again."""
    with django_db_blocker.unblock(), time_machine.travel(worlds.NOW, tick=False):
        try:
            world = worlds.build(without_private=["alice"])
            bob, alice = browser_of(world.people["bob"]), browser_of(world.people["alice"])
            crawl(world, bob, FIRST_SCREENS)  # whatever is read once a process is read now
            before, first = crawl(world, bob, sorted(TABLE)), crawl(world, alice, FIRST_SCREENS)
            assert _rows() == 0
            worlds.write_privately(world, "alice", wishes=False)
            assert _rows() > 0
            first_after = crawl(world, alice, FIRST_SCREENS)
            worlds.write_privately(world, "alice")
            after = crawl(world, bob, sorted(TABLE))
            yield Both(world, bob, before, after, first, first_after)
        finally:
            TransactionTestCase._fixture_teardown(None)  # type: ignore[attr-defined]


def test_bob_cannot_tell_whether_alice_writes(both: Both) -> None:
    assert len(both.before) > 60
    assert differences(both.before, both.after) == []


def test_two_looks_at_one_world_are_the_same(both: Both) -> None:
    """Otherwise the comparison would prove nothing about alice."""
    again = crawl(both.world, both.bob, sorted(TABLE))
    assert differences(both.after, again) == []


def test_alice_s_first_private_screens_tell_nothing_of_her_history(both: Both) -> None:
    """Somebody may say "show me" (threat row 45; answers 6)."""
    pages = {path: seen for path, seen in both.first_before.items() if path.startswith("GET")}
    after = {path: seen for path, seen in both.first_after.items() if path.startswith("GET")}
    bodies = [path for path in pages if pages[path].body != after[path].body]
    assert bodies == []


def test_a_word_that_tells_is_seen(both: Both, monkeypatch: Any) -> None:
    real = Here.partner_name.fget  # type: ignore[attr-defined]
    monkeypatch.setattr(Here, "partner_name", property(lambda self: real(self) + "." * _rows()))
    told = differences(both.before, crawl(both.world, both.bob, ["timeline:home", "today:home"]))
    assert [each for each in told if "differs" in each]


def test_a_question_more_is_seen(both: Both, monkeypatch: Any) -> None:
    def curious(person_id: Any) -> Here | None:
        if _rows():
            list(Membership.objects.of(person_id))
        return find(person_id)

    monkeypatch.setattr(decorators, "find", curious)
    names = ["timeline:home"]
    told = differences(both.before, crawl(both.world, both.bob, names))
    assert "GET /timeline/ differs in its sql" in told
