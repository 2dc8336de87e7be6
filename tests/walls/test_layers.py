"""Each wall alone, each wall taken away, and nothing carried over (threats 3.5, 3.6)."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from apps.core.managers import PrivateManager, SharedManager
from apps.core.person import as_person, become
from apps.spaces.here import find_in
from tests.access.browser import rolled_back
from tests.walls.layers import manager_leaks, own_rows, policies, policy_leaks
from tests.walls.rows import (
    past_the_manager,
    private_models,
    shared_models,
    strangers,
    table,
    without_row_security,
)
from tests.walls.tables import PRIVATE, SHARED
from tests.walls.test_catalog import unforced, unguarded
from tests.world import PEOPLE, World

Super = psycopg.Connection[Any]
MODELS = [*private_models(), *shared_models()]
names = pytest.mark.parametrize("model", MODELS, ids=table)
# Either of two may end a pause that the other began; the grants leave its other columns alone.
MEANT = {f"spaces_pause: bob can {act} alice's row" for act in ("change",)}


def complaints(world: World, superuser: Super, model: Any) -> list[str]:
    """Everything that is wrong with one table's walls: what they do, and what they are."""
    catalog = unforced(superuser) | unguarded(superuser)
    said = [f"{name} is not what it should be" for name in catalog & {table(model)}]
    return said + [each for each in policy_leaks(world, model) if each not in MEANT]


def test_every_private_and_shared_table_is_looked_at() -> None:
    assert {table(model) for model in MODELS} == PRIVATE | SHARED


@names
def test_managers_hold_without_row_level_security(
    world: World, superuser: Super, model: Any
) -> None:
    with without_row_security(superuser, *PRIVATE, *SHARED):
        assert len(past_the_manager(model, world.people["eve"].pk)) > 0
        assert manager_leaks(world, model) == []


def test_the_door_to_a_space_holds_without_row_level_security(
    world: World, superuser: Super
) -> None:
    seen = {"couple": {"alice", "bob"}, "closed": {"alice", "dora"}, "forming": set()}
    with without_row_security(superuser, "spaces_membership", "spaces_space"):
        for name in PEOPLE:
            with as_person(world.people[name].pk):
                for space, members in seen.items():
                    found = find_in(world.people[name].pk, world.ids["space"][space])
                    assert (found is not None) == (name in members), (name, space)


@names
def test_policies_hold_past_the_managers(world: World, superuser: Super, model: Any) -> None:
    assert own_rows(world, model, "alice")
    assert complaints(world, superuser, model) == []


@names
def test_nobody_gets_an_error_never_an_empty_list(world: World, model: Any) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        list(model._base_manager.all())


@names
def test_a_policy_taken_away_is_seen(world: World, superuser: Super, model: Any) -> None:
    for name, policy, statement in policies(superuser, {table(model)}):
        if policy == "purge":
            continue  # the worker's; tests/walls/test_catalog.py counts it
        superuser.execute(f"DROP POLICY {policy} ON {name}")
        try:
            assert complaints(world, superuser, model), policy
        finally:
            superuser.execute(statement)
    assert complaints(world, superuser, model) == []


@names
@pytest.mark.parametrize("how", ["NO FORCE", "DISABLE"])
def test_row_level_security_taken_off_is_seen(
    world: World, superuser: Super, model: Any, how: str
) -> None:
    superuser.execute(f"ALTER TABLE {table(model)} {how} ROW LEVEL SECURITY")
    try:
        assert complaints(world, superuser, model)
    finally:
        superuser.execute(f"ALTER TABLE {table(model)} ENABLE ROW LEVEL SECURITY")
        superuser.execute(f"ALTER TABLE {table(model)} FORCE ROW LEVEL SECURITY")


@names
def test_a_careless_policy_opens_nothing(world: World, superuser: Super, model: Any) -> None:
    """Permissive policies are added up; the guard is not (threat row 44)."""
    superuser.execute(f"CREATE POLICY careless ON {table(model)} FOR SELECT USING (true)")
    try:
        for name in PEOPLE:
            rows = past_the_manager(model, world.people[name].pk)
            assert strangers(world, rows, name) == []
    finally:
        superuser.execute(f"DROP POLICY careless ON {table(model)}")


@pytest.mark.parametrize(
    ("manager", "door", "model"),
    [(PrivateManager, "visible_to", private_models()[-1]),
     (SharedManager, "in_space", shared_models()[-1])],
    ids=["private", "shared"],
)  # fmt: skip
def test_a_manager_that_gives_everything_is_seen(
    world: World, superuser: Super, monkeypatch: Any, manager: Any, door: str, model: Any
) -> None:
    with without_row_security(superuser, table(model)):
        assert manager_leaks(world, model) == []
        monkeypatch.setattr(manager, door, lambda self, _id: self._rows())
        assert manager_leaks(world, model)
    # With its second wall back, the same broken manager gives nothing away.
    assert manager_leaks(world, model) == []


def _refused(world: World, name: str, statement: str, *values: Any) -> bool:
    """Whether the database refuses a statement, or finds nothing for it to change."""
    with rolled_back(), as_person(world.people[name].pk):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                return bool(cursor.rowcount == 0)
        except DatabaseError:
            return True


