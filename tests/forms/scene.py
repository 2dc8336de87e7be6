"""A scene: somebody at a form in the whole world, sending what they like; then all is taken back.

A scene is a transaction that is rolled back. Each request in it is one of its savepoints, exactly
as the middleware makes them, so what a refusal left behind would be seen.
"""

import copy
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote_from_bytes

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.core.mail import Letter
from tests.access.browser import browser_of, rolled_back
from tests.cast import PASSWORD
from tests.forms.pages import Page
from tests.world import World

FORM = "application/x-www-form-urlencoded"
# After three wrong codes a new one has to be asked for.
FEW_TRIES = {"account_email_verification_sent", "account_confirm_password_reset_code"}
Data = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """A row that a request inserted, updated or deleted; `before` and `after` differ."""

    table: str
    act: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Reply:
    """What came back, and which rows are different now."""

    status: int
    headers: Mapping[str, str]
    text: str
    changes: tuple[Change, ...]

    @property
    def page(self) -> Page:
        """The page, parsed."""
        return Page(self.text)

    @property
    def grown(self) -> dict[str, int]:
        """How many rows each table won or lost."""
        sums: Counter[str] = Counter()
        for each in self.changes:
            sums[each.table] += {"INSERT": 1, "DELETE": -1}.get(each.act, 0)
        return {table: number for table, number in sums.items() if number}

    @property
    def to_sign_in(self) -> bool:
        """Whether somebody signed out was sent to the sign-in page."""
        where = self.headers.get("Location", "")
        return self.status == 302 and where.startswith("/account/login/?next=")


@dataclass
class Scene:
    """One form, before whoever fills it in."""

    world: World
    client: Client
    letters: list[Letter]
    path: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)
    guests: dict[str, Any] = field(default_factory=dict)
    """Whoever is here for this scene only."""

    def post(self, data: Data, *, htmx: bool = False) -> Reply:
        """Send a form."""
        return self.send(encoded(data), htmx=htmx)

    def send(
        self,
        body: bytes,
        *,
        htmx: bool = False,
        kind: str = FORM,
        client: Client | None = None,
        verb: str = "POST",
        query: str = "",
        path: str = "",
    ) -> Reply:
        """Send any bytes."""
        cache.clear()
        before = len(_changes())
        headers = {"HX-Request": "true"} if htmx else {}
        response = (client or self.client).generic(
            verb, (path or self.path) + query, body, content_type=kind, headers=headers,
        )  # fmt: skip
        with connection.cursor() as cursor:
            # Between two requests nobody is there.
            cursor.execute("SELECT set_config('app.person', '', true)")
        text = response.content.decode()
        return Reply(response.status_code, response.headers, text, tuple(_changes()[before:]))

    def go(self, name: str, data: Data | None = None, *, who: str = "", **ids: Any) -> Reply:
        """Do something at another page on the way: read it, or send a form there."""
        client = self.browsers[who] if who else self.client
        verb, body = ("GET", b"") if data is None else ("POST", encoded(data))
        reply = self.send(body, verb=verb, path=reverse(name, kwargs=ids), client=client)
        assert reply.status < 400, f"{name}: {reply.status}"
        return reply

    def refreshed(self, form: Any) -> None:
        """Begin anew where a few wrong tries end it all."""
        if form.route in FEW_TRIES:
            self.client.cookies.clear()
            self.extra = form.before(self)

    def code(self) -> str:
        """The code in the last mail."""
        return self.letters[-1].body.split()[0]


def encoded(data: Data) -> bytes:
    """A form's body. Half a surrogate pair goes out as the bytes that stand for it."""
    pairs = []
    for name, values in data.items():
        for value in values if isinstance(values, list) else [values]:
            raw = str(value).encode("utf-8", "surrogatepass")
            pairs += [f"{name}={quote_from_bytes(raw)}"]
    return "&".join(pairs).encode()


@contextmanager
def staged(world: World, browsers: dict[str, Client], letters: list[Letter], form: Any
) -> Iterator[Scene]:  # fmt: skip
    """Everything as `form` needs it; afterwards nothing of it has happened."""
    # A client's cookies are its own again afterwards.
    known = {name: copy.deepcopy(each.cookies) for name, each in browsers.items()}
    letters.clear()
    try:
        with rolled_back():
            scene = Scene(world, browsers[form.who], letters, browsers=browsers)
            more = form.before(scene) if form.before else {}
            ids = {name: world.ids[kind][whose] for name, (kind, whose) in form.ids.items()}
            scene.path = reverse(form.route, kwargs=ids | form.words | more.pop("ids", {}))
            scene.extra = more
            yield scene
    finally:
        for name, each in browsers.items():
            each.cookies = known[name]


def people(world: World) -> dict[str, Client]:
    """A browser for each of the cast, and one in which nobody is signed in."""
    everybody = {name: browser_of(person) for name, person in world.people.items()}
    return everybody | {"nobody": browser_of(None)}


def _changes() -> list[Change]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tbl, op, before, after FROM audit.touched "
            "WHERE xid = pg_current_xact_id_if_assigned() "
            "AND before IS DISTINCT FROM after ORDER BY cmin::text::bigint"
        )
        return [Change(*row[:2], *map(_opened, row[2:])) for row in cursor.fetchall()]


def _opened(row: Any) -> Any:
    return json.loads(row) if isinstance(row, str) else row


__all__ = ["PASSWORD", "Change", "Reply", "Scene", "encoded", "people", "staged"]
