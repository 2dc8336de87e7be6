"""A browser, the stage, and what every page is looked at for."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import cast
from tests.browser.people import (
    DONE,
    FELT,
    OPEN,
    SECRET,
    Person,
    log,
    pair_up,
    rate,
    say,
    sign_in,
    sign_up,
    write,
)
from tests.browser.stage import ROOT, Stage, stage

# The browser's driver runs an event loop in this thread; Django would refuse its own queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
SCREENS = Path(os.environ.get("KEPT_SCREENS", ROOT / "var" / "screens"))
# The site's own: the tests' quick one would not open its door.
HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
# What a refused form and a lost connection are told as, by the browser and by htmx.
EXPECTED = (
    "htmx:sendError",
    "htmx:afterRequest",
    "the server responded with a status of 4",
    "net::ERR_INTERNET_DISCONNECTED",
)
WIDTHS = {"narrow": 390, "wide": 1280}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a browser test, and one worker runs them all."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The running site."""
    with stage(tmp_path_factory.mktemp("stage")) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real Chromium."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


Open = Callable[..., Page]
Look = Callable[[Page, str], None]
Meet = Callable[..., Person]
_numbers = count(1)


@pytest.fixture
def visitor(chromium: Browser, site: Stage) -> Iterator[Open]:
    """Makes a page in a browser context of its own: another person, another device.

    Fails the test when a page logs an error or a script is refused.
    """
    site.forget_limits()
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(width: int = 1280, scheme: str = "light", **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            base_url=site.url,
            timezone_id="Europe/Berlin",
            locale="en-GB",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda line: (
                complaints.append(f"{page.url}: {line.text}")
                if line.type == "error" and not any(words in line.text for words in EXPECTED)
                else None
            ),
        )
        return page

    site.move_clock(timedelta())
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
FAULTS = """async (colours) => {
  const found = await axe.run(document, {
    resultTypes: ["violations"], rules: { "color-contrast": { enabled: colours } } });
  return found.violations.flatMap((one) => one.nodes.map(
    (node) => `${one.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}"""


def faults(page: Page, *, colours: bool = True) -> list[str]:
    """What axe-core finds on a page."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return list(page.evaluate(FAULTS, colours))


def _fits(page: Page) -> bool:
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return bool(page.evaluate(wider) <= 0)


@pytest.fixture
def look() -> Look:
    """Looks at a page: screenshots at both widths in both schemes, no sideways scrolling, axe.

    Rules about colour need both schemes, rules about layout both widths: three runs of axe.
    """

    def look_at(page: Page, name: str) -> None:
        before = page.viewport_size
        page.evaluate("scrollTo(0, 0)")
        SCREENS.mkdir(parents=True, exist_ok=True)
        for size, width in WIDTHS.items():
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                path = SCREENS / f"{name}-{size}-{scheme}.png"
                page.screenshot(path=path, full_page=True, animations="disabled")
                assert _fits(page), f"{name} scrolls sideways at {width}"
                if (size, scheme) != ("wide", "dark"):
                    found = faults(page, colours=size == "narrow")
                    assert found == [], f"{name} {size} {scheme}"
        if before:
            page.set_viewport_size(before)
        page.emulate_media(color_scheme="light")

    return look_at


@pytest.fixture
def person(visitor: Open) -> Meet:
    """Makes somebody with a browser of their own and an address nobody had before."""

    def meet(name: str, **options: Any) -> Person:
        return Person(name, visitor(**options), f"{name.lower()}.{next(_numbers)}@mail.example")

    return meet


@pytest.fixture
def couple(site: Stage, person: Meet) -> tuple[Person, Person]:
    """Maren, who was hurt, and Tobin, who has something to put right: paired and signed in."""
    maren, tobin = person("Maren"), person("Tobin")
    sign_up(site, maren)
    sign_up(site, tobin)
    pair_up(maren, tobin)
    return maren, tobin


@pytest.fixture
def settled(
    person: Meet, django_db_blocker: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> tuple[Person, Person]:
    """Maren and Tobin as `couple`, who began before: made without the pages, not signed in."""
    settings.PASSWORD_HASHERS = HASHERS
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser's driver has a loop
    both = person("Maren"), person("Tobin")
    with django_db_blocker.unblock():
        users = [cast.make_person(somebody.address.partition("@")[0]) for somebody in both]
        for user, somebody in zip(users, both, strict=True):
            user.display_name = somebody.name
            user.save(update_fields=["display_name"])
        cast.pair(*users)
        connection.close()
    return both


@pytest.fixture
def lived(site: Stage, settled: tuple[Person, Person]) -> tuple[Person, Person]:
    """The two on an evening: one thing said and open, one written down, a rating, the journal."""
    maren, tobin = settled
    site.evening(0)
    sign_in(maren)
    sign_in(tobin)
    say(tobin, OPEN, "Every day")
    say(tobin, DONE, "Every day")
    tobin.page.goto("/")
    log(tobin, DONE, "Kept")
    rate(maren, "Leaning towards at ease", line=FELT)
    write(maren, SECRET)
    return maren, tobin
