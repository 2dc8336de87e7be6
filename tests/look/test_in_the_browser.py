"""What the script does, in a real Chromium under the site's own headers."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Request, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium")
        yield browser.new_page()
        browser.close()


@pytest.fixture
def door(live_server: Any) -> str:
    return str(live_server.url).replace("127.0.0.1", "localhost") + "/account/login/"


def test_the_first_view_takes_six_requests_and_breaks_no_policy(page: Page, door: str) -> None:
    asked: list[Request] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(door)
    page.wait_for_load_state("networkidle")
    assert len(asked) <= 6
    assert [line for line in complaints if "Permissions-Policy" not in line] == []
    assert page.evaluate("htmx.config.allowEval || htmx.config.historyEnabled") is False


def test_nothing_is_left_in_the_browser_s_storage(page: Page, door: str) -> None:
    page.goto(door)
    page.wait_for_function("window.htmx")
    page.goto(door.replace("/account/login/", "/elsewhere/"))  # the one page without our script
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]


def test_leave_is_the_third_stop_of_the_tab_key(page: Page, door: str) -> None:
    page.goto(door)
    for _stop in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hasAttribute('data-leave')")


def test_shift_three_times_leaves_and_the_page_is_not_one_step_back(page: Page, door: str) -> None:
    page.goto(door)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("a")
    page.keyboard.press("Shift")
    assert page.url == door
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url("**/elsewhere/")
    assert "Kept" not in page.content()
    page.go_back()
    assert page.url == "about:blank"


def test_the_page_is_blank_before_the_next_one_answers(page: Page, door: str) -> None:
    page.goto(door)
    page.route("**/out/", lambda route: route.abort("aborted"))
    page.click("[data-leave]", no_wait_after=True)
    assert page.locator("body").is_hidden()
    assert page.title().strip("\u200b") == ""


def test_leave_works_without_script(page: Page, door: str) -> None:
    browser = page.context.browser
    assert browser
    bare = browser.new_context(java_script_enabled=False).new_page()
    bare.goto(door)
    bare.click("[data-leave]")
    bare.wait_for_url("**/elsewhere/")


def test_nothing_scrolls_sideways(page: Page, door: str) -> None:
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for path in ("/account/login/", "/support/", "/about/who-sees-what/", "/no-such-page/"):
        page.goto(door.replace("/account/login/", path))
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(wider) == 0, (path, width)
