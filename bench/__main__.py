"""python -m bench [--quick] [--only PART ...]: one JSON line per figure, the aims last.

Parts: pages, queries, view, writers, memory, up. Nothing is asserted.
"""

import argparse
import json
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from bench import system
from bench.aims import Figures, aims
from bench.launch import start_times
from bench.queries import count
from bench.rounds import Measured, measure
from bench.stage import Stage, stage
from bench.targets import targets
from bench.view import first_view
from bench.writers import write_at_once

PARTS = ("pages", "queries", "view", "writers", "memory", "up")
SLOW = {"up"}
DAYS = [365, 3650]


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a short look, without `up`")
    parser.add_argument("--only", action="append", choices=PARTS, help="this part; may repeat")
    parser.add_argument("--seconds", type=float, help="how long pages are asked for")
    options = parser.parse_args()
    parts = set(options.only or (set(PARTS) - SLOW if options.quick else PARTS))
    found = Figures()
    say(figure="machine", cores=system.cores(), load=system.load(), parts=sorted(parts))
    if parts - SLOW:
        with stage(DAYS) as staged:
            seconds = options.seconds or (10 if options.quick else 100)
            at_stage(staged, parts, found, seconds=seconds, quick=options.quick)
    if "up" in parts:
        cold, found.warm_seconds = start_times()
        say(figure="up", cold_seconds=cold, warm_seconds=found.warm_seconds)
    for aim in aims(found):
        say(aim=aim.aim, measured=aim.measured, limit=aim.limit, met=aim.met)


def say(**line: Any) -> None:
    """One line of JSON; times and ratios with three digits."""
    print(json.dumps(_rounded(line), ensure_ascii=False), flush=True)


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return round(value, 3) if isinstance(value, float) else value


def at_stage(
    staged: Stage, parts: set[str], found: Figures, *, seconds: float, quick: bool
) -> None:
    """Everything that needs the two sites."""
    if "pages" in parts:
        pages(staged, found, seconds, 4 if quick else 8)
    if "queries" in parts:
        queries(staged, found)
    if "view" in parts:
        seen = first_view(staged, "/")
        found.view = (seen.bytes, seen.requests)
        say(figure="first view", **asdict(seen))
    if "writers" in parts:
        writers(staged, found, turns=1 if quick else 3)
    if "memory" in parts:
        found.web_mb = system.pss_mb(staged.web_pids(staged.site))
        bare = system.pss_mb(staged.web_pids(staged.bare))
        say(figure="memory", processes=len(staged.web_pids(staged.site)), pss_mb=found.web_mb,
            bare_pss_mb=bare)  # fmt: skip


def pages(staged: Stage, found: Figures, seconds: float, requests: int) -> None:
    """CPU and time of each page and form."""
    wanted = targets(staged)
    measured = measure(staged, wanted, seconds=seconds, requests=requests)
    for target in wanted:
        if (target.name, target.years) not in measured:
            say(figure=target.name, years=target.years, left_out="no good answer")
    for key, one in measured.items():
        against = measured.get((one.target.against, 0))
        if against:
            found.times[key] = one.times(against)
        say(figure=key[0], years=key[1], **_costs(one), times_bare=found.times.get(key))
    for young, old in pairwise(measured.values()):
        if young.target.name == old.target.name:
            found.later[old.target.name] = ratio = old.times(young)
            say(figure=f"{old.target.name}, older against younger", times=ratio)


def _costs(one: Measured) -> dict[str, Any]:
    return {
        "cpu_ms": {
            "median": one.median() * 1e3,
            "min": one.best() * 1e3,
            "web_min": min(block.web for block in one.blocks) * 1e3,
            "postgresql_min": min(block.database for block in one.blocks) * 1e3,
        },
        "p50_ms": one.quantile(0.5) * 1e3,
        "p95_ms": one.quantile(0.95) * 1e3,
        "rounds": len(one.blocks),
        "requests": len(one.seconds),
        "not_good": one.failed,
        "gzip_bytes": one.sent,
    }


def queries(staged: Stage, found: Figures) -> None:
    """Statements and uncompressed bytes."""
    for (name, years), told in count(staged, targets(staged)).items():
        found.statements[name, years] = told.statements
        say(figure=f"{name}, statements", years=years, statements=told.statements,
            begin_and_commit=told.transaction, bytes=told.bytes)  # fmt: skip


def writers(staged: Stage, found: Figures, *, turns: int) -> None:
    """Eight at once, for each couple."""
    found.failed_writes = 0
    for couple in staged.couples:
        written = write_at_once(staged, couple, turns)
        found.failed_writes += written.failed
        say(figure="8 writers", years=couple.years, **asdict(written))


if __name__ == "__main__":
    main()
