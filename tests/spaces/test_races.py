"""Two at once, with real commits: one of them wins, the other hears something kind."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client

from apps.accounts.models import User
from apps.core.person import as_person
from apps.spaces.models import Space
from apps.spaces.services import spaces
from tests.cast import acting, pair
from tests.spaces.people import ASK, YES, asked, joined

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], Any]) -> list[Any]:
    """Run the calls in threads that start together; their answers in order."""
    gate = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def count(superuser: psycopg.Connection[Any], sql: str) -> int:
    """One number, past all policies."""
    row = superuser.execute(sql).fetchone()
    assert row
    return int(row[0])


SEATS = "SELECT count(*) FROM spaces_membership WHERE NOT solo AND ended_at IS NULL"


@pytest.mark.parametrize("round_", range(5))
def test_of_two_who_accept_one_link_one_wins(
    round_: int,
    as_alice: Client,
    as_bob: Client,
    as_charlie: Client,
    superuser: psycopg.Connection[Any],
) -> None:
    link, _ = asked(as_alice)
    answers = at_once(
        lambda: as_bob.post(link, YES), lambda: as_charlie.post(link, YES | {"name": "Charlie"})
    )
    assert sorted(answer.status_code for answer in answers) == [302, 404]
    assert count(superuser, SEATS) == 2


def test_two_clicks_on_join_end_in_one_seat(
    as_alice: Client, as_bob: Client, superuser: psycopg.Connection[Any]
) -> None:
    link, _ = asked(as_alice)
    answers = at_once(*[lambda: as_bob.post(link, YES)] * 2)
    assert {answer.headers.get("Location") for answer in answers} == {"/together/"}
    assert count(superuser, SEATS) == 2


def test_two_links_accepted_by_one_person_end_in_one_seat(
    as_alice: Client, as_bob: Client, as_charlie: Client, superuser: psycopg.Connection[Any]
) -> None:
    links = [asked(as_alice)[0], asked(as_charlie)[0]]
    answers = at_once(*[lambda link=link: as_bob.post(link, YES) for link in links])
    assert [answer.status_code for answer in answers] == [302, 302]
    assert count(superuser, SEATS) == 3


def test_two_clicks_on_confirm_open_once(
    as_alice: Client, as_bob: Client, superuser: psycopg.Connection[Any]
) -> None:
    confirm = joined(as_alice, as_bob)
    answers = at_once(*[lambda: as_alice.post(confirm)] * 2)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert "You and Bob" in as_alice.get("/together/").content.decode()
    assert count(superuser, "SELECT count(*) FROM spaces_invitation") == 0


def test_two_clicks_on_ask_make_one_invitation(
    as_alice: Client, superuser: psycopg.Connection[Any]
) -> None:
    answers = at_once(*[lambda: as_alice.post("/together/invite/", ASK)] * 2)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert count(superuser, SEATS) == 1
    assert count(superuser, "SELECT count(*) FROM spaces_space WHERE NOT solo") == 1


@pytest.mark.parametrize("round_", range(3))
def test_taking_back_and_confirming_at_once_leave_no_half_space(
    round_: int, as_alice: Client, as_bob: Client, superuser: psycopg.Connection[Any]
) -> None:
    confirm = joined(as_alice, as_bob)
    at_once(
        lambda: as_alice.post(confirm),
        lambda: as_alice.post("/together/take-back/"),
        lambda: as_bob.post("/together/step-back/"),
    )
    opened = count(
        superuser, "SELECT count(*) FROM spaces_space WHERE NOT solo AND opened_at IS NOT NULL"
    )
    seats = count(superuser, SEATS)
    assert (opened, seats) in {(1, 2), (0, 0), (0, 1)}
    for client in (as_alice, as_bob):
        assert client.get("/together/").status_code == 200


def test_both_close_at_once(alice: User, bob: User, superuser: psycopg.Connection[Any]) -> None:
    with transaction.atomic():
        pair(alice, bob)

    def close(person: User) -> None:
        with acting(person) as here:
            spaces.close(here=here, now=datetime.now(UTC))

    at_once(lambda: close(alice), lambda: close(bob))
    assert count(superuser, SEATS) == 0
    with as_person(alice.pk):
        assert Space.objects.filter(closed_at__isnull=False).count() == 1


def test_two_clicks_on_close_and_on_going_on(
    alice: User, bob: User, as_alice: Client, as_bob: Client, superuser: psycopg.Connection[Any]
) -> None:
    with transaction.atomic():
        pair(alice, bob)
    for client, path in ((as_alice, "/together/close/"), (as_bob, "/together/closed/")):
        answers = at_once(*[lambda c=client, p=path: c.post(p)] * 2)
        assert [answer.status_code for answer in answers] == [302, 302]
    assert count(superuser, SEATS) == 0


def test_both_pause_at_once(
    alice: User, bob: User, as_alice: Client, as_bob: Client, superuser: psycopg.Connection[Any]
) -> None:
    with transaction.atomic():
        pair(alice, bob)
    at_once(*[lambda c=c: c.post("/together/pause/") for c in (as_alice, as_bob)])
    assert count(superuser, "SELECT count(*) FROM spaces_pause") == 1
