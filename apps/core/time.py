"""Local dates. Time is passed in; only views and tasks look at the clock."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


def local_day(now: datetime, zone: str) -> date:
    """The date at `now` (aware) in the zone."""
    return now.astimezone(ZoneInfo(zone)).date()


@cache
def zones() -> frozenset[str]:
    """Every time zone's name. Read once: asking walks a directory tree."""
    return frozenset(available_timezones())


def known_zone(name: str, default: str = "UTC") -> str:
    """`name` when it is a time zone, otherwise `default`."""
    return name if name in zones() else default
