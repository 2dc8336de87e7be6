"""Nothing of how safe it felt is on any page, or in any request, of the one who repairs."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page

from apps.reflections.rules.scale import FELT_POINTS, STEADY_POINTS
from tests.browser.people import FELT, SECRET, Person

MOST = 40
# The same words for everybody, signed in or not.
FOR_ALL = {"/about/who-sees-what/", "/support/", "/begin/"}
STARTS = ("/", "/timeline/", "/said/", "/journal/", "/own/evening/", "/own/drawing/", "/settings/")
LEAVES = re.compile(r"^/(out|elsewhere|account/logout)/")
LINKS = "[...document.querySelectorAll('a[href]')].map((link) => link.href)"


class Walk:
    """Follows every link of a person's pages and keeps what came over the wire."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []
        self.shown: dict[str, str] = {}
        page.on("request", lambda request: self.asked.append(request.url))

    def through(self, most: int = MOST) -> "Walk":
        """Every page that can be reached by links, up to a limit."""
        waiting = list(STARTS)
        while waiting and len(self.shown) < most:
            path = waiting.pop(0)
            if path in self.shown or LEAVES.match(path):
                continue
            self.page.goto(path)
            if path.startswith("/timeline/"):  # where hers fetches a part of its own
                self.page.wait_for_load_state("networkidle")
            self.shown[path] = self.page.content()
            waiting += [self._inside(link) for link in self.page.evaluate(LINKS)]
        return self

    def _inside(self, link: str) -> str:
        found = urlsplit(link)
        same = found.netloc == urlsplit(self.page.url).netloc
        return found.path + (f"?{found.query}" if found.query else "") if same else "/"


def traces() -> set[str]:
    """Words and names that belong to felt safety alone, and what was typed in private."""
    words = {str(text) for point in FELT_POINTS for text in (point.label, point.name)}
    shared = {str(text) for point in STEADY_POINTS for text in (point.label, point.name)}
    marks = {"how safe", 'class="lines felt', FELT, SECRET}
    return {each.lower() for each in (words - shared) | marks}


def the_same_words(*pages: Page) -> bool:
    """The pages for everybody read alike for both."""
    read = [[page.goto(path) and page.inner_text("main") for path in FOR_ALL] for page in pages]
    return read[0] == read[1]


def test_the_pages_of_the_one_who_repairs_have_no_trace_of_felt_safety(
    lived: tuple[Person, Person],
) -> None:
    maren, tobin = lived
    hers = Walk(maren.page).through(len(STARTS) + 5)
    his = Walk(tobin.page).through()
    assert len(his.shown) >= 15
    found = {
        path: [word for word in traces() if word in text.lower()]
        for path, text in his.shown.items()
        if path not in FOR_ALL
    }
    assert {path: words for path, words in found.items() if words} == {}
    assert the_same_words(his.page, hers.page)
    assert not [url for url in his.asked if "/own/band" in url]
    # The walk sees such things where they are: on her pages.
    everything = "\n".join(hers.shown.values()).lower()
    assert [word for word in ("how safe", FELT.lower(), SECRET.lower()) if word in everything]
    assert [url for url in hers.asked if "/own/band" in url]
