"""Nothing private stands anywhere but in its owner's pages (threats 5.2, test 3; rows 34-38)."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from tests.canary import places
from tests.canary.conftest import Found
from tests.canary.drive import unfilled
from tests.canary.places import leaks
from tests.walls.rows import private_models, sealed_fields, sealed_models
from tests.world import Secret, World, opened_as

# Sealed, and made of choices, names or other rows' words: no free text of one's own lies there.
NO_TEXT = {
    "reflections.Preferences.choices",  # numbers and dates; its row is looked for below
    "spaces.Space.people",  # names and roles
    "spaces.Membership.with_name",  # the other's name
    "spaces.Invitation.answer",  # name and role
    "core.Outbox.letter",  # mail: read by the sweep itself
}
SILENT = [
    "log at DEBUG", "stderr", "Valkey", "sessions", "mail", "the worker's stderr", "pg_dump",
    "PostgreSQL log",
]  # fmt: skip


def written(world: World) -> list[Secret]:
    """Every secret but names, which the database knows in clear."""
    return [secret for secret in world.secrets if secret.place != "name"]


def test_every_sealed_field_there_is_holds_a_secret(world: World) -> None:
    assert unfilled(world, sealed_models(), NO_TEXT) == []


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_every_private_field_is_filled(world: World, name: str) -> None:
    for model in private_models():
        values: dict[str, list[Any]] = {}
        for each, value in opened_as(world, name, model):
            values.setdefault(each, []).append(value)
        for field in sealed_fields(model):
            assert any(values.get(field.name, [])), f"{model._meta.label}.{field.name}"


def test_the_journey_came_everywhere_and_alice_reads_her_own(found: Found, world: World) -> None:
    assert {who: len(answers) > 60 for who, answers in found.journey.answers.items()} == {
        "alice": True,
        "bob": True,
        "charlie": True,
    }
    pages = b"".join(answer.body for _, answer in found.journey.answers["alice"])
    read = {secret.place for secret in world.private("alice") if leaks("", pages, [secret])}
    assert read >= {"reflections.JournalEntry.entry", "reflections.JournalEntry.more",
                    "reflections.OwnView.note", "reflections.CheckIn.answer"}  # fmt: skip
    assert found.refused == 4


@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_no_answer_to_anybody_holds_what_is_another_s(found: Found, world: World, who: str) -> None:
    hidden = world.hidden_from(who)
    said = [
        leak
        for path, answer in found.journey.answers[who]
        for leak in leaks(path, answer.everything(), hidden)
    ]
    assert said == []


@pytest.mark.parametrize("place", SILENT)
def test_no_secret_stands_in(found: Found, world: World, place: str) -> None:
    assert leaks(place, found.places[place], written(world)) == []


def test_these_places_are_not_empty(found: Found) -> None:
    """A sweep over nothing finds nothing."""
    assert {place for place in SILENT if not found.places[place]} <= {
        "stderr", "the worker's stderr",
    }  # fmt: skip
    assert b"unique constraint" in found.places["PostgreSQL log"]
    assert b"COPY public.reflections_journalentry" in found.places["pg_dump"]
    assert found.places["mail"].count(b"Subject:") >= 2


def test_logs_name_no_address_and_no_private_path(found: Found, world: World) -> None:
    """Row 34: what stderr shows is about the program."""
    said = found.places["stderr"] + found.places["the worker's stderr"]
    for word in (b"@mail.example", b"/journal", b"/own/", b"/said/"):
        assert word not in said


def test_messages_in_the_queue_carry_one_id(found: Found) -> None:
    assert found.messages
    for message in found.messages:
        body: Any = message["body"]
        arguments, named = body[0], body[1]
        assert (len(arguments), named) == (1, {})
        assert len(arguments[0]) == 36


def test_mail_says_nothing_of_anybody(found: Found, world: World) -> None:
    names = [secret for secret in world.secrets if secret.place == "name"]
    assert leaks("mail", found.places["mail"], names) == []


SECRET = Secret("Zqplantedé0123456789ab", "planted", "alice", frozenset({"alice"}))


def _log() -> bytes:
    with places.logs_kept() as logs:
        logging.getLogger("kept.test").warning("kept %s", SECRET.text)
    return logs["stderr"].getvalue().encode()


def _debug_log() -> bytes:
    with places.logs_kept() as logs:
        logging.getLogger("anything").debug("saw %r", SECRET.text)
    return logs["log at DEBUG"].getvalue().encode()


def _valkey() -> bytes:
    cache.set("planted", SECRET.text)
    return places.valkey()


def _session() -> bytes:
    session = Client().session
    session["note"] = SECRET.text
    session.save()
    return places.sessions()


def _postgres() -> bytes:
    log: Path = places.postgres_log()
    before = log.stat().st_size
    places.say_in_postgres_log(SECRET.text)
    return log.read_bytes()[before:]


def _dump() -> bytes:
    session = Client().session
    session["note"] = "x"
    session.save()
    Session.objects.update(session_data=SECRET.text)
    return places.dump()


@pytest.mark.parametrize("plant", [_log, _debug_log, _valkey, _session, _postgres, _dump])
@pytest.mark.usefixtures("found")
def test_a_planted_leak_is_found(plant: Any) -> None:
    """The sweep can fail: one leak of each kind, and it is seen."""
    assert leaks("here", plant(), [SECRET]) == ["here: alice's planted"]


@pytest.mark.parametrize("spelling", sorted(places.spellings(SECRET.text)))
def test_every_spelling_is_found(spelling: bytes) -> None:
    assert leaks("here", b"before " + spelling + b" after", [SECRET])
