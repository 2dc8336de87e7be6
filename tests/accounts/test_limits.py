"""Who tries too often waits; nobody waits for what another does (threat rows 32 and 33)."""

from typing import Any

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.core.mail import Letter
from tests.accounts.conftest import CODE, LOGIN, RESET, SIGNUP, code_in, typed
from tests.cast import PASSWORD

ALICE = "alice@mail.example"
pytestmark = pytest.mark.usefixtures("still")


def enter(browser: Client, password: str, ip: str, **headers: str) -> Any:
    return browser.post(
        LOGIN, {"login": ALICE, "password": password}, REMOTE_ADDR=ip, headers=headers
    )


def test_wrong_passwords_from_one_place_do_not_keep_the_owner_out_at_another(
    alice: User,
) -> None:
    for _ in range(12):
        answer = enter(Client(), "guessed by somebody", "10.0.0.9")
    assert "tried very often" in answer.content.decode()
    assert "tried very often" in enter(Client(), PASSWORD, "10.0.0.9").content.decode()
    assert enter(Client(), PASSWORD, "10.0.0.7").headers["Location"] == "/"


def test_a_forwarded_address_nobody_vouches_for_lifts_no_limit(alice: User) -> None:
    answers = [
        enter(Client(), "guess", "10.0.0.9", **{"X-Forwarded-For": f"192.0.2.{n}"})
        for n in range(100)
    ]
    assert answers[-1].status_code == 429
    assert "asked for very often" in answers[-1].content.decode()


def test_behind_a_known_proxy_each_visitor_has_their_own_limit(alice: User, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(12):
        enter(Client(), "guess", "10.0.0.1", **{"X-Forwarded-For": "192.0.2.9"})
    again = enter(Client(), PASSWORD, "10.0.0.1", **{"X-Forwarded-For": "192.0.2.9"})
    assert again.status_code == 422
    spoofed = {"X-Forwarded-For": "192.0.2.7, 192.0.2.9"}
    assert enter(Client(), PASSWORD, "10.0.0.1", **spoofed).status_code == 422
    owner = {"X-Forwarded-For": "192.0.2.7"}
    assert enter(Client(), PASSWORD, "10.0.0.1", **owner).headers["Location"] == "/"


@pytest.mark.parametrize(("path", "field"), [(SIGNUP, "email"), (RESET, "email")])
def test_asking_for_mail_in_somebody_s_name_does_not_use_up_theirs(
    alice: User, outbox: list[Letter], path: str, field: str
) -> None:
    answers = [
        Client().post(path, typed(**{field: ALICE}), REMOTE_ADDR="10.0.0.9") for _ in range(12)
    ]
    assert [a.status_code for a in answers] == [302] * 10 + [429] * 2
    mine = Client().post(path, typed(**{field: ALICE}), REMOTE_ADDR="10.0.0.7")
    assert mine.status_code == 302
    assert len(outbox) == 11


def test_a_sign_up_stopped_by_the_limit_leaves_nobody(db: None, outbox: list[Letter]) -> None:
    for n in range(12):
        answer = Client().post(SIGNUP, typed(email=f"p{n}@mail.example", display_name="Ida"))
    assert answer.status_code == 429
    assert User.objects.count() == len(outbox) == 10
    kept = {person.email for person in User.objects.all()}
    assert kept == {letter.to for letter in outbox}
    assert code_in(outbox[0]).isdigit()
    assert CODE.startswith("/account/")
