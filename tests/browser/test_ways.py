"""Without a script, by keyboard, twice at once, offline, from a page that is out of date."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Meet
from tests.browser.people import (
    DONE,
    OPEN,
    SECRET,
    Person,
    heading,
    log,
    pair_up,
    press,
    rate,
    row,
    say,
    sign_in,
    sign_up,
    write,
)
from tests.browser.stage import Stage

UNREACHED = "This has not arrived yet. What you wrote is still here"


def test_the_whole_way_works_without_a_script(site: Stage, person: Meet) -> None:
    maren = person("Maren", java_script_enabled=False)
    tobin = person("Tobin", java_script_enabled=False)
    sign_up(site, maren)
    sign_up(site, tobin)
    pair_up(maren, tobin)
    says_and_logs(tobin)
    rate(maren, "About half and half")
    write(maren, SECRET)
    for somebody in (maren, tobin):
        every_range(somebody.page)


def says_and_logs(tobin: Person) -> None:
    """A hint after sending, a mark, a next step, and a mark that is changed."""
    page = tobin.page
    page.goto("/said/new/")
    page.get_by_label("In your words").fill("I will try to be more open")
    page.get_by_role("radio", name="Every day").check()
    press(page, "Say it")
    expect(page.locator("#helper .aside")).to_have_count(1)
    expect(page.get_by_label("In your words")).to_have_value("I will try to be more open")
    say(tobin, OPEN, "Every day")
    page.goto("/")
    line = log(tobin, OPEN, "Not kept")
    line.get_by_label("What I will do about it").fill("Set an alarm.")
    line.get_by_role("button", name="Add it").click()
    expect(row(page, OPEN).get_by_text("Set an alarm.")).to_be_visible()
    row(page, OPEN).get_by_role("link", name="Change this").click()
    page.get_by_role("button", name="Kept", exact=True).click()
    expect(page.get_by_text("It said before:").first).to_be_visible()


def every_range(page: Page) -> None:
    """By links alone."""
    for span in ("4 weeks", "3 months", "A year", "All"):
        page.goto("/timeline/")
        page.get_by_role("link", name=span, exact=True).click()
        expect(page.locator(".range [aria-current]")).to_have_text(span)
        expect(page.get_by_role("heading", name=OPEN).first).to_be_visible()


def focused(page: Page) -> str:
    """What has the focus, in words."""
    return str(page.evaluate("document.activeElement.innerText || ''")).strip()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until it is reached."""
    for _stop in range(40):
        page.keyboard.press("Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"Tab never reached {words}")


RING = """() => { const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 }"""


def test_a_mark_is_written_by_keyboard_alone(lived: tuple[Person, Person]) -> None:
    page = lived[1].page
    page.goto("/")
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the page"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hasAttribute('data-leave')")
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    tab_to(page, OPEN)
    tab_to(page, "Not kept")
    assert page.evaluate(RING)
    page.keyboard.press("Enter")
    expect(row(page, OPEN).locator(".logged")).to_be_visible()
    page.wait_for_function("document.activeElement.closest('li.said')")
    assert focused(page).startswith("Not kept")
    assert page.evaluate(RING)
    tab_to(page, "Leave it at that")
    page.keyboard.press("Enter")
    expect(row(page, OPEN).get_by_label("What I will do about it")).to_have_count(0)
    page.wait_for_function("document.activeElement.closest('li.said')")


def test_two_tabs_write_the_same_thing_once(lived: tuple[Person, Person]) -> None:
    first = lived[1].page
    second = first.context.new_page()
    first.goto("/")
    second.goto("/")
    row(first, OPEN).get_by_role("button", name="Kept", exact=True).click()
    expect(row(first, OPEN).locator(".logged")).to_have_count(1)
    row(second, OPEN).get_by_role("button", name="Kept", exact=True).click()
    expect(row(second, OPEN).locator(".logged")).to_have_count(1)
    second.reload()
    expect(row(second, OPEN).locator(".logged")).to_have_count(1)
    expect(row(second, OPEN).get_by_text("It said before")).to_have_count(0)


