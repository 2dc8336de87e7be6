"""A browser, the stage, and what every page is looked at for."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.stage import ROOT, Stage, stage

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
SCREENS = Path(os.environ.get("KEPT_SCREENS", ROOT / "var" / "screens"))
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


@pytest.fixture
def visitor(chromium: Browser, site: Stage) -> Iterator[Open]:
    """Makes a page in a browser context of its own: another person, another device.

    Fails the test when a page logs an error or a script is refused.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(width: int = 1280, scheme: str = "light", **options: Any) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            base_url=site.url,
            timezone_id="Europe/Berlin",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda line: (
                complaints.append(f"{page.url}: {line.text}")
                if line.type == "error"
                and "the server responded with a status of 4" not in line.text
                else None
            ),
        )
        return page

    site.move_clock(timedelta())
    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def look() -> Callable[[Page, str], None]:
    """Looks at a page: axe at both widths in both schemes, no sideways scrolling, a screenshot."""

    def look_at(page: Page, name: str) -> None:
        before = page.viewport_size
        for size, width in WIDTHS.items():
            for scheme in ("light", "dark"):
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                SCREENS.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=SCREENS / f"{name}-{size}-{scheme}.png", full_page=True)
                found = Axe().run(page)
                assert found.violations_count == 0, (
                    f"{name} {size} {scheme}: {found.generate_report()}"
                )
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert wide <= 0, f"{name} scrolls sideways at {width}"
        if before:
            page.set_viewport_size(before)
        page.emulate_media(color_scheme="light")

    return look_at
