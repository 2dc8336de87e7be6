"""One request at a time, each in a transaction of its own that is rolled back afterwards.

Rolled back for real: what `set_config(..., true)` said of a person goes with it, so no identity
leaks from one request into the next (threats 3.5).
"""

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from apps.accounts.models import User
from tests.access import audit
from tests.cast import PASSWORD

TOKENS = re.compile(
    rb'(name="csrfmiddlewaretoken" value="[^"]*")|(X-CSRFToken[^:]*:[^}]*\})'
    rb'|(name="(?:token|once)" value="[^"]*")'
)
COOKIE = re.compile(r"(csrf|session)=[^;]+")


@dataclass(frozen=True)
class Answer:
    """What came back, and which rows were touched on the way."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    touched: tuple[tuple[str, str, Any], ...] = field(default=(), compare=False)

    @property
    def to_sign_in(self) -> bool:
        """Whether somebody signed out was sent to the sign-in page."""
        return self.status == 302 and dict(self.headers)["Location"].startswith(
            "/account/login/?next="
        )

    def everything(self) -> bytes:
        """Body and headers, to be searched."""
        lines = [f"{name}: {value}" for name, value in self.headers]
        return "\n".join(lines).encode() + b"\n\n" + self.body


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction that leaves nothing, in which the app's durable one may nest."""
    outer = transaction.atomic()
    outer._from_testcase = True  # type: ignore[attr-defined]
    with outer:
        try:
            yield
        finally:
            transaction.set_rollback(True)


def browser_of(person: User | None) -> Client:
    """A browser in which `person`, or nobody, is signed in; errors are answered, not raised."""
    client = Client(raise_request_exception=False)
    if person is not None:
        said = {"login": person.email, "password": PASSWORD}
        assert client.post("/account/login/", said).status_code == 302
    return client


def ask(
    client: Client,
    verb: str,
    path: str,
    data: dict[str, Any] | None = None,
    *,
    htmx: bool = False,
    watch: bool = False,
) -> Answer:
    """Send one request and forget what it did; with `watch`, tell which rows it touched.

    The browser's cookies stay as they were.
    """
    cache.clear()
    cookies = copy.deepcopy(client.cookies)
    headers = {"HX-Request": "true"} if htmx else {}
    with rolled_back():
        if verb in {"GET", "POST"}:
            response = getattr(client, verb.lower())(path, data or {}, headers=headers)
        else:
            response = client.generic(verb, path, headers=headers)
        found = tuple(audit.touched()) if watch else ()
    client.cookies = cookies
    return Answer(response.status_code, _headers(response), bytes(response.content), found)


def _headers(response: Any) -> tuple[tuple[str, str], ...]:
    pairs = [*response.headers.items()]
    pairs += [("Set-Cookie", morsel.OutputString()) for morsel in response.cookies.values()]
    return tuple(sorted(pairs))


def masked(answer: Answer, *ids: object) -> tuple[int, list[tuple[str, str]], bytes]:
    """An answer without CSRF tokens, session ids and the ids that were asked for."""
    body = TOKENS.sub(b"", answer.body)
    headers = [(name, COOKIE.sub(r"\1=", value)) for name, value in answer.headers
               if name not in {"Content-Length", "Expires"}]  # fmt: skip
    for each in ids:
        body = body.replace(str(each).encode(), b"ID")
        headers = [(name, value.replace(str(each), "ID")) for name, value in headers]
    return answer.status, headers, body
