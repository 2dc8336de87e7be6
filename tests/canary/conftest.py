"""One journey for the whole module: everybody's secrets, everywhere they could have gone."""

from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller

from config.launch.valkey import free_port
from tests.access.browser import browser_of
from tests.browser.stage import Mailbox
from tests.canary import places
from tests.canary.drive import Journey, failing_writes
from tests.world import World


@dataclass
class Found:
    """What lies in every place afterwards."""

    journey: Journey
    places: dict[str, bytes] = field(default_factory=dict)
    messages: list[dict[str, object]] = field(default_factory=list)
    refused: int = 0


@pytest.fixture(scope="module")
def found(world: World) -> Found:
    """Alice and bob have been everywhere; the worker has sent the mail."""
    start = places.postgres_log().stat().st_size
    with places.logs_kept() as logs:
        browsers = {name: browser_of(person) for name, person in world.people.items()}
        done = Found(Journey(world, browsers))
        for who in ("alice", "bob"):
            done.journey.everywhere(who)
        done.journey.reads("charlie")
        for who in ("alice", "bob"):
            done.journey.for_good(who)
        done.refused = failing_writes(world)
    done.places |= {name: stream.getvalue().encode() for name, stream in logs.items()}
    done.messages = places.queued()
    done.places |= {"Valkey": places.valkey(), "sessions": places.sessions()}
    done.places |= _mail() | {"pg_dump": places.dump()}
    with places.postgres_log().open("rb") as log:
        log.seek(start)
        done.places["PostgreSQL log"] = log.read()
    return done


def _mail() -> dict[str, bytes]:
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        said = places.run_worker(controller.port)
    finally:
        controller.stop()
    mails = [mail.raw + mail.subject.encode() + mail.body.encode() for mail in mailbox.mails]
    return {"mail": b"\n".join(mails), "the worker's stderr": said}
