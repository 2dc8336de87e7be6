"""When something may be written down, safe across every clock change (commitments 3.3, 3.4)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apps.commitments.rules.due import DueItem

# Settled: on the day or the day after is on time; "added later" reaches back 14 days.
ON_TIME_DAYS = 1
LATE_DAYS = 14


def local_today(now: datetime, tz_name: str) -> date:
    """The local date in zone `tz_name` at the aware moment `now`."""
    return now.astimezone(ZoneInfo(tz_name)).date()


def window(item: DueItem, tz: ZoneInfo) -> tuple[datetime, datetime]:
    """Opening and closing moments (aware, in `tz`) for writing on time.

    Opens with the first local day of the item and closes at the midnight that ends the
    day after its last one. Days of 23, 24 or 25 hours count as one day each.
    """
    after = item.day + timedelta(days=ON_TIME_DAYS + 1)
    return start_of_day(item.period_start, tz), start_of_day(after, tz)


def start_of_day(day: date, tz: ZoneInfo) -> datetime:
    """The moment at which the local date becomes `day` for good.

    Where midnight comes twice the second one counts; where the clock jumps over it, the
    moment of the jump; a date that a zone left out altogether begins with the next one.
    """
    midnight = datetime.combine(day, time(), tzinfo=tz)
    moment = midnight.replace(fold=1).astimezone(UTC)
    if moment.astimezone(tz).replace(tzinfo=None) == midnight.replace(tzinfo=None):
        return moment.astimezone(tz)
    return _jump(day, tz, moment, midnight.astimezone(UTC))


def _jump(day: date, tz: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """First second in (before, after] whose local date has reached `day`, by halving."""
    low, high = 0, int((after - before).total_seconds())
    while low < high:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(tz).date() >= day:
            high = middle
        else:
            low = middle + 1
    return (before + timedelta(seconds=high)).astimezone(tz)


def can_log(item_day: date, today: date) -> bool:
    """Whether a mark may be written for `item_day`: from the day itself to 14 days back."""
    return 0 <= (today - item_day).days <= LATE_DAYS


def is_late(item_day: date, today: date) -> bool:
    """Whether a mark written today carries "added later": after the day after."""
    return (today - item_day).days > ON_TIME_DAYS


def is_open(item_day: date, today: date) -> bool:
    """Whether it can still be written on time, so that its absence says nothing yet."""
    return (today - item_day).days <= ON_TIME_DAYS
