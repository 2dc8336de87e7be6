"""Headers, titles and paths of every route, not just of the first page (threats 5.2, test 10)."""

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.browser import Answer, ask
from tests.access.routes import routes
from tests.access.table import TABLE, Row
from tests.world import World

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EXACT = {
    "Cache-Control": "no-store, private",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
TELLING = {
    "safe", "safety", "unsafe", "felt", "feel", "feeling", "fear", "afraid", "trust", "betray",
    "betrayal", "affair", "hurt", "injured", "repair", "repairing", "partner", "couple",
    "cheat", "cheating", "infidelity", "unfaithful", "abuse", "violence", "therapy", "rating",
    "mood", "anxious", "forgive", "relationship", "steady", "checkin", "check-in",
}  # fmt: skip


def words(text: str) -> set[str]:
    """The words of a title or a path, in lower case."""
    return set(re.split(r"[^a-z-]+", text.lower())) | set(re.split(r"[^a-z]+", text.lower()))


def wrong_headers(answer: Answer) -> list[str]:
    """What is missing or too much in an answer's headers."""
    found = dict(answer.headers)
    said = [f"{name} is {found.get(name)}" for name, value in EXACT.items()
            if found.get(name) != value]  # fmt: skip
    policy = {part.strip() for part in found.get("Content-Security-Policy", "").split(";")}
    if policy != {part.strip() for part in CSP.split(";")}:
        said.append(f"Content-Security-Policy is {sorted(policy)}")
    if "geolocation=()" not in found.get("Permissions-Policy", ""):
        said.append("Permissions-Policy is too wide")
    return said + [f"{name} is there" for name in ("ETag", "Last-Modified") if name in found]


def title(answer: Answer) -> str:
    """The page's title; empty for what is no page."""
    match = re.search(rb"<title>(.*?)</title>", answer.body, re.S)
    return html.unescape(match[1].decode()).strip() if match else ""


def _paths(world: World, name: str, line: Row) -> Iterator[str]:
    words = {param: kind[1:] for param, kind in line.ids.items() if kind[0] == "="}
    rows = {param: kind for param, kind in line.ids.items() if kind[0] != "="}
    if not rows:
        yield reverse(name, kwargs=words)
    for param, kind in rows.items():
        known: dict[str, Any] = world.tokens if kind == "token" else world.ids[kind]
        for row_id in list(known.values())[:2]:
            yield reverse(name, kwargs=words | {param: row_id})


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_answer_keeps_quiet(world: World, browsers: dict[str, Client], name: str) -> None:
    said = []
    for path in _paths(world, name, TABLE[name]):
        for who in ("alice", "nobody"):
            for verb in ("GET", "POST", "DELETE"):
                answer = ask(browsers[who], verb, path)
                said += [f"{who} {verb} {path}: {each}" for each in wrong_headers(answer)]
                telling = words(title(answer)) & TELLING
                said += [f"{who} {verb} {path}: the title says {telling}"] if telling else []
    assert said == []


def test_every_page_has_a_title(world: World, browsers: dict[str, Client]) -> None:
    for path in ("/", "/timeline/", "/journal/", "/said/", "/together/", "/support/"):
        assert title(ask(browsers["alice"], "GET", path)), path


def test_paths_say_nothing() -> None:
    """A history list is read by others (threat row 22)."""
    assert {name: words(route.pattern) & TELLING for name, route in routes().items()
            if words(re.sub(r"<[^>]*>", "", route.pattern)) & TELLING} == {}  # fmt: skip


def test_what_is_not_there_has_the_same_headers(browsers: dict[str, Client]) -> None:
    for who in ("alice", "nobody"):
        assert wrong_headers(ask(browsers[who], "GET", "/not-there/")) == []


def test_a_header_or_a_title_that_tells_is_seen() -> None:
    plain = Answer(200, (("ETag", "x"),), b"<title>How safe you feel \xc2\xb7 Kept</title>")
    assert len(wrong_headers(plain)) == len(EXACT) + 3
    assert words(title(plain)) & TELLING == {"safe", "feel"}
