"""A person's own preferences."""

from typing import Any

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.spaces.models import Space
from tests.cast import acting, make_person

HERE = "/settings/"
HTMX = {"HX-Request": "true"}


def keep(browser: Client, **changes: str) -> Any:
    return browser.post(HERE, {"display_name": "Alice", "time_zone": "Europe/Berlin"} | changes)


def test_a_name_and_a_zone_are_kept_and_said_to_be(alice: User, as_alice: Client) -> None:
    page = as_alice.post(HERE, {"display_name": "Ali", "time_zone": "Asia/Tokyo"}, follow=True)
    assert "Kept. The pages follow this from now on." in page.content.decode()
    alice.refresh_from_db()
    assert (alice.display_name, alice.time_zone) == ("Ali", "Asia/Tokyo")
    assert 'value="Ali"' in page.content.decode()


def test_a_new_name_reaches_the_other_and_nobody_else(
    alice: User, bob: User, charlie: User, couple: Space, as_alice: Client, as_bob: Client
) -> None:
    keep(as_alice, display_name="Ali")
    with acting(bob) as here:
        assert (here.partner_name, here.name) == ("Ali", "Bob")
    with acting(charlie) as here:
        assert here.partner_name == ""


def test_nothing_else_of_the_settings_shows_on_the_other_s_page(
    alice: User, couple: Space, as_alice: Client, as_bob: Client
) -> None:
    before = as_bob.get(HERE).content
    keep(as_alice, time_zone="Asia/Tokyo")
    assert len(as_bob.get(HERE).content) == len(before)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"display_name": ""}, "Something has to stand here."),
        ({"display_name": "x" * 61}, "longer than fits"),
        ({"display_name": "A\0"}, "invisible sign"),
        ({"display_name": "A\u202eB"}, "invisible sign"),
        ({"time_zone": "Mars/Base"}, "no such time zone"),
        ({"time_zone": "../../etc/passwd"}, "no such time zone"),
        ({"time_zone": "\0"}, "no such time zone"),
        ({"time_zone": ""}, "Choose one of those that stand here."),
    ],
)
def test_bad_input_is_said_and_changes_nothing(
    alice: User, as_alice: Client, changes: dict[str, str], sentence: str, headers: dict[str, str]
) -> None:
    typed = {"display_name": "Ali", "time_zone": "Asia/Tokyo"} | changes
    answer = as_alice.post(HERE, typed, headers=headers)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    alice.refresh_from_db()
    assert (alice.display_name, alice.time_zone) == ("Alice", "Europe/Berlin")


def test_only_what_the_form_asks_can_be_set(alice: User, bob: User, as_alice: Client) -> None:
    keep(
        as_alice, id=str(bob.pk), pk=str(bob.pk), email="x@mail.example", is_active="",
        password="planted", language="xx", last_login="2020-01-01",
    )  # fmt: skip
    alice.refresh_from_db()
    bob.refresh_from_db()
    assert (alice.email, alice.is_active, alice.language) == ("alice@mail.example", True, "en")
    assert bob.display_name == "Bob"


def test_a_zone_no_list_has_stays_a_choice_for_whoever_has_it(db: None) -> None:
    person = make_person("eve", time_zone="US/Pacific")
    browser = Client()
    browser.force_login(person)
    assert '<option value="US/Pacific" selected>' in browser.get(HERE).content.decode()
    assert keep(browser, display_name="Eve", time_zone="US/Pacific").status_code == 302


def test_a_language_can_be_chosen_once_there_are_two(
    alice: User, as_alice: Client, settings: Any
) -> None:
    assert 'name="language"' not in as_alice.get(HERE).content.decode()
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    assert keep(as_alice, language="xx").status_code == 422
    assert keep(as_alice, language="ar").status_code == 302
    alice.refresh_from_db()
    assert alice.language == "ar"


def test_a_visitor_is_sent_to_the_sign_in_page(db: None) -> None:
    assert Client().get(HERE).headers["Location"].startswith("/account/login/")


def test_the_address_is_veiled(as_alice: Client) -> None:
    page = as_alice.get(HERE).content.decode()
    assert "a•••••@mail.example" in page
    assert "alice@mail.example" not in page


def test_the_page_needs_no_more_queries_in_a_couple(
    alice: User, bob: User, couple: Space, django_assert_max_num_queries: Any
) -> None:
    browser = Client()
    browser.force_login(alice)
    with django_assert_max_num_queries(12):
        browser.get(HERE)
