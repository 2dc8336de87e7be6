"""Which days may be answered: today, and yesterday until noon (measurement 2.2 and 2.4)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

YESTERDAY_UNTIL = time(12)


@dataclass(frozen=True)
class OpenDay:
    """A local date that may be answered now; `yesterday` is shown beside the question."""

    day: date
    yesterday: bool


def local_day(now: datetime, tz: tzinfo) -> date:
    """Return the local date of an aware moment; a ValueError for a naive one."""
    if now.tzinfo is None:
        raise ValueError("an aware datetime is needed")
    return now.astimezone(tz).date()


def answerable_days(now: datetime, tz: tzinfo) -> tuple[OpenDay, ...]:
    """Return today first, then yesterday while the local clock shows less than 12:00.

    Memory of older days bends, so nothing older can be filled in. The wall clock decides, so a
    night with 23 or 25 hours moves nothing (measurement 2.4).
    """
    today = OpenDay(local_day(now, tz), yesterday=False)
    if now.astimezone(tz).time() >= YESTERDAY_UNTIL:
        return (today,)
    return (today, OpenDay(today.day - timedelta(days=1), yesterday=True))


def may_answer(day: date, now: datetime, tz: tzinfo) -> bool:
    """Return whether that local date is still open; one point a day is the table's own rule."""
    return day in {open_day.day for open_day in answerable_days(now, tz)}
