"""Signing up: a code, a name, keys; nothing half-made."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connections
from django.test import Client

from apps.accounts import adapter
from apps.accounts.models import PersonKey, User
from apps.core.mail import Letter
from apps.core.person import as_person
from apps.spaces.here import find
from tests.accounts.conftest import CODE, LOGIN, SIGNUP, code_in, typed
from tests.cast import PASSWORD


def sign_up(browser: Client, **changes: Any) -> Any:
    return browser.post(SIGNUP, typed(**changes))


def test_a_code_makes_a_person_with_keys_and_a_space_and_signs_them_in(
    visitor: Client, outbox: list[Letter]
) -> None:
    assert sign_up(visitor).headers["Location"] == CODE
    assert visitor.get("/settings/").status_code == 302
    done = visitor.post(CODE, {"code": code_in(outbox[-1])})
    assert done.headers["Location"] == "/"
    person = User.objects.get(email="mara@mail.example")
    assert (person.display_name, person.time_zone, person.language) == (
        "Mara",
        "Europe/Berlin",
        "en",
    )
    assert EmailAddress.objects.get(user=person).verified
    with as_person(person.pk):
        assert PersonKey.objects.visible_to(person.pk).count() == 2
        assert find(person.pk) is not None
    assert visitor.get("/settings/").status_code == 200


def test_the_code_has_six_figures(visitor: Client, outbox: list[Letter]) -> None:
    sign_up(visitor)
    assert len(code_in(outbox[-1])) == 6
    assert code_in(outbox[-1]).isdigit()


def test_a_wrong_code_is_said_kindly_and_the_third_ends_it(
    visitor: Client, outbox: list[Letter]
) -> None:
    sign_up(visitor)
    wrong = f"{(int(code_in(outbox[-1])) + 1) % 1_000_000:06}"
    for _ in range(2):
        answer = visitor.post(CODE, {"code": wrong})
        assert answer.status_code == 422
        assert "That is not the code" in answer.content.decode()
    assert visitor.post(CODE, {"code": wrong}).headers["Location"] == LOGIN
    assert visitor.post(CODE, {"code": code_in(outbox[-1])}).headers["Location"] == LOGIN
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("code", ["", " ", "\0" * 6, "①②③④⑤⑥", "1" * 500, "ééé"])
def test_no_odd_code_is_more_than_wrong(visitor: Client, outbox: list[Letter], code: str) -> None:
    sign_up(visitor)
    assert visitor.post(CODE, {"code": code}).status_code == 422


def test_a_code_runs_out_after_twenty_minutes_and_the_page_says_so(
    visitor: Client, outbox: list[Letter]
) -> None:
    with time_machine.travel(datetime(2026, 11, 19, 18, tzinfo=UTC), tick=False) as clock:
        sign_up(visitor)
        clock.shift(timedelta(minutes=20, seconds=1))
        late = visitor.post(CODE, {"code": code_in(outbox[-1])}, follow=True)
    assert "That code has run out" in late.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_a_code_still_works_just_before_twenty_minutes(
    visitor: Client, outbox: list[Letter]
) -> None:
    with time_machine.travel(datetime(2026, 11, 19, 18, tzinfo=UTC), tick=False) as clock:
        sign_up(visitor)
        clock.shift(timedelta(minutes=19, seconds=50))
        assert visitor.post(CODE, {"code": code_in(outbox[-1])}).headers["Location"] == "/"


def test_a_code_works_once_and_in_one_browser(visitor: Client, outbox: list[Letter]) -> None:
    sign_up(visitor)
    code = code_in(outbox[-1])
    visitor.post(CODE, {"code": code})
    assert visitor.post(CODE, {"code": code}).headers["Location"] == "/settings/"
    assert Client().post(CODE, {"code": code}).headers["Location"] == LOGIN


def test_another_code_makes_the_first_one_stale(visitor: Client, outbox: list[Letter]) -> None:
    sign_up(visitor)
    assert visitor.post(CODE, {"action": "resend"}).headers["Location"] == CODE
    first, second = (code_in(letter) for letter in outbox)
    if first != second:
        assert visitor.post(CODE, {"code": first}).status_code == 422
    assert visitor.post(CODE, {"code": second}).headers["Location"] == "/"


def test_sending_the_form_again_leads_to_the_same_code(
    visitor: Client, outbox: list[Letter]
) -> None:
    assert sign_up(visitor).headers["Location"] == CODE
    assert sign_up(visitor).headers["Location"] == CODE
    assert User.objects.count() == 1
    assert len(outbox) == 1


def test_beginning_again_in_another_browser_with_the_same_password_goes_on(
    visitor: Client, outbox: list[Letter]
) -> None:
    sign_up(visitor)
    other = Client()
    assert sign_up(other).headers["Location"] == CODE
    assert User.objects.count() == 1
    assert other.post(CODE, {"code": code_in(outbox[-1])}).headers["Location"] == "/"


def test_beginning_again_with_another_password_changes_nothing(
    visitor: Client, outbox: list[Letter]
) -> None:
    sign_up(visitor)
    other = Client()
    sign_up(other, password1="quite another phrase", display_name="Somebody")
    assert "No code is needed" in outbox[-1].body
    assert User.objects.get().display_name == "Mara"
    assert User.objects.get().check_password(PASSWORD)


def test_one_can_begin_again_with_another_address(visitor: Client, outbox: list[Letter]) -> None:
    sign_up(visitor)
    assert visitor.get(SIGNUP).headers["Location"] == CODE
    again = visitor.post("/account/logout/", {"next": SIGNUP})
    assert again.headers["Location"] == SIGNUP
    assert visitor.get(SIGNUP).status_code == 200


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": ""}, "Something has to stand here."),
        ({"email": "nobody"}, "does not look like an address"),
        ({"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.ex"}, "address"),
        ({"email": "a\0b@mail.example"}, "invisible sign"),
        ({"display_name": ""}, "Something has to stand here."),
        ({"display_name": " \u200b\u00a0 "}, "Something has to stand here."),
        ({"display_name": "x" * 61}, "longer than fits"),
        ({"display_name": "Ma\0ra"}, "invisible sign"),
        ({"display_name": "Ma\u202era"}, "invisible sign"),
        ({"display_name": "Ma\nra"}, "invisible sign"),
        ({"password1": ""}, "Something has to stand here."),
        ({"password1": "elevensigns"}, "a little short"),
        ({"password1": "four plain\0 words"}, "invisible sign"),
        ({"password1": "x" * 257}, "longer than fits"),
        ({"password1": "administrator"}, "used by many people"),
        ({"password1": "I live with mara"}, "somebody close would try"),
        ({"password1": "at MAIL.example now"}, "somebody close would try"),
        (
            {"email": "k@o.example", "display_name": "Lior", "password1": "lior and the sea"},
            "close",
        ),
    ],
)
def test_bad_input_is_said_beside_the_field_and_makes_nobody(
    visitor: Client, outbox: list[Letter], changes: dict[str, str], sentence: str
) -> None:
    answer = sign_up(visitor, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert User.objects.count() == 0
    assert outbox == []


def test_twelve_signs_are_enough(visitor: Client) -> None:
    assert sign_up(visitor, password1="twelve-signs").status_code == 302


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Zoë  ", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("نور", "نور"),
        ("李雷", "李雷"),
        ("👩\u200d🌾 Ida", "👩\u200d🌾 Ida"),
        ('<b>O\'Neil & "co"</b>', '<b>O\'Neil & "co"</b>'),
        ("名" * 60, "名" * 60),
    ],
)
def test_names_of_all_kinds_are_kept_as_they_are(visitor: Client, name: str, kept: str) -> None:
    assert sign_up(visitor, display_name=name).status_code == 302
    assert User.objects.get().display_name == kept


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../../etc/passwd", "\0", "x" * 5000])
def test_a_zone_that_does_not_exist_becomes_utc(visitor: Client, zone: str) -> None:
    assert sign_up(visitor, time_zone=zone).status_code == 302
    assert User.objects.get().time_zone == "UTC"


def test_nobody_can_give_themselves_more_than_the_form_asks(visitor: Client) -> None:
    wanted = "7d7d7d7d-0000-4000-8000-000000000000"
    sign_up(visitor, id=wanted, is_active="", last_login="2020-01-01", verified="on", language="xx")
    person = User.objects.get()
    assert str(person.pk) != wanted
    assert person.is_active
    assert person.last_login is None
    assert person.language == "en"
    assert not EmailAddress.objects.get().verified


def test_a_failure_after_the_person_was_kept_leaves_nothing(
    visitor: Client,
    outbox: list[Letter],
    monkeypatch: pytest.MonkeyPatch,
    superuser: psycopg.Connection[Any],
) -> None:
    def broken(**_: Any) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr(adapter, "welcome", broken)
    visitor.raise_request_exception = False
    assert sign_up(visitor).status_code == 500
    assert User.objects.count() == 0
    assert EmailAddress.objects.count() == 0
    assert outbox == []


@pytest.fixture
def closing() -> Iterator[None]:
    """Threads of a test leave no connections behind."""
    yield
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_the_form_sent_twice_at_the_same_moment_makes_one_person(
    outbox: list[Letter], closing: None
) -> None:
    def once(_: int) -> int:
        try:
            return int(sign_up(Client()).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as threads:
        assert set(threads.map(once, range(3))) == {302}
    assert User.objects.count() == 1
    assert len(outbox) == 3
    assert all(code_in(letter).isdigit() for letter in outbox)
