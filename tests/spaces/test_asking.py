"""The inviter's steps, page by page (threats 4.1, 4.2, rows 16, 17)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.spaces.models import Space
from tests.spaces.people import ASK, YES, asked, joined

pytestmark = pytest.mark.django_db
PAGE = "/together/"


def text(client: Client, path: str = PAGE) -> str:
    """A page's body."""
    return client.get(path).content.decode()


@pytest.mark.parametrize("who", ["nobody", "alice"])
def test_the_door_is_the_same_whoever_reads_it_and_keeps_nothing(
    who: str, client: Client, as_alice: Client
) -> None:
    reader = as_alice if who == "alice" else client
    before = Session.objects.count()
    response = reader.get("/begin/")
    page = response.content.decode()
    assert "<form" not in page
    assert 'id="host-limits"' in page
    assert "/support/" in page
    assert "violence" in page
    assert reader.post("/begin/").status_code == 405
    assert Session.objects.count() == before


@pytest.mark.parametrize("away", ["https://else.example/", "//else.example", "/\\else.example"])
def test_the_door_leads_on_inside_only(away: str, as_alice: Client) -> None:
    assert 'href="/together/"' in text(as_alice, f"/begin/?next={away}")
    assert 'href="/j/abc/"' in text(as_alice, "/begin/?next=/j/abc/")


def test_the_door_leads_somebody_new_to_a_place_of_their_own(client: Client) -> None:
    assert 'href="/account/signup/"' in text(client, "/begin/")
    assert 'href="/account/signup/?next=%2Fj%2Fabc%2F"' in text(client, "/begin/?next=/j/abc/")


def test_asking_passes_through_the_door(as_alice: Client) -> None:
    assert 'href="/begin/?next=/together/invite/"' in text(as_alice)
    assert 'href="/together/invite/"' in text(as_alice, "/begin/?next=/together/invite/")


def test_two_people_find_each_other(as_alice: Client, as_bob: Client) -> None:
    link, code = asked(as_alice)
    assert link not in text(as_alice)
    assert code not in text(as_alice)
    letter = text(as_bob, link)
    assert "If you ever want to." in letter
    assert "I was hurt" in letter
    assert as_bob.post(link, YES).headers["Location"] == PAGE
    assert "Waiting until Alice confirms" in text(as_bob)
    answered = text(as_alice)
    assert "Bob has said yes" in answered
    assert "I have something to put right" in answered
    assert 'id="host-limits"' in answered
    confirm = answered.split('action="/together/confirm/')[1].split('"')[0]
    assert as_alice.post(f"/together/confirm/{confirm}").status_code == 302
    for client, frame in ((as_alice, "Alice, with Bob"), (as_bob, "Bob, with Alice")):
        page = text(client)
        assert frame in page
        assert "Who sees what" in page


def test_a_second_click_on_confirm_changes_nothing(as_alice: Client, as_bob: Client) -> None:
    confirm = joined(as_alice, as_bob)
    for _ in range(2):
        assert as_alice.post(confirm).headers["Location"] == PAGE
    assert "nothing to confirm" not in text(as_alice)
    assert Space.objects.filter(solo=False).count() <= 1


def test_a_page_left_open_confirms_nobody_else(
    as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    old = joined(as_alice, as_bob)
    as_bob.post("/together/step-back/")
    joined(as_alice, as_charlie, name="Charlie")
    as_alice.post(old)
    assert "Charlie has said yes" in text(as_alice)


def test_declining_frees_both_and_says_nothing(
    as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    joined(as_alice, as_bob)
    as_alice.post("/together/take-back/")
    assert "You keep this alone" in text(as_alice)
    assert "no longer open" not in text(as_alice)
    assert "You keep this alone" in text(as_bob)
    link, _ = asked(as_bob)
    assert as_charlie.post(link, YES).status_code == 302
    asked(as_alice)


def test_an_answer_taken_back_looks_like_one_that_ran_out(as_alice: Client, as_bob: Client) -> None:
    joined(as_alice, as_bob)
    as_bob.post("/together/step-back/")
    taken_back = text(as_alice)
    as_alice.post("/together/take-back/")
    text(as_alice)
    joined(as_alice, as_bob)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=73)):
        as_alice.force_login(User.objects.get(email="alice@mail.example"))
        ran_out = text(as_alice)
    assert "no longer open" in taken_back
    assert [line for line in taken_back.splitlines() if "csrf" not in line.lower()] == [
        line for line in ran_out.splitlines() if "csrf" not in line.lower()
    ]


