"""Nobody learns from a page whether an address is known here (threat row 31)."""

import re
import time
from typing import Any

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.core.mail import Letter
from tests.accounts.conftest import CODE, LOGIN, RESET, RESET_CODE, SIGNUP, typed
from tests.cast import PASSWORD

UNKNOWN = "nobody@mail.example"
KNOWN = "alice@mail.example"
CHANGING = [r'name="csrfmiddlewaretoken" value="\w+"', r'"X-CSRFToken": "\w+"', "alice", "nobody"]
VEILED = [r"[an]•••••@"]


def seen(response: Any) -> tuple[int, str, list[str], str]:
    """What a visitor can tell apart: status, way on, headers and body without their address."""
    body = response.content.decode()
    for sign in [*CHANGING, *VEILED]:
        body = re.sub(sign, "*", body)
    headers = [f"{name}: {value}" for name, value in sorted(response.headers.items())]
    headers = [line for line in headers if not line.startswith("Content-Length")]
    return response.status_code, response.headers.get("Location", ""), headers, body


def walk(address: str, *steps: tuple[str, dict[str, str]]) -> list[Any]:
    browser = Client()
    found: list[Any] = []
    for path, data in steps:
        found.append(seen(browser.post(path, data) if data else browser.get(path)))
        found.append(sorted(set(browser.cookies)))
    return found


SIGN_UP = [
    (SIGNUP, typed(display_name="Mara")),
    (CODE, {}),
    (CODE, {"code": "000000"}),
    (CODE, {"action": "resend"}),
    (CODE, {}),
    (SIGNUP, {}),
    (LOGIN, {}),
    (CODE, {"code": "000000"}),
    (CODE, {"code": "000000"}),
    (LOGIN, {}),
]
FORGOT = [
    (RESET, {"email": ""}),
    (RESET_CODE, {}),
    (RESET_CODE, {"code": "AAAA-AAAA"}),
    (RESET_CODE, {"code": ""}),
    ("/account/new/password/", {}),
    (RESET_CODE, {"code": "AAAA-AAAA"}),
    (LOGIN, {}),
]
ENTER = [(LOGIN, {"login": "", "password": "not her password"}), (LOGIN, {})]


def for_address(steps: list[tuple[str, dict[str, str]]], address: str) -> list[Any]:
    return [
        (path, {k: address if k in {"email", "login"} else v for k, v in data.items()})
        for path, data in steps
    ]


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("steps", [SIGN_UP, FORGOT, ENTER], ids=["sign-up", "reset", "sign-in"])
def test_every_step_is_the_same_for_known_and_unknown(
    alice: User, steps: list[tuple[str, dict[str, str]]]
) -> None:
    known = walk(KNOWN, *for_address(steps, KNOWN))
    unknown = walk(UNKNOWN, *for_address(steps, UNKNOWN))
    assert known == unknown


def test_the_comparison_sees_a_difference() -> None:
    """The proof that these tests can fail."""
    assert seen_text("There is an account") != seen_text("There is none")


def seen_text(text: str) -> Any:
    from django.http import HttpResponse

    return seen(HttpResponse(text))


def test_a_known_address_gets_a_neutral_mail_of_the_same_kind(
    alice: User, outbox: list[Letter]
) -> None:
    walk(KNOWN, (SIGNUP, typed(email=KNOWN)))
    walk(UNKNOWN, (SIGNUP, typed(email=UNKNOWN)))
    known, unknown = outbox
    assert known.subject == unknown.subject == "Your code"
    assert abs(len(known.body) - len(unknown.body)) < 40
    assert not re.search(r"\d", known.body)
    assert User.objects.count() == 2


def test_an_unknown_address_gets_no_mail_about_a_new_password(
    alice: User, outbox: list[Letter]
) -> None:
    walk(UNKNOWN, (RESET, {"email": UNKNOWN}))
    assert outbox == []
    walk(KNOWN, (RESET, {"email": KNOWN}))
    assert [letter.to for letter in outbox] == [KNOWN]


def test_no_code_at_all_fits_where_none_was_sent(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "apps.accounts.adapter.AccountAdapter.generate_email_verification_code",
        lambda self: "000000",
    )
    browser = Client()
    browser.post(SIGNUP, typed(email=KNOWN))
    assert browser.post(CODE, {"code": "000000"}).status_code == 422
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("path", [SIGNUP, RESET])
def test_neither_answer_is_faster_than_the_floor(alice: User, path: str, settings: Any) -> None:
    settings.LATENCY_FLOOR = 0.5
    for address in (KNOWN, UNKNOWN):
        began = time.monotonic()
        Client().post(path, typed(email=address))
        assert time.monotonic() - began >= 0.5


def test_the_forms_ask_for_no_answer_in_json(alice: User) -> None:
    for address in (KNOWN, UNKNOWN):
        answer = Client().post(SIGNUP, typed(email=address), headers={"Accept": "application/json"})
        assert answer.status_code == 302


def test_a_deactivated_person_is_answered_like_nobody(alice: User) -> None:
    User.objects.update(is_active=False)
    answer = Client().post(LOGIN, {"login": KNOWN, "password": PASSWORD})
    assert answer.headers.get("Location") == LOGIN
