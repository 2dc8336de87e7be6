"""The way in: links and codes (threat row 17)."""

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.spaces.models import Space
from tests.spaces.people import YES, asked, joined

pytestmark = pytest.mark.django_db
SENTENCE = "This invitation is not open"


def test_signed_out_every_link_looks_the_same_and_nothing_is_looked_up(
    client: Client, as_alice: Client
) -> None:
    link, _ = asked(as_alice)
    pages = []
    for path in (link, "/j/" + "x" * (len(link) - 4) + "/"):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        assert response.status_code == 200
        assert not [q for q in queries if "spaces_" in q["sql"] or "app.invitation" in q["sql"]]
        page = response.content.decode().split("<main")[1]
        pages.append(page.replace(path.split("/")[2], "TOKEN"))
    assert pages[0] == pages[1]
    assert "/account/login/?next=%2Fbegin%2F%3Fnext%3D%252Fj%252FTOKEN" in pages[0]
    assert "Alice" not in pages[0]


def test_looking_never_uses_a_link_up(client: Client, as_alice: Client, as_bob: Client) -> None:
    link, _ = asked(as_alice)
    for _ in range(3):
        client.get(link)
        client.head(link)
        client.post(link, YES)
        as_bob.get(link)
        as_bob.head(link)
    assert "Your invitation is open" in as_alice.get("/together/").content.decode()
    assert as_bob.post(link, YES).status_code == 302


def test_whatever_is_wrong_with_a_link_the_sentence_is_one(
    alice: User, bob: User, dora: User, as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    as_dora = Client()
    as_dora.force_login(dora)
    used, _ = asked(as_alice)
    as_bob.post(used, YES)
    own, _ = asked(as_dora)
    unknown = "/j/" + "x" * 32 + "/"
    tries = [(as_bob, used), (as_dora, used), (as_dora, own), (as_charlie, unknown)]
    answers = [client.get(path) for client, path in tries]
    answers += [as_charlie.post(path, YES) for path in (used, unknown)]
    as_alice.post("/together/take-back/")
    link, _ = asked(as_alice)
    as_alice.post("/together/take-back/")
    answers.append(as_charlie.get(link))
    link, _ = asked(as_alice)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=72, minutes=1)):
        as_charlie.force_login(User.objects.get(email="charlie@mail.example"))
        answers.append(as_charlie.get(link))
        answers.append(as_charlie.post(link, YES))
    bodies = {answer.content.decode().split("<main")[1] for answer in answers}
    assert {answer.status_code for answer in answers} == {404}
    assert len(bodies) == 1
    assert SENTENCE in bodies.pop()


def test_pressing_join_twice_ends_where_once_does(as_alice: Client, as_bob: Client) -> None:
    link, _ = asked(as_alice)
    for _ in range(2):
        assert as_bob.post(link, YES).headers["Location"] == "/together/"
    assert "Waiting until Alice confirms" in as_bob.get("/together/").content.decode()


@pytest.mark.parametrize("answer", ["later", "no"])
def test_not_now_and_no_are_told_to_nobody(
    answer: str, as_alice: Client, as_bob: Client, superuser: psycopg.Connection[Any]
) -> None:
    link, _ = asked(as_alice)
    before = as_alice.get("/together/").content
    response = as_bob.post(link, {"answer": answer})
    assert response.headers["Location"] == "/together/"
    assert "You keep this alone" in as_bob.get("/together/").content.decode()
    after = as_alice.get("/together/").content
    assert len(before) == len(after)
    assert as_bob.get(link).status_code == 200


@pytest.mark.parametrize("dress", [str, str.lower, lambda code: f"  {code.replace('-', ' ')} "])
def test_a_code_may_be_typed_as_it_was_heard(dress: Any, as_alice: Client, as_bob: Client) -> None:
    _, code = asked(as_alice)
    there = as_bob.post("/j/", {"code": dress(code)}).headers["Location"]
    assert "If you ever want to." in as_bob.get(there).content.decode()
    assert as_bob.post(there, YES).status_code == 302
    assert as_bob.post("/j/", {"code": code}).status_code == 422


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("wrong", ["", "ABCD-EFGH-JKMN", "x" * 61, "AB\x00CD", "-- --", "ＡＢＣ"])
def test_a_wrong_code_opens_nothing(wrong: str, htmx: dict[str, str], as_alice: Client) -> None:
    response = as_alice.post("/j/", {"code": wrong}, headers=htmx)
    assert response.status_code == 422
    assert ("<html" in response.content.decode()) is not bool(htmx)


def test_trying_out_codes_ends_after_ten_and_says_so_kindly(
    as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    link, code = asked(as_alice)
    for number in range(10):
        if number % 2:
            assert as_bob.post("/j/", {"code": f"AAAA-BBBB-CC{number:02}"}).status_code == 422
        else:
            assert as_bob.get(f"/j/AAAABBBBCC{number:02}/").status_code == 404
    for response in (as_bob.post("/j/", {"code": code}), as_bob.get(link), as_bob.post(link, YES)):
        assert response.status_code == 429
        assert "In an hour" in response.content.decode()
    assert as_charlie.get(link).status_code == 429, "the address counts as well as the person"
    elsewhere = as_charlie.get(link, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "a\rb"}, {"role": "admin"}])
def test_an_answer_that_will_not_do_keeps_what_was_typed(
    wrong: dict[str, str], htmx: dict[str, str], as_alice: Client, as_bob: Client
) -> None:
    link, _ = asked(as_alice)
    response = as_bob.post(link, YES | wrong, headers=htmx)
    assert response.status_code == 422
    assert ("<html" in response.content.decode()) is not bool(htmx)
    assert "Your invitation is open" in as_alice.get("/together/").content.decode()


def test_neither_link_nor_code_is_kept_or_logged(
    as_alice: Client,
    as_bob: Client,
    superuser: psycopg.Connection[Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    link, code = asked(as_alice)
    token = link.split("/")[2]
    as_bob.get(link)
    as_bob.post("/j/", {"code": code})
    as_bob.post("/j/", {"code": "AAAA-BBBB-CCCC"})
    secrets = [token, code, code.replace("-", "")]
    kept = everything(connection)
    assert "link_hash" in kept
    for secret in secrets:
        assert secret not in kept
        assert secret not in " ".join(
            record.getMessage() for record in caplog.records if record.name.startswith("kept")
        )
    as_bob.post(link, YES)
    assert not [secret for secret in secrets if secret in everything(connection)]


def everything(database: Any) -> str:
    """All invitations and sessions as the app can read them, decoded."""
    from django.contrib.sessions.models import Session

    with database.cursor() as cursor:
        cursor.execute("SELECT row_to_json(i)::text FROM spaces_invitation i")
        rows = [text for (text,) in cursor.fetchall()]
    rows += [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(rows)


def test_the_accepted_are_in_no_shared_place_before_the_confirmation(
    as_alice: Client, as_bob: Client
) -> None:
    confirm = joined(as_alice, as_bob)
    page = as_bob.get("/together/").content.decode()
    assert "with Alice" not in page
    for path in ("pause", "resume", "close", "fine"):
        as_bob.post(f"/together/{path}/")
    as_bob.post("/together/part/", {"role": "both"})
    as_bob.post(confirm)
    assert "Bob has said yes" in as_alice.get("/together/").content.decode()
    assert Space.objects.filter(solo=False, opened_at__isnull=False).count() == 0
