"""The stage itself stands: pages answer, mails arrive."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.stage import Stage


def test_the_first_page_answers_and_loads_little(site: Stage, visitor: Open) -> None:
    page = visitor()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto("/")
    expect(page).to_have_title(re.compile("– Kept$"))
    assert len(requests) <= 7, requests
