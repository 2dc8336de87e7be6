"""The same at SQL level: what PostgreSQL refuses whatever the app might ask (rows 15, 16, 19)."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from apps.accounts.models import User
from apps.core.person import as_person, show_token
from apps.spaces.here import find, find_in
from apps.spaces.models import Membership, Pause, Space
from apps.spaces.services import invitations, pauses, spaces
from tests.cast import acting, pair
from tests.spaces.people import half_way

pytestmark = pytest.mark.django_db
OF_SPACES = "SELECT table_name FROM information_schema.columns WHERE column_name = 'space_id'"


def shared_tables() -> list[str]:
    """Every table with rows of a space."""
    with connection.cursor() as cursor:
        cursor.execute(f"{OF_SPACES} AND table_schema = 'public' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def run(sql: str, *values: Any) -> int:
    """Rows changed by a statement, or found by a SELECT."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [str(value) for value in values])
        return len(cursor.fetchall()) if sql.startswith("SELECT") else cursor.rowcount


def refused(sql: str, *values: Any) -> bool:
    """Whether a grant or a policy forbids the statement, or it finds nothing to change."""
    try:
        return run(sql, *values) == 0
    except ProgrammingError:
        return True


def visible(space_id: uuid.UUID) -> dict[str, int]:
    """How many rows of a space each table shows."""
    return {
        table: rows
        for table in shared_tables()
        if (rows := run(f"SELECT 1 FROM {table} WHERE space_id = %s", space_id))
    }


def fill(space_id: uuid.UUID, author: User, superuser: psycopg.Connection[Any]) -> None:
    """A shared row in a space, planted past all policies."""
    superuser.execute(
        "INSERT INTO spaces_pause (id, space_id, author_id, paused_on, paused_at) "
        "VALUES (%s, %s, %s, now(), now())",
        [uuid.uuid4(), space_id, author.pk],
    )


@pytest.mark.django_db(transaction=True)
def test_accepted_and_unconfirmed_sees_own_seat_and_own_answer_only(
    alice: User, bob: User, superuser: psycopg.Connection[Any]
) -> None:
    with transaction.atomic():
        invitation = half_way(alice, bob)
    fill(invitation.space_id, alice, superuser)
    with as_person(bob.pk):
        assert "spaces_pause" in shared_tables()
        assert visible(invitation.space_id) == {"spaces_membership": 1, "spaces_invitation": 1}
        assert run("SELECT 1 FROM spaces_space WHERE id = %s", invitation.space_id) == 0
        assert find_in(bob.pk, invitation.space_id) is None
        here = find(bob.pk)
        assert here
        assert here.space.solo


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE spaces_space SET opened_at = now() WHERE id = %s",
        "UPDATE spaces_space SET people = NULL WHERE id = %s",
        "DELETE FROM spaces_space WHERE id = %s",
        "UPDATE spaces_membership SET seat = 1 WHERE space_id = %s",
        "UPDATE spaces_invitation SET greeting = answer WHERE space_id = %s",
        "INSERT INTO spaces_pause (id, space_id, author_id, paused_on, paused_at) "
        "SELECT gen_random_uuid(), %s, current_setting('app.person')::uuid, now(), now()",
        "INSERT INTO spaces_spacekey (id, space_id, version, ring_number, wrapped) "
        "SELECT gen_random_uuid(), %s, 9, 1, 'x'",
        "DELETE FROM spaces_invitation WHERE space_id = %s",
    ],
)
def test_accepted_and_unconfirmed_may_change_nothing(sql: str, alice: User, bob: User) -> None:
    invitation = half_way(alice, bob)
    with as_person(bob.pk):
        assert refused(sql, invitation.space_id)
    with as_person(alice.pk):
        space = Space.objects.get(pk=invitation.space_id)
        assert (space.opened_at, space.people) == (None, None)
        assert invitations.confirm(person_id=alice.pk, now=datetime.now(UTC)).is_open


def test_nobody_seats_themself_or_another_in_a_foreign_space(
    alice: User, bob: User, charlie: User, couple: Space
) -> None:
    seat = (
        "INSERT INTO spaces_membership (id, space_id, person_id, seat, solo, role) "
        "VALUES (%s, %s, %s, %s, 'f', 'none')"
    )
    with as_person(charlie.pk):
        for number in (1, 2):
            assert refused(seat, uuid.uuid4(), couple.pk, charlie.pk, number)
            assert refused(seat, uuid.uuid4(), couple.pk, bob.pk, number)
    with as_person(alice.pk):
        assert refused(seat, uuid.uuid4(), couple.pk, charlie.pk, 2)