@pytest.mark.parametrize("name", ["alice", "dora"])
@pytest.mark.parametrize("model", shared_models(), ids=table)
def test_nothing_is_written_into_a_closed_space(world: World, name: str, model: Any) -> None:
    """Both read it, each may take away what they wrote, nobody writes (answers 3)."""
    person, closed = world.people[name].pk, world.ids["space"]["closed"]
    rows = [row for row in past_the_manager(model, person) if row.space_id == closed]
    assert rows
    for row in rows:
        assert _refused(world, name, f"UPDATE {table(model)} SET id = id WHERE id = %s", row.pk)
        copy = f"INSERT INTO {table(model)} SELECT * FROM {table(model)} WHERE id = %s"
        assert _refused(world, name, copy, row.pk)
        gone = f"DELETE FROM {table(model)} WHERE id = %s AND author_id <> %s"
        assert _refused(world, name, gone, row.pk, person)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE spaces_space SET closed_at = NULL WHERE id = %s",
        "UPDATE spaces_space SET people = NULL WHERE id = %s",
        "DELETE FROM spaces_space WHERE id = %s",
        "UPDATE spaces_membership SET ended_at = NULL WHERE space_id = %s",
    ],
)
@pytest.mark.parametrize("name", ["alice", "dora"])
def test_a_closed_space_stays_closed(world: World, name: str, statement: str) -> None:
    assert _refused(world, name, statement, world.ids["space"]["closed"])


def test_whoever_waits_to_be_confirmed_sees_and_does_nothing(world: World) -> None:
    """Eve has a seat and no rights (threat row 16)."""
    eve, forming = world.people["eve"].pk, world.ids["space"]["forming"]
    with as_person(eve), connection.cursor() as cursor:
        for what in ("spaces_space WHERE id", "spaces_spacekey WHERE space_id",
                     *(f"{table(model)} WHERE space_id" for model in shared_models())):  # fmt: skip
            cursor.execute(f"SELECT count(*) FROM {what} = %s", [forming])
            assert cursor.fetchone() == (0,), what
    for statement in (
        "UPDATE spaces_space SET opened_at = now() WHERE id = %s",
        "DELETE FROM spaces_space WHERE id = %s",
        "UPDATE spaces_spacekey SET version = 9 WHERE space_id = %s",
        "UPDATE spaces_membership SET seat = 1 WHERE space_id = %s",
    ):
        assert _refused(world, "eve", statement, forming)


def test_no_invitation_leads_into_another_s_space(world: World) -> None:
    """An own invitation pointed at somebody's space would be a seat in it."""
    for name, place in (("charlie", "alice"), ("eve", "charlie"), ("eve", "alice")):
        there = world.ids["solo"][place]
        assert _refused(world, name, "UPDATE spaces_invitation SET space_id = %s", there)
    for name, place in (("bob", "alice"), ("charlie", "alice"), ("eve", "charlie")):
        person, there = world.people[name].pk, world.ids["solo"][place]
        for statement in (
            "UPDATE spaces_membership SET space_id = %s, seat = 2 WHERE person_id = %s",
            "INSERT INTO spaces_membership (id, space_id, person_id, seat, solo, role) "
            "VALUES (gen_random_uuid(), %s, %s, 2, false, 'none')",
        ):
            assert _refused(world, name, statement, there, person), (name, statement)


def test_an_own_invitation_is_no_way_into_a_space_of_somebody_else(world: World) -> None:
    """The whole way: point it there, show its token, take the free seat, read."""
    charlie, there = world.people["charlie"].pk, world.ids["solo"]["alice"]
    with rolled_back(), as_person(charlie), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(
                    "UPDATE spaces_invitation SET space_id = %s, accepted_at = NULL", [there]
                )
                cursor.execute(
                    "SELECT set_config('app.invitation', link_hash, true) FROM spaces_invitation"
                )
                cursor.execute("DELETE FROM spaces_membership WHERE NOT solo")
                cursor.execute(
                    "INSERT INTO spaces_membership (id, space_id, person_id, seat, solo, role) "
                    "VALUES (gen_random_uuid(), %s, %s, 2, false, 'none')", [there, charlie],
                )  # fmt: skip
        except DatabaseError:
            pass
        cursor.execute("SELECT count(*) FROM spaces_spacekey WHERE space_id = %s", [there])
        assert cursor.fetchone() == (0,)


def test_people_take_turns_on_one_connection_and_carry_nothing_over(world: World) -> None:
    for name in ("alice", "bob", "charlie", "alice"):
        for model in MODELS:
            assert strangers(world, past_the_manager(model, world.people[name].pk), name) == []
        assert _said_to_postgres() in {"", None}
    with pytest.raises(RuntimeError), as_person(world.people["alice"].pk):
        raise RuntimeError
    assert _said_to_postgres() in {"", None}
    with transaction.atomic():
        become(world.people["alice"].pk)
    assert _said_to_postgres() in {"", None}
    with pytest.raises(DatabaseError), transaction.atomic():
        list(MODELS[0]._base_manager.all())


def _said_to_postgres() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.person', true)")
        row = cursor.fetchone()
        return row[0] if row else None


def test_threads_do_not_see_each_other_s_people(world: World) -> None:
    def look(name: str) -> list[Any]:
        try:
            person = world.people[name].pk
            return [
                row for _ in range(5) for model in MODELS
                for row in strangers(world, past_the_manager(model, person), name)
            ]  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert [row for rows in pool.map(look, PEOPLE * 2) for row in rows] == []


def test_a_superuser_would_see_it_all(world: World) -> None:
    """So that these tests prove something: the rows are there."""
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"]) as superuser:
        for model in MODELS:
            count: Callable[..., Any] = superuser.execute
            assert count(f"SELECT count(*) FROM {table(model)}").fetchone()[0] > 1, table(model)
