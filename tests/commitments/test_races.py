"""Two tabs at once, and what the database itself refuses."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection

from apps.accounts.models import User
from apps.commitments.models import Commitment, Entry, Told, Version
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.services import errors, telling
from apps.spaces.models import Space
from tests.cast import acting
from tests.commitments.people import THURSDAY, at, logs, says


def _together(steps: list[Callable[[], Any]]) -> list[Any]:
    start = Barrier(len(steps))

    def run(step: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return step()
        except errors.Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


@pytest.mark.django_db(transaction=True)
def test_two_tabs_never_make_a_sixth(couple: Space, bob: User) -> None:
    for _ in range(4):
        says(bob)
    found = _together([lambda: says(bob)] * 4)
    assert sum(isinstance(each, errors.TooMany) for each in found) == 3


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_log_the_same_make_one_entry(couple: Space, bob: User) -> None:
    said = says(bob)
    found = _together([lambda: logs(bob, said, THURSDAY)] * 4)
    assert len({each.pk for each in found}) == 1


@pytest.mark.django_db
def test_the_database_keeps_a_partner_from_changing_a_mark(
    couple: Space, alice: User, bob: User
) -> None:
    said = says(bob)
    logs(bob, said, THURSDAY)
    with acting(alice) as here:
        marks = Entry.objects.in_space(here.space.pk)
        assert marks.count() == 1
        assert marks.update(mark="missed") == 0
        assert marks.delete()[0] == 0


@pytest.mark.django_db
def test_the_database_keeps_anyone_from_writing_as_another(
    couple: Space, alice: User, bob: User
) -> None:
    said = says(bob)
    with pytest.raises(ProgrammingError), acting(alice) as here:
        Commitment(space=here.space, author=bob, made_at=at(THURSDAY), since=THURSDAY).save()
    assert said.pk


@pytest.mark.django_db
def test_a_stranger_sees_no_row(couple: Space, bob: User, charlie: User) -> None:
    said = says(bob)
    logs(bob, said, THURSDAY, Outcome.MISSED)
    with acting(charlie):
        for model in (Commitment, Version, Entry):
            assert model.objects.in_space(couple.pk).count() == 0


@pytest.mark.django_db(transaction=True)
def test_no_word_stands_readable_in_the_tables(
    couple: Space, bob: User, superuser: psycopg.Connection[Any]
) -> None:
    says(bob, "I say where I was at supper")
    with acting(bob) as here:
        telling.tell_first(
            space_id=here.space.pk,
            person_id=bob.pk,
            line="The parking fine was mine",
            now=at(THURSDAY),
            today=THURSDAY,
        )
        assert Told.objects.in_space(here.space.pk).get().line == "The parking fine was mine"
    for table in ("commitments_version", "commitments_told"):
        stored = superuser.execute(f"SELECT t::text FROM {table} t").fetchall()
        assert stored
        for word in ("supper", "parking"):
            assert word not in str(stored)
            assert word.encode().hex() not in str(stored)
