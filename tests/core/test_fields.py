"""A sealed field: opens for its owner, stays closed and whole for everyone and everything else."""

import base64
import json
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import FieldError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.accounts.models import PersonKey, User
from apps.accounts.services import rewrap_keys
from apps.core import crypto, keys
from apps.core.fields import Unopened, is_unopened
from apps.core.keys import NotYourKey, Scope
from apps.core.person import as_person
from apps.spaces.models import Space, SpaceKey
from tests.cast import acting, make_person

WORDS = "canary words that only alice may read"


def private_row(owner: User, text: str) -> Any:
    """A saved private row of some app that has one."""
    from apps.reflections.models import JournalEntry

    entry = JournalEntry(owner=owner, month_tag=b"x" * 16, entry={"text": text})
    entry.save(force_insert=True)
    return entry


def again(row: Any) -> Any:
    """The row as it lies in the database."""
    return type(row)._base_manager.get(pk=row.pk)


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="utf-8"), max_size=3000))
def test_any_text_comes_back_as_it_was(alice: User, text: str) -> None:
    with as_person(alice.pk):
        assert again(private_row(alice, text)).entry == {"text": text}


@pytest.mark.django_db(transaction=True)
def test_the_database_holds_no_word_of_it(alice: User, superuser: psycopg.Connection[Any]) -> None:
    with as_person(alice.pk):
        row = private_row(alice, WORDS)
    (stored,) = superuser.execute(
        "SELECT entry FROM reflections_journalentry WHERE id = %s", [row.pk]
    ).fetchone() or (b"",)
    assert len(stored) > 256
    assert WORDS.encode() not in stored


@pytest.mark.django_db(transaction=True)
def test_damaged_bytes_read_as_a_sentence_and_stay(
    alice: User, superuser: psycopg.Connection[Any]
) -> None:
    with as_person(alice.pk):
        row = private_row(alice, WORDS)
    damage = "set_byte(entry, 40, 1 # get_byte(entry, 40))"
    superuser.execute(f"UPDATE reflections_journalentry SET entry = {damage}")
    before = superuser.execute("SELECT entry FROM reflections_journalentry").fetchall()
    with as_person(alice.pk):
        found = again(row)
        assert is_unopened(found.entry)
        assert str(found.entry)
        found.save()
    after = superuser.execute("SELECT entry FROM reflections_journalentry").fetchall()
    assert before
    assert before == after


@pytest.mark.django_db(transaction=True)
def test_a_ciphertext_pasted_into_another_row_does_not_open(
    alice: User, bob: User, superuser: psycopg.Connection[Any]
) -> None:
    with as_person(alice.pk):
        hers = private_row(alice, WORDS)
    with as_person(bob.pk):
        his = private_row(bob, "his own")
    superuser.execute(
        "UPDATE reflections_journalentry SET entry = "
        "(SELECT entry FROM reflections_journalentry WHERE id = %s) WHERE id = %s",
        [hers.pk, his.pk],
    )
    with as_person(bob.pk):
        assert is_unopened(again(his).entry)


@pytest.mark.django_db
def test_the_key_service_refuses_one_person_the_other_s_key(alice: User, bob: User) -> None:
    with as_person(bob.pk), pytest.raises(NotYourKey):
        keys.data_keys(Scope.PERSON, alice.pk)


@pytest.mark.django_db
def test_the_space_key_opens_for_both_and_for_nobody_else(
    alice: User, bob: User, charlie: User, couple: Space
) -> None:
    found = []
    for person in (alice, bob):
        with acting(person):
            found.append(keys.data_keys(Scope.SPACE, couple.pk).keys)
    assert found[0] == found[1]
    with acting(charlie), pytest.raises(crypto.CannotOpen):
        keys.data_keys(Scope.SPACE, couple.pk)


@pytest.mark.django_db
def test_no_private_text_opens_with_the_key_of_a_space(
    alice: User, bob: User, couple: Space
) -> None:
    with acting(alice):
        own = set(keys.data_keys(Scope.PERSON, alice.pk).keys.values())
        shared = set(keys.data_keys(Scope.SPACE, couple.pk).keys.values())
    assert own.isdisjoint(shared)


@pytest.mark.django_db
def test_a_sealed_field_cannot_be_searched(alice: User) -> None:
    with as_person(alice.pk), pytest.raises((FieldError, TypeError, AttributeError)):
        list(type(private_row(alice, WORDS))._base_manager.filter(entry=WORDS))


@pytest.fixture
def larger_ring(tmp_path: Path, settings: Any) -> Path:
    """The ring with a second key, which is now the current one."""
    data = json.loads(Path(settings.KEYRING_FILE).read_text())
    data["keys"]["2"] = base64.b64encode(crypto.new_key()).decode()
    data["current"] = 2
    path = tmp_path / "ring.json"
    path.write_text(json.dumps(data))
    return path


@pytest.fixture
def clear_ring() -> Any:
    """Forget the ring read before and after."""
    keys.ring.cache_clear()
    yield
    keys.ring.cache_clear()
    keys._server_keys.cache_clear()


@pytest.mark.django_db
def test_rotation_of_the_ring_keeps_every_text(
    clear_ring: None, larger_ring: Path, settings: Any
) -> None:
    person = make_person("alice")
    with as_person(person.pk):
        row = private_row(person, WORDS)
        settings.KEYRING_FILE = str(larger_ring)
        keys.ring.cache_clear()
        assert rewrap_keys(person_id=person.pk) == 2
        assert rewrap_keys(person_id=person.pk) == 0
        numbers = PersonKey.objects.visible_to(person.pk).values_list("ring_number", flat=True)
        assert set(numbers) == {2}
        assert again(row).entry == {"text": WORDS}


@pytest.mark.django_db
def test_a_new_data_key_reads_both_and_writes_the_new(alice: User) -> None:
    with as_person(alice.pk):
        old = private_row(alice, "old")
        stored = keys.wrap_key(Scope.PERSON, alice.pk, 2, crypto.new_key())
        PersonKey(
            owner=alice, version=2, ring_number=stored.ring_number, wrapped=stored.wrapped
        ).save(force_insert=True)
        new = private_row(alice, "new")
        assert crypto.sealed_version(new.__dict__["entry"]) == 2
        assert [again(row).entry["text"] for row in (old, new)] == ["old", "new"]


def test_the_sentence_is_never_empty() -> None:
    assert is_unopened(Unopened("x"))
    assert not is_unopened("x")


def test_keys_of_a_space_are_refusing_too() -> None:
    from apps.core.managers import UnscopedQueryError

    with pytest.raises(UnscopedQueryError):
        SpaceKey.objects.all()
