"""What is measured: pages and forms of both sites, and what each is compared with."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import psycopg

from bench.client import CSRF, Answer, Client
from bench.stage import Couple, Server, Stage

PAGE, CREATE = "bare page", "bare create"
# A row drawn anew instead of a redirect: shown, but the bare create has nothing like it.
LOG, SWAPPED = "log", "log, swapped"
# How far back a mark can be written; beyond it lies what stays as it is.
OPEN_DAYS = 14
FOUND, MOVED = frozenset({200}), frozenset({302, 303})
Ask = Callable[[Client, int], Answer]


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of request: `ask` makes the n-th of a block; `status` says what is a good answer.

    `against` names what it is compared with, `years` the couple; both empty for the bare page.
    `before` and `after` stand around a block, outside of what is measured.
    """

    name: str
    server: Server
    cookies: dict[str, str]
    ask: Ask
    status: frozenset[int] = FOUND
    against: str = ""
    years: int = 0
    before: Callable[[], None] = lambda: None
    after: Callable[[], None] = lambda: None

    def client(self) -> Client:
        """A fresh connection."""
        return Client(self.server.port, self.cookies)


def targets(stage: Stage) -> list[Target]:
    """All of them, in the order in which a round asks: the couples side by side."""
    side_by_side = zip(*(pages(stage, couple) for couple in stage.couples), strict=True)
    return [*bare(stage), *(one for same in side_by_side for one in same)]


def bare(stage: Stage) -> Iterator[Target]:
    """The page and the form that the others are compared with."""
    cookies = {"sessionid": stage.bare_session, "csrftoken": CSRF}
    yield Target(PAGE, stage.bare, cookies, get("/"))
    yield Target(CREATE, stage.bare, cookies, note, status=MOVED)


def pages(stage: Stage, couple: Couple) -> Iterator[Target]:
    """The pages of one couple, and its marks."""
    maker, partner = cookies_of(couple.maker), cookies_of(couple.partner)
    for name, cookies, path in (
        ("today, who says", maker, "/"),
        ("today, the other", partner, "/"),
        ("timeline, 3 months", partner, "/timeline/?range=3m"),
        ("timeline, all", partner, "/timeline/?range=all"),
    ):
        yield Target(name, stage.site, cookies, get(path), against=PAGE, years=couple.years)
    marks = Marks(stage.admin, couple)
    for name, htmx in ((LOG, False), (SWAPPED, True)):
        yield Target(
            name, stage.site, maker, marks.ask(htmx=htmx), status=FOUND if htmx else MOVED,
            against=CREATE, years=couple.years, before=marks.clear, after=marks.restore,
        )  # fmt: skip


def cookies_of(person: dict[str, str]) -> dict[str, str]:
    """What the browser of a signed-in person holds."""
    return {"session": person["session"], "csrf": CSRF}


def get(path: str) -> Ask:
    """The same page each time."""
    return lambda client, n: client.get(path)


def note(client: Client, n: int) -> Answer:
    """A row for the bare page, on its own day: before all others, which a page never shows."""
    day = date(1990, 1, 1) + timedelta(days=n)
    return client.post("/notes/", {"day": day.isoformat(), "line": "A line"})


class Marks:
    """The places that a maker can still write to, emptied for a block and filled again."""

    def __init__(self, admin: psycopg.Connection[Any], couple: Couple) -> None:
        self.admin, self.couple = admin, couple
        self.kept = f"bench_kept_{couple.days}"

    def place(self, n: int) -> tuple[str, date]:
        """The n-th place: a commitment and one of the last days."""
        chosen = self.couple.commitments
        back = n // len(chosen) % (OPEN_DAYS + 1)
        return chosen[n % len(chosen)], datetime.now(UTC).date() - timedelta(days=back)

    @property
    def places(self) -> int:
        """How many there are."""
        return len(self.couple.commitments) * (OPEN_DAYS + 1)

    def ask(self, *, htmx: bool) -> Ask:
        """Marks one place after the other; with `htmx` as the script sends it."""
        more = {"HX-Request": "true"} if htmx else {}
        return lambda client, n: self.post(client, n, "kept", more)

    def post(self, client: Client, n: int, mark: str, more: dict[str, str]) -> Answer:
        """Writes one mark."""
        commitment, day = self.place(n)
        fields = {"day": day.isoformat(), "how": mark, "number": "0"}
        return client.post(f"/said/{commitment}/log/", fields, **more)

    def clear(self) -> None:
        """Take away what is written there, and keep it aside."""
        self.admin.execute(
            f"CREATE TABLE IF NOT EXISTS {self.kept} AS SELECT * FROM commitments_entry"
            " WHERE space_id = %s AND day >= current_date - %s",
            [self.couple.space, OPEN_DAYS + 1],
        )
        self._delete()

    def restore(self) -> None:
        """Put back what was there before."""
        self._delete()
        self.admin.execute(f"INSERT INTO commitments_entry SELECT * FROM {self.kept}")

    def written(self) -> set[tuple[str, date, str]]:
        """Commitment, day and mark of what stands there now."""
        rows = self.admin.execute(
            "SELECT commitment_id::text, day, mark FROM commitments_entry"
            " WHERE space_id = %s AND day >= current_date - %s",
            [self.couple.space, OPEN_DAYS + 1],
        )
        return set(rows)

    def _delete(self) -> None:
        below = "SELECT id FROM commitments_entry WHERE space_id = %s AND day >= current_date - %s"
        for table, column in (("amendment", "entry_id"), ("entry", "id")):
            self.admin.execute(
                f"DELETE FROM commitments_{table} WHERE {column} IN ({below})",
                [self.couple.space, OPEN_DAYS + 1],
            )