def test_a_page_that_is_out_of_date_is_told_so_kindly(lived: tuple[Person, Person]) -> None:
    page = lived[1].page
    page.goto("/")
    other = page.context.new_page()
    other.goto("/said/")
    other.get_by_role("link", name=OPEN).first.click()
    other.get_by_text("End it", exact=True).first.click()
    other.get_by_role("button", name="End it").click()
    expect(other.get_by_text("It has ended.")).to_be_visible()
    row(page, OPEN).get_by_role("button", name="Kept", exact=True).click()
    expect(row(page, OPEN).get_by_role("alert")).to_be_visible()


def test_pressed_twice_is_kept_once(lived: tuple[Person, Person]) -> None:
    maren, tobin = lived
    page = maren.page
    page.goto("/journal/")
    page.get_by_label("What you write").fill("Pressed twice.")
    page.get_by_role("button", name="Keep it").dblclick()
    expect(page.get_by_text("Kept, for you alone.")).to_be_visible()
    page.goto("/journal/earlier/")
    expect(page.get_by_text("Pressed twice.")).to_have_count(1)
    page = tobin.page
    page.goto("/")
    page.get_by_label("In your words").fill("The bill came to two hundred.")
    page.get_by_role("button", name="Put it on the timeline").dblclick()
    expect(page.get_by_text("It is on the timeline.")).to_be_visible()
    page.goto("/timeline/")
    expect(page.get_by_text("The bill came to two hundred.")).to_have_count(1)


def test_offline_nothing_typed_is_lost(lived: tuple[Person, Person]) -> None:
    maren, tobin = lived
    page = tobin.page
    page.goto("/")
    page.get_by_label("In your words").fill("The bill came to two hundred.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Put it on the timeline").click()
    expect(page.get_by_role("status").filter(has_text=UNREACHED)).to_be_visible()
    expect(page.get_by_label("In your words")).to_have_value("The bill came to two hundred.")
    row(page, OPEN).get_by_role("button", name="Kept", exact=True).click()
    expect(row(page, OPEN).get_by_role("button", name="Kept", exact=True)).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Put it on the timeline").click()
    expect(page.get_by_text("It is on the timeline.")).to_be_visible()
    expect(row(page, DONE)).to_be_visible()
    _journal_offline(maren.page)


def _journal_offline(page: Page) -> None:
    page.goto("/journal/")
    page.get_by_label("What you write").fill("Unsent so far.")
    page.context.set_offline(True)
    press(page, "Keep it")
    expect(page.get_by_role("status").filter(has_text=UNREACHED)).to_be_visible()
    expect(page.get_by_label("What you write")).to_have_value("Unsent so far.")
    page.context.set_offline(False)
    press(page, "Keep it")
    expect(page.get_by_text("Kept, for you alone.")).to_be_visible()


@pytest.mark.parametrize("how", ["click", "shift"])
def test_leaving_ends_the_session_and_leaves_nothing(
    site: Stage, lived: tuple[Person, Person], how: str
) -> None:
    maren, _tobin = lived
    page = maren.page
    page.goto("/journal/earlier/")
    expect(page.get_by_text(SECRET)).to_be_visible()
    cookies = page.context.cookies()
    if how == "click":
        page.get_by_role("link", name="Leave").click()
    else:
        for _press in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url("**/elsewhere/")
    assert page.context.cookies() == []
    assert page.evaluate(STORED) == [0, 0, 0, 0]
    page.go_back()
    assert SECRET not in page.content()
    for one in cookies:
        page.context.add_cookies(
            [{"name": one["name"], "value": one["value"], "url": site.url}],
        )
    page.goto("/journal/earlier/")
    heading(page, "Did what was said.")


STORED = """async () => [sessionStorage.length, localStorage.length,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""


def test_after_signing_out_the_way_back_shows_nothing(lived: tuple[Person, Person]) -> None:
    maren, _tobin = lived
    page = maren.page
    page.goto("/journal/earlier/")
    expect(page.get_by_text(SECRET)).to_be_visible()
    kept = page.context.new_page()
    kept.goto("/journal/earlier/")
    page.goto("/settings/")
    press(page, "Sign out here")
    page.wait_for_load_state()
    for _step in range(3):
        page.go_back()
        assert SECRET not in page.content()
    # What the browser itself kept of another tab is asked for afresh when it is shown again.
    kept.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    heading(kept, "Did what was said.")
    sign_in(maren)
    page.goto("/journal/earlier/")
    expect(page.get_by_text(SECRET)).to_be_visible()