def test_a_used_link_seats_nobody_and_answers_for_nobody(
    alice: User, bob: User, charlie: User
) -> None:
    invitation = half_way(alice, bob)
    with as_person(charlie.pk):
        show_token(invitation.link_hash)
        assert refused(
            "INSERT INTO spaces_membership (id, space_id, person_id, seat, solo, role) "
            "VALUES (%s, %s, %s, 2, 'f', 'none')",
            uuid.uuid4(),
            invitation.space_id,
            charlie.pk,
        )
        assert refused(
            "UPDATE spaces_invitation SET accepted_by_id = %s WHERE id = %s",
            charlie.pk,
            invitation.pk,
        )


def test_a_stranger_sees_nothing_of_a_couple(
    alice: User, bob: User, charlie: User, couple: Space
) -> None:
    with as_person(alice.pk):
        here = find(alice.pk)
        assert here
        pauses.pause(here=here, today=date(2026, 11, 20), now=datetime.now(UTC))
        assert set(visible(couple.pk)) >= {"spaces_pause", "spaces_spacekey", "spaces_membership"}
    with as_person(charlie.pk):
        assert visible(couple.pk) == {}
        assert refused("UPDATE spaces_space SET closed_at = now() WHERE id = %s", couple.pk)
        assert refused("UPDATE spaces_pause SET resumed_at = now() WHERE space_id = %s", couple.pk)


WRITES = [
    "INSERT INTO spaces_pause (id, space_id, author_id, paused_on, paused_at, "
    "resumed_at) SELECT gen_random_uuid(), %s, current_setting('app.person')::uuid, now(), now(), "
    "now()",
    "UPDATE spaces_pause SET resumed_at = now() WHERE space_id = %s",
    "UPDATE spaces_space SET closed_at = NULL WHERE id = %s",
    "UPDATE spaces_space SET paused_at = now() WHERE id = %s",
    "DELETE FROM spaces_space WHERE id = %s",
]


def test_these_writes_would_do_in_an_open_space(alice: User, couple: Space) -> None:
    with as_person(alice.pk):
        assert [run(sql, couple.pk) for sql in WRITES] == [1, 1, 1, 1, 0]


@pytest.mark.parametrize("sql", WRITES)
def test_a_closed_space_is_read_by_both_and_written_by_nobody(
    sql: str, alice: User, bob: User, couple: Space
) -> None:
    with acting(bob) as here:
        pauses.pause(here=here, today=date(2026, 11, 20), now=datetime.now(UTC))
    with acting(alice) as here:
        spaces.close(here=here, now=datetime.now(UTC))
    for person in (alice, bob):
        with as_person(person.pk):
            assert Pause.objects.in_space(couple.pk).count() == 1
            assert refused(sql, couple.pk)


def test_a_seat_that_was_left_stays_left(alice: User, bob: User, couple: Space) -> None:
    back = "UPDATE spaces_membership SET ended_at = NULL WHERE space_id = %s"
    with acting(alice) as here:
        spaces.close(here=here, now=datetime.now(UTC))
    with as_person(alice.pk):
        assert refused(back, couple.pk)
    with as_person(bob.pk):
        assert refused(f"{back} AND person_id = %s", couple.pk, alice.pk)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE spaces_membership SET person_id = %s WHERE person_id <> %s",
        "UPDATE spaces_space SET created_by_id = %s WHERE created_by_id <> %s",
        "UPDATE spaces_pause SET author_id = %s WHERE author_id <> %s",
        "UPDATE spaces_invitation SET space_id = %s WHERE inviter_id <> %s",
        "UPDATE spaces_invitation SET inviter_id = %s WHERE inviter_id <> %s",
    ],
)
def test_the_app_cannot_hand_a_row_to_somebody_else(
    sql: str, alice: User, bob: User, couple: Space
) -> None:
    with as_person(alice.pk), pytest.raises(ProgrammingError), transaction.atomic():
        run(sql, bob.pk, bob.pk)


@pytest.mark.django_db(transaction=True)
def test_taking_back_removes_the_waiting_seat_its_maker_cannot_see(
    alice: User, bob: User, superuser: psycopg.Connection[Any]
) -> None:
    with transaction.atomic():
        invitation = half_way(alice, bob)
    with as_person(alice.pk):
        assert Membership.objects.filter(space_id=invitation.space_id).count() == 1
        invitations.take_back(person_id=alice.pk)
    for table in ("spaces_membership", "spaces_spacekey", "spaces_invitation"):
        left = superuser.execute(
            f"SELECT 1 FROM {table} WHERE space_id = %s", [invitation.space_id]
        ).fetchall()
        assert left == []


@pytest.mark.django_db(transaction=True)
def test_an_open_space_is_removed_by_nobody(
    alice: User, bob: User, superuser: psycopg.Connection[Any]
) -> None:
    with transaction.atomic():
        space = pair(alice, bob)
    for person in (alice, bob):
        with as_person(person.pk):
            invitations.take_back(person_id=person.pk)
            run("DELETE FROM spaces_space WHERE id = %s", space.pk)
    found = superuser.execute(
        "SELECT count(*) FROM spaces_membership WHERE space_id = %s", [space.pk]
    ).fetchone()
    assert found == (2,)