def test_an_invitation_that_ran_out_makes_room_for_a_new_one(
    alice: User, bob: User, as_alice: Client, as_bob: Client
) -> None:
    confirm = joined(as_alice, as_bob)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=73)):
        as_alice.force_login(alice)
        as_bob.force_login(bob)
        as_alice.post(confirm)
        assert "You keep this alone" in text(as_alice)
        assert "You keep this alone" in text(as_bob)
        confirm = joined(as_bob, as_alice, name="Alice", role="injured")
        as_bob.post(confirm)
        assert "You and" in text(as_alice)
        assert "You and" in text(as_bob)


def test_a_new_link_ends_the_old_one(as_alice: Client, as_bob: Client) -> None:
    old, _ = asked(as_alice)
    page = as_alice.post("/together/again/").content.decode()
    new = page.split('value="http://testserver')[1].split('"')[0]
    assert as_bob.get(old).status_code == 404
    assert as_bob.get(new).status_code == 200


def test_asking_twice_leads_to_how_things_stand(as_alice: Client) -> None:
    asked(as_alice)
    assert as_alice.post("/together/invite/", ASK).headers["Location"] == PAGE
    assert as_alice.post("/together/again/").status_code == 200


def test_the_paired_cannot_ask_or_answer_again(
    couple: Space, as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    assert as_bob.post("/together/invite/", ASK).headers["Location"] == PAGE
    link, _ = asked(as_charlie)
    assert "One at a time" in text(as_alice, link)
    assert as_alice.post(link, YES).headers["Location"] == PAGE
    assert "You and Bob" in text(as_alice)
    assert "Your invitation is open" in text(as_charlie)


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 61},
        {"name": "Al\x00ice"},
        {"name": "Al\u202eice"},
        {"role": "owner"},
        {"role": ""},
        {"words": "x" * 281},
        {"words": "one\x07two"},
    ],
)
def test_a_form_that_will_not_do_keeps_what_was_typed(
    wrong: dict[str, str], htmx: dict[str, str], as_alice: Client
) -> None:
    response = as_alice.post("/together/invite/", ASK | wrong, headers=htmx)
    assert response.status_code == 422
    page = response.content.decode()
    assert "aria-invalid" in page
    assert ("<html" in page) is not bool(htmx)
    if "words" not in wrong:
        assert "If you ever want to." in page
    assert "You keep this alone" in text(as_alice)


def test_nothing_but_name_part_and_line_is_taken_from_a_form(
    alice: User, bob: User, as_alice: Client, as_bob: Client
) -> None:
    planted = {"person_id": str(bob.pk), "seat": "2", "space": "x", "opened_at": "2026-01-01"}
    asked(as_alice, **planted)
    assert "You keep this alone" in text(as_bob)
    assert "Your invitation is open" in text(as_alice)


def test_a_stranger_finds_nothing_to_confirm(
    as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    confirm = joined(as_alice, as_bob)
    for client in (as_bob, as_charlie):
        client.post(confirm)
        client.post("/together/take-back/")
    assert "Bob has said yes" in text(as_alice)
    assert "You keep this alone" in text(as_charlie)


def test_the_page_asks_no_more_of_the_database_with_many_earlier_spaces(
    as_alice: Client, as_bob: Client
) -> None:
    counts = []
    for _ in range(3):
        as_alice.post(joined(as_alice, as_bob))
        as_alice.post("/together/close/")
        as_bob.post("/together/closed/")
        with CaptureQueriesContext(connection) as asked_of_it:
            page = text(as_alice)
        counts.append(len(asked_of_it))
    assert page.count("With Bob") == 3
    assert counts[0] == counts[-1]
