"""Small screens, large text, right to left, no motion, forced colours: nothing is lost."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import SCREENS, Open, faults
from tests.browser.people import OPEN, Person, log, sign_in
from tests.browser.stage import Stage

PAGES = {
    "maren": ("/", "/timeline/", "/journal/", "/own/evening/", "/own/drawing/", "/together/"),
    "tobin": ("/", "/said/", "/said/new/", "/timeline/?range=1y", "/settings/", "/said/away/"),
}
# Whatever can be read lies inside the window, and no box cuts words off.
LOST = """() => [...document.querySelectorAll("body *")].filter((part) => {
  if (part.closest(".vh, .skip, .scroll, svg, [hidden]") || !part.checkVisibility()) return false;
  const words = [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!words) return false;
  const box = part.getBoundingClientRect(), style = getComputedStyle(part);
  if (!box.width) return false;
  const cut = style.overflowX === "hidden" && part.scrollWidth > part.clientWidth + 1;
  return box.left < -1 || box.right > document.documentElement.clientWidth + 1 || cut;
}).map((part) => part.outerHTML.slice(0, 120))"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def nothing_is_lost(page: Page, what: str) -> None:
    """No sideways scroll and no word outside the window."""
    assert page.evaluate(WIDER) <= 0, f"{page.url} scrolls sideways: {what}"
    assert page.evaluate(LOST) == [], f"{page.url}: {what}"


def test_nothing_is_lost_at_320_px_with_large_text_or_right_to_left(
    lived: tuple[Person, Person],
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    for person in lived:
        page, name = person.page, person.name.lower()
        for number, path in enumerate(PAGES[name]):
            page.goto(path)
            page.set_viewport_size({"width": 320, "height": 640})
            nothing_is_lost(page, "320 px")
            page.evaluate("document.documentElement.dir = 'rtl'")
            nothing_is_lost(page, "320 px, right to left")
            page.set_viewport_size({"width": 1280, "height": 900})
            nothing_is_lost(page, "1280 px, right to left")
            page.screenshot(path=SCREENS / f"rtl-{name}-{number}.png", full_page=True)
            page.evaluate("document.documentElement.dir = 'ltr'")
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            nothing_is_lost(page, "1280 px, 200 %")
            page.set_viewport_size({"width": 640, "height": 900})
            nothing_is_lost(page, "640 px, 200 %")
            page.set_viewport_size({"width": 390, "height": 844})
            page.screenshot(path=SCREENS / f"large-{name}-{number}.png", full_page=True)
            nothing_is_lost(page, "390 px, 200 %")


def test_without_motion_and_in_forced_colours_all_of_it_works(
    lived: tuple[Person, Person], visitor: Open, site: Stage
) -> None:
    site.evening(0)
    options: dict[str, Any] = {"reduced_motion": "reduce", "forced_colors": "active"}
    tobin = lived[1]
    tobin.page = visitor(**options)
    site.evening(0)
    sign_in(tobin)
    page = tobin.page
    page.goto("/")
    log(tobin, OPEN, "Kept")
    assert page.evaluate("document.getAnimations().length") == 0
    for number, path in enumerate(PAGES["tobin"]):
        page.goto(path)
        page.screenshot(path=SCREENS / f"forced-{number}.png", full_page=True)
        assert faults(page, colours=False) == []
    page.goto("/said/new/")
    page.get_by_role("radio", name="Once", exact=True).check()
    expect(page.get_by_role("radio", name="Once", exact=True)).to_be_checked()
    assert page.evaluate("getComputedStyle(document.querySelector('[name=when]')).appearance") in (
        "auto",
        "radio",
    )
