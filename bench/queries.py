"""SQL statements and uncompressed bytes of each request, counted inside the process.

The parent writes down what it would ask; a child with the right settings asks through Django's
test client, as the same role and with the same middleware as the server.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.client import Answer, Client
from bench.stage import Stage, bare_environment, run, site_environment
from bench.targets import Target

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Counted:
    """One request: its statements, those that only open and end transactions, its bytes."""

    statements: int
    transaction: int
    bytes: int
    sql: tuple[str, ...] = ()


class Note(Client):
    """Writes down what would be asked."""

    def _ask(self, method: str, path: str, body: bytes | None, more: dict[str, str]) -> Answer:
        self.asked = {"method": method, "path": path, "headers": self.headers | more,
                      "body": body.decode() if body else ""}  # fmt: skip
        return Answer(0, 0.0, b"")


def count(stage: Stage, targets: Sequence[Target]) -> dict[Key, Counted]:
    """Counts by name and years; a request without a good answer is left out."""
    found: dict[Key, Counted] = {}
    for server, env in (
        (stage.site, site_environment(stage.told)), (stage.bare, bare_environment(stage.told)),
    ):  # fmt: skip
        own = [one for one in targets if one.server is server]
        found |= _count(own, env) if own else {}
    return found


def _count(targets: Sequence[Target], env: Mapping[str, str]) -> dict[Key, Counted]:
    for one in targets:
        one.before()
    try:
        answers = json.loads(run(env, "-m", "bench.queries", said=json.dumps(_asked(targets))))
    finally:
        for one in targets:
            one.after()
    return {
        (one.name, one.years): Counted(
            told["statements"], told["transaction"], told["bytes"], tuple(told["sql"])
        )
        for one, told in zip(targets, answers, strict=True)
        if told["status"] in one.status
    }


def _asked(targets: Sequence[Target]) -> list[dict[str, Any]]:
    """Requests that do not touch each other's places."""
    notes = [(one, Note(one.server.port, one.cookies)) for one in targets]
    for n, (one, note) in enumerate(notes):
        one.ask(note, n)
    return [note.asked for _, note in notes]


def main(requests: list[dict[str, Any]]) -> None:
    """Count each, where asking twice says the same after a first time to warm up."""
    import django

    django.setup()
    print(json.dumps([_look(asked) for asked in requests]))


def _look(asked: dict[str, Any]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if asked["method"] == "GET":
        _send(asked)
    with CaptureQueriesContext(connection) as captured:
        response = _send(asked)
    lines = [str(query["sql"]) for query in captured.captured_queries]
    own = [line for line in lines if not line.upper().startswith(TRANSACTION)]
    return {
        "statements": len(own), "transaction": len(lines) - len(own), "sql": own,
        "bytes": len(response.content), "status": response.status_code,
    }  # fmt: skip


def _send(asked: dict[str, Any]) -> Any:
    """As the server gets it, uncompressed, and with the token checked."""
    from django.test import Client as Browser

    headers = {name: word for name, word in asked["headers"].items() if name != "Accept-Encoding"}
    kind = headers.pop("Content-Type", "application/octet-stream")
    browser = Browser(enforce_csrf_checks=True, raise_request_exception=False)
    return browser.generic(asked["method"], asked["path"], asked["body"], kind, headers=headers)


if __name__ == "__main__":
    main(json.load(sys.stdin))
