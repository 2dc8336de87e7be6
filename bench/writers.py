"""Eight people's worth of writing at once: what was acknowledged has to be there afterwards."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from bench.client import Client
from bench.stage import Couple, Stage
from bench.targets import MOVED, Marks, cookies_of

WRITERS = 8
TURNS = ("kept", "partly", "missed")
Place = tuple[str, date, str]


@dataclass(frozen=True, slots=True)
class Written:
    """Marks sent, acknowledged by a redirect, and acknowledged but not there; seconds each."""

    sent: int
    acknowledged: int
    lost: int
    slowest: float

    @property
    def failed(self) -> int:
        """Everything that is not there, acknowledged or not."""
        return self.sent - self.acknowledged + self.lost


def write_at_once(stage: Stage, couple: Couple, turns: int) -> Written:
    """Fill all of a couple's open places by eight connections, `turns` times."""
    marks = Marks(stage.admin, couple)
    found = []
    for mark in TURNS[:turns]:
        marks.clear()
        found.append(_turn(stage, couple, marks, mark))
    marks.restore()
    return Written(
        sum(one.sent for one in found), sum(one.acknowledged for one in found),
        sum(one.lost for one in found), max(one.slowest for one in found),
    )  # fmt: skip


def _turn(stage: Stage, couple: Couple, marks: Marks, mark: str) -> Written:
    with ThreadPoolExecutor(WRITERS) as pool:
        shares = pool.map(lambda n: _write(stage, couple, marks, mark, n), range(WRITERS))
        results = [one for share in shares for one in share]
    acknowledged = {place for place, status, _ in results if status in MOVED}
    lost = acknowledged - marks.written()
    return Written(
        len(results), len(acknowledged), len(lost), max(seconds for *_, seconds in results)
    )


def _write(
    stage: Stage, couple: Couple, marks: Marks, mark: str, first: int
) -> list[tuple[Place, int, float]]:
    """One writer's share, over one connection. A connection that breaks is not acknowledged."""
    client = Client(stage.site.port, cookies_of(couple.maker))
    done = []
    for n in range(first, marks.places, WRITERS):
        try:
            answer = marks.post(client, n, mark, {})
            status, seconds = answer.status, answer.seconds
        except OSError:
            status, seconds = 0, 0.0
            client.close()
        done.append(((*marks.place(n), mark), status, seconds))
    client.close()
    return done
