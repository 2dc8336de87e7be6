"""Which days a timeline shows: whole weeks from Monday, or one year of weeks at a time."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EARLIEST = date(1970, 1, 1)
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


class Range(StrEnum):
    """How far back one looks."""

    WEEKS = "4w"
    MONTHS = "3m"
    YEAR = "1y"
    ALL = "all"

    @property
    def label(self) -> Promise:
        """The words of the switch."""
        return _LABELS[self]

    @property
    def is_long(self) -> bool:
        """One bead a week instead of one a day."""
        return self in {Range.YEAR, Range.ALL}


_LABELS: dict[Range, Promise] = {
    Range.WEEKS: _("4 weeks"),
    Range.MONTHS: _("3 months"),
    Range.YEAR: _("A year"),
    Range.ALL: _("All"),
}
_WEEKS = {Range.WEEKS: 4, Range.MONTHS: 12, Range.YEAR: 52}


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` (a Monday) to `last` (a Sunday), seen on `today`, local dates."""

    span: Range
    first: date
    last: date
    today: date

    @property
    def end(self) -> date:
        """The last day that can be drawn: the future never is."""
        return min(self.last, self.today)

    @property
    def earlier(self) -> date:
        """A day of the window before this one."""
        return self.first - DAY

    @property
    def later(self) -> date | None:
        """A day of the window after this one; None when this is the newest."""
        if self.last >= self.today:
            return None
        ahead = self.last - self.first + DAY if self.span is not Range.ALL else WEEK
        return min(self.last + ahead, self.today)


def range_of(text: str) -> Range:
    """The range a link asks for; three months when it is none that we know."""
    return Range(text) if text in set(Range) else Range.MONTHS


def day_of(text: str, today: date) -> date:
    """The local date a link asks for, never after `today`; today when it is none."""
    return min(exact_day(text) or today, today)


def exact_day(text: str) -> date | None:
    """A date as 2026-11-19 since 1970, or None."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day >= EARLIEST and day.isoformat() == text else None


def window(span: Range, to: date, today: date) -> Window:
    """The weeks that end with the week of `to`; for all, the ISO year that `to` lies in."""
    if span is Range.ALL:
        year = to.isocalendar().year
        # 28 December always lies in the last ISO week of its year.
        last = _sunday(date(year, 12, 28))
        return Window(span, date.fromisocalendar(year, 1, 1), last, today)
    last = _sunday(to)
    return Window(span, last + DAY - WEEK * _WEEKS[span], last, today)


def _sunday(day: date) -> date:
    return day + timedelta(days=6 - day.weekday())
