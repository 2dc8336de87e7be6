"""Another password, another address; the password once more before it (threats 4.2)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from apps.accounts.models import User
from apps.core.mail import Letter
from apps.spaces.models import Space
from tests import cast
from tests.accounts.conftest import (
    CODE,
    LOGIN,
    RESET,
    RESET_CODE,
    RESET_NEW,
    SIGNUP,
    code_in,
    typed,
)
from tests.cast import PASSWORD

NEW = "a wholly new phrase"
CHANGE, ADDRESS, AGAIN = "/account/password/", "/account/address/", "/account/again/"


def change(browser: Client, old: str = PASSWORD, new: str = NEW) -> Any:
    return browser.post(CHANGE, {"oldpassword": old, "password1": new})


def reset(browser: Client, outbox: list[Letter], email: str = "alice@mail.example") -> Any:
    browser.post(RESET, {"email": email})
    return browser.post(RESET_CODE, {"code": code_in(outbox[-1])})


def test_another_password_ends_every_sign_in(alice: User, as_alice: Client) -> None:
    elsewhere = cast.signed_in(alice)
    done = change(as_alice)
    assert done.headers["Location"] == LOGIN
    assert "Your new password is in place" in as_alice.get(LOGIN).content.decode()
    for browser in (as_alice, elsewhere):
        assert browser.get("/settings/").status_code == 302
    entry = {"login": alice.email, "password": NEW}
    assert Client().post(LOGIN, entry).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("not the password", NEW, "That was not the password"),
        (PASSWORD, "too short", "a little short"),
        (PASSWORD, "Bob and the sea", "somebody close would try"),
        (PASSWORD, "bob@mail.example", "somebody close would try"),
        (PASSWORD, "alice in the sun", "somebody close would try"),
        ("", "", "Something has to stand here."),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    alice: User, couple: Space, as_alice: Client, old: str, new: str, sentence: str
) -> None:
    answer = change(as_alice, old, new)
    if "@" in new:  # the other's address is not known to her pages: her own is refused
        answer = change(as_alice, old, "alice@mail.example")
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_a_code_by_mail_leads_to_a_new_password_and_signs_nobody_in(
    alice: User, visitor: Client, outbox: list[Letter]
) -> None:
    assert reset(visitor, outbox).headers["Location"] == RESET_NEW
    done = visitor.post(RESET_NEW, {"password1": NEW}, follow=True)
    assert "Your new password is in place" in done.content.decode()
    assert "_auth_user_id" not in visitor.session
    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert visitor.post(RESET_NEW, {"password1": "another new phrase"}).status_code == 302
    alice.refresh_from_db()
    assert alice.check_password(NEW)


@pytest.mark.parametrize("word", ["the bob i know here", "alice of the sea"])
def test_a_reset_refuses_the_names_of_both(
    alice: User, couple: Space, visitor: Client, outbox: list[Letter], word: str
) -> None:
    reset(visitor, outbox)
    answer = visitor.post(RESET_NEW, {"password1": word})
    assert answer.status_code == 422
    assert "somebody close would try" in answer.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_a_reset_code_cannot_be_guessed_often_nor_used_late(
    alice: User, visitor: Client, outbox: list[Letter]
) -> None:
    with time_machine.travel(datetime(2026, 11, 19, 18, tzinfo=UTC), tick=False) as clock:
        visitor.post(RESET, {"email": alice.email})
        letters = code_in(outbox[-1])
        assert len(letters.replace("-", "")) == 8
        for _ in range(3):
            visitor.post(RESET_CODE, {"code": "BBBB-BBBB"})
        assert visitor.post(RESET_CODE, {"code": letters}).headers["Location"] == LOGIN
        assert "tried very often" in visitor.get(LOGIN).content.decode()
        visitor.post(RESET, {"email": alice.email})
        clock.shift(timedelta(minutes=20, seconds=1))
        late = visitor.post(RESET_CODE, {"code": code_in(outbox[-1])}, follow=True)
        assert "That code has run out" in late.content.decode()
        assert visitor.get(RESET_NEW).headers["Location"] == RESET


def test_a_new_password_needs_the_code_first(alice: User, visitor: Client) -> None:
    assert visitor.post(RESET_NEW, {"password1": NEW}).headers["Location"] == RESET
    visitor.post(RESET, {"email": alice.email})
    assert visitor.post(RESET_NEW, {"password1": NEW}).headers["Location"] == RESET_CODE
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_another_address_needs_the_password_then_a_code(
    alice: User, as_alice: Client, outbox: list[Letter]
) -> None:
    asked = as_alice.get(ADDRESS).headers["Location"]
    assert asked.startswith(AGAIN)
    assert as_alice.post(asked, {"password": "not it at all"}).status_code == 422
    assert as_alice.post(asked, {"password": PASSWORD}).headers["Location"] == ADDRESS
    sent = as_alice.post(ADDRESS, {"email": "Alice@New.example", "action_add": "1"})
    assert sent.headers["Location"] == CODE
    assert outbox[-1].to == "alice@new.example"
    assert User.objects.get(pk=alice.pk).email == "alice@mail.example"
    done = as_alice.post(CODE, {"code": code_in(outbox[-1])}, follow=True)
    assert "you sign in with the new address" in done.content.decode()
    assert User.objects.get(pk=alice.pk).email == "alice@new.example"
    assert list(EmailAddress.objects.filter(user=alice).values_list("email", "primary")) == [
        ("alice@new.example", True)
    ]


@pytest.fixture
def sure(as_alice: Client) -> Client:
    """Alice, who typed her password a moment ago."""
    as_alice.post(f"{AGAIN}?next={ADDRESS}", {"password": PASSWORD})
    return as_alice


@pytest.mark.parametrize("email", ["", "x", "a\0@b.example", "alice@mail.example", "a" * 300])
def test_an_address_that_will_not_do_is_drawn_again(
    alice: User, sure: Client, outbox: list[Letter], email: str
) -> None:
    assert sure.post(ADDRESS, {"email": email, "action_add": "1"}).status_code == 422
    assert outbox == []


@pytest.mark.parametrize("action", ["action_remove", "action_primary", "action_send"])
def test_nothing_else_can_be_done_to_an_address(
    alice: User, sure: Client, outbox: list[Letter], action: str
) -> None:
    sure.post(ADDRESS, {"email": alice.email, action: "1"})
    assert EmailAddress.objects.get(user=alice).primary
    assert outbox == []


def test_somebody_else_s_address_looks_free_and_stays_theirs(
    alice: User, bob: User, sure: Client, outbox: list[Letter]
) -> None:
    sent = sure.post(ADDRESS, {"email": bob.email, "action_add": "1"})
    assert sent.headers["Location"] == CODE
    answer = sure.post(CODE, {"code": code_in(outbox[-1])})
    assert "in use already" in answer.content.decode()
    assert User.objects.get(pk=alice.pk).email == "alice@mail.example"
    assert User.objects.get(pk=bob.pk).email == "bob@mail.example"


def test_an_address_held_by_a_sign_up_that_never_proved_it_can_be_taken(
    alice: User, sure: Client, outbox: list[Letter]
) -> None:
    squatter = Client()
    squatter.post(SIGNUP, typed(email="mine@mail.example"))
    squatted = code_in(outbox[-1])
    sure.post(ADDRESS, {"email": "mine@mail.example", "action_add": "1"})
    sure.post(CODE, {"code": code_in(outbox[-1])})
    assert User.objects.get(pk=alice.pk).email == "mine@mail.example"
    squatter.post(CODE, {"code": squatted})
    assert "_auth_user_id" not in squatter.session
    assert User.objects.get(email="mine@mail.example").pk == alice.pk
    entry = {"login": "mine@mail.example", "password": PASSWORD}
    assert Client().post(LOGIN, entry).headers["Location"] == "/"
