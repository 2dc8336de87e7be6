"""One tap, in a real Chromium, with and without script."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright

from apps.accounts.models import User
from apps.spaces.models import Space
from tests.cast import signed_in
from tests.commitments.people import says

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium")
        yield browser
        browser.close()


def _page(chromium: Browser, live_server: Any, person: User, *, script: bool = True) -> Page:
    base = str(live_server.url).replace("127.0.0.1", "localhost")
    context = chromium.new_context(java_script_enabled=script, base_url=base)
    session = signed_in(person).cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": base}])
    return context.new_page()


@pytest.mark.parametrize("script", [True, False])
def test_one_tap_and_the_way_out_are_the_same_with_and_without_script(
    chromium: Browser, live_server: Any, couple: Space, bob: User, script: bool
) -> None:
    said = says(bob, on=timezone.localdate() - timedelta(days=3))
    page = _page(chromium, live_server, bob, script=script)
    page.goto(f"/said/{said.pk}/")
    page.click("button:has-text('Not kept')")
    expect(page.get_by_label("What I will do about it")).to_be_visible()
    page.click("button:has-text('Leave it at that')")
    expect(page.get_by_label("What I will do about it")).to_have_count(0)
    page.click("text=Change this")
    page.click("button:has-text('Partly')")
    expect(page.get_by_text("It said before:").first).to_be_visible()


def test_the_helper_speaks_while_typing_and_only_the_chosen_rhythm_unfolds(
    chromium: Browser, live_server: Any, couple: Space, bob: User
) -> None:
    page = _page(chromium, live_server, bob)
    page.goto("/said/new/")
    page.fill("textarea", "I will try to be more open")
    expect(page.get_by_text("A second look at the wording")).to_be_visible()
    expect(page.get_by_label("How many times a week")).to_be_hidden()
    page.check("input[value=times_a_week]")
    expect(page.get_by_label("How many times a week")).to_be_visible()
    expect(page.get_by_label("How many times a month")).to_be_hidden()
