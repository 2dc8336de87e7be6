"""Signing in and out, and how long it lasts (answers 15)."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from tests.accounts.conftest import LOGIN
from tests.cast import PASSWORD

ENTRY = {"login": "alice@mail.example", "password": PASSWORD}


def test_a_device_counts_as_shared_unless_said_otherwise(alice: User, visitor: Client) -> None:
    assert 'name="remember"' in visitor.get(LOGIN).content.decode()
    assert "checked" not in visitor.get(LOGIN).content.decode()
    answer = visitor.post(LOGIN, ENTRY)
    assert answer.headers["Location"] == "/"
    assert answer.cookies["session"]["max-age"] == ""


@pytest.mark.parametrize(
    ("own", "lasts"), [({}, timedelta(hours=12)), ({"remember": "on"}, timedelta(days=30))]
)
def test_a_sign_in_ends_after_its_hours_however_much_it_is_used(
    alice: User, visitor: Client, own: dict[str, str], lasts: timedelta
) -> None:
    begin = datetime(2026, 11, 1, 8, tzinfo=UTC)
    with time_machine.travel(begin, tick=False) as clock:
        visitor.post(LOGIN, ENTRY | own)
        step = lasts / 6
        for _ in range(5):
            clock.shift(step)
            page = visitor.post("/settings/", {"display_name": "Alice", "time_zone": "UTC"})
            assert page.headers["Location"] == "/settings/"
        clock.move_to(begin + lasts - timedelta(seconds=1))
        assert visitor.get("/settings/").status_code == 200
        clock.move_to(begin + lasts + timedelta(seconds=1))
        assert visitor.get("/settings/").headers["Location"].startswith(LOGIN)


def test_one_s_own_device_keeps_the_cookie(alice: User, visitor: Client) -> None:
    answer = visitor.post(LOGIN, ENTRY | {"remember": "on"})
    assert answer.cookies["session"]["max-age"] == pytest.approx(30 * 86400, abs=5)


def test_signing_out_asks_first_and_is_a_post(as_alice: Client) -> None:
    assert as_alice.get("/account/logout/").status_code == 200
    assert as_alice.get("/settings/").status_code == 200
    out = as_alice.post("/account/logout/", follow=True)
    assert "You are signed out." in out.content.decode()
    assert as_alice.get("/settings/").status_code == 302


def test_nothing_is_left_to_go_back_to_after_signing_out(as_alice: Client) -> None:
    page = as_alice.get("/settings/")
    assert "no-store" in page.headers["Cache-Control"]
    as_alice.post("/account/logout/")
    assert as_alice.get("/settings/").headers["Location"] == f"{LOGIN}?next=/settings/"


def test_signing_in_leads_back_to_where_one_was_but_to_no_other_site(
    alice: User, visitor: Client
) -> None:
    there = visitor.post(LOGIN, ENTRY | {"next": "/settings/"})
    assert there.headers["Location"] == "/settings/"
    away = Client().post(LOGIN, ENTRY | {"next": "https://elsewhere.example/"})
    assert away.headers["Location"] == "/"


@pytest.mark.parametrize(
    "data", [{}, {"login": "x"}, {"login": "a\0@b.example", "password": "\0"}, {"password": "x"}]
)
def test_an_incomplete_sign_in_is_drawn_again(visitor: Client, data: dict[str, str]) -> None:
    assert visitor.post(LOGIN, data).status_code == 422


def test_only_the_routes_in_use_exist(db: None, as_alice: Client) -> None:
    for path in (
        "inactive/", "password/set/", "password/reset/", "login/code/", "login/code/confirm/",
        "confirm-email/", "confirm-email/abc/", "phone/verify/", "phone/change/", "email/",
        "signup/passkey/", "password/reset/key/1-abc/",
    ):  # fmt: skip
        assert as_alice.get(f"/account/{path}").status_code == 404
    assert reverse("account_login") == LOGIN
    for name in ("account_inactive", "account_set_password", "account_confirm_email"):
        with pytest.raises(Exception, match="Reverse for"):
            reverse(name)


def test_each_route_says_who_may_come_in(db: None) -> None:
    from apps.accounts.urls import entrance, urlpatterns

    assert all(hasattr(route.callback, "access") for route in [*entrance, *urlpatterns])
    asked = {r.name for r in entrance if getattr(r.callback, "access", "") == "self"}
    assert asked == {"account_reauthenticate", "account_email", "account_change_password"}
    for route in entrance:
        answer = Client().get(reverse(route.name))
        if route.name in asked:
            assert answer.headers["Location"].startswith(LOGIN)
