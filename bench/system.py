"""What the kernel says of processes: CPU time used, memory held. Linux only."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

CPUCLOCK_PROCESS = 2


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of a process, dead ones too; 0 once it has gone.

    The clock of clock_getcpuclockid(3): nanoseconds, where /proc/<pid>/stat has ticks of 10 ms.
    """
    try:
        return time.clock_gettime((~pid << 3) | CPUCLOCK_PROCESS)
    except OSError:
        return 0.0


def cpu_of(pids: Iterable[int]) -> dict[int, float]:
    """CPU seconds by process."""
    return {pid: cpu_seconds(pid) for pid in pids}


def used_between(before: dict[int, float], after: dict[int, float]) -> float:
    """CPU seconds used between two looks; a process that came in between counts from nothing."""
    return sum(max(0.0, used - before.get(pid, 0.0)) for pid, used in after.items())


def family(pid: int) -> list[int]:
    """A process and its children."""
    return [pid, *(int(stat.parent.name) for stat in _stats() if _parent(stat) == pid)]


def pss_mb(pids: Iterable[int]) -> float:
    """Proportional set size of processes in MB (1,000,000 bytes)."""
    return sum(_pss_kib(pid) for pid in pids) * 1024 / 1e6


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0))


def load() -> float:
    """How many processes wanted a core over the last minute."""
    return os.getloadavg()[0]


def _stats() -> Iterable[Path]:
    return Path("/proc").glob("[0-9]*/stat")


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def _pss_kib(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
