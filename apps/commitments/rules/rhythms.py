"""The eight rhythms a commitment can have, and how they are stored (commitments 3.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

# Bounds keep forged or mistyped numbers out; nobody means "every 400 days" or "40 times a week".
MAX_EVERY = 366
MAX_A_WEEK = 21
MAX_A_MONTH = 60


class RhythmError(ValueError):
    """The data does not describe a rhythm. `field` names the part of the form to look at."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Kind(StrEnum):
    """How something comes round."""

    ONCE = "once"
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    EVERY_N_DAYS = "every_n_days"
    TIMES_A_WEEK = "times_a_week"
    TIMES_A_MONTH = "times_a_month"
    WHENEVER = "whenever"
    STANDING = "standing"

    @property
    def label(self) -> Promise:
        """The words of the form for this kind."""
        return _LABELS[self]


_LABELS: dict[Kind, Promise] = {
    Kind.ONCE: pgettext_lazy("rhythm", "Once"),
    Kind.DAILY: pgettext_lazy("rhythm", "Every day"),
    Kind.WEEKDAYS: pgettext_lazy("rhythm", "On certain days"),
    Kind.EVERY_N_DAYS: pgettext_lazy("rhythm", "Every few days"),
    Kind.TIMES_A_WEEK: pgettext_lazy("rhythm", "A number of times a week"),
    Kind.TIMES_A_MONTH: pgettext_lazy("rhythm", "A number of times a month"),
    Kind.WHENEVER: pgettext_lazy("rhythm", "Whenever it comes up"),
    Kind.STANDING: pgettext_lazy("rhythm", "All the time, as a limit"),
}
QUOTAS = frozenset({Kind.TIMES_A_WEEK, Kind.TIMES_A_MONTH})
UNDATED = frozenset({Kind.WHENEVER, Kind.STANDING})
_MOST = {
    Kind.EVERY_N_DAYS: MAX_EVERY,
    Kind.TIMES_A_WEEK: MAX_A_WEEK,
    Kind.TIMES_A_MONTH: MAX_A_MONTH,
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a commitment is due, as chosen on the form.

    `day` and `at` belong to once (local date and local time), `weekdays` to weekdays
    (ISO numbers, 1 Monday to 7 Sunday), `n` to every N days and the two quotas.
    Raises RhythmError for a value that is missing, out of bounds or does not belong.
    """

    kind: Kind
    day: date | None = None
    at: time | None = None
    weekdays: frozenset[int] = frozenset()
    n: int | None = None

    def __post_init__(self) -> None:
        _check_once(self)
        _check_weekdays(self)
        _check_number(self)

    @property
    def is_quota(self) -> bool:
        """Due at the end of a week or month, as a number of times."""
        return self.kind in QUOTAS

    @property
    def is_dated(self) -> bool:
        """Has days on which it is due; whenever and standing have none."""
        return self.kind not in UNDATED

    def to_data(self) -> dict[str, object]:
        """The rhythm as a JSON-able dict holding only what its kind needs."""
        data: dict[str, object] = {"kind": self.kind.value}
        if self.day:
            data["day"] = self.day.isoformat()
        if self.at:
            data["at"] = self.at.strftime("%H:%M")
        if self.weekdays:
            data["weekdays"] = sorted(self.weekdays)
        if self.n is not None:
            data["n"] = self.n
        return data

    @classmethod
    def from_data(cls, data: object) -> "Rhythm":
        """The rhythm that `to_data` wrote; RhythmError names the field that is not right."""
        if not isinstance(data, Mapping):
            raise RhythmError("kind", "not a mapping")
        unknown = set(data) - {"kind", "day", "at", "weekdays", "n"}
        if unknown:
            raise RhythmError("kind", "unknown parts")
        return cls(
            kind=_kind(data.get("kind")),
            day=_day(data.get("day")),
            at=_at(data.get("at")),
            weekdays=_weekdays(data.get("weekdays")),
            n=_number(data.get("n")),
        )


def _check_once(rhythm: Rhythm) -> None:
    if (rhythm.kind is Kind.ONCE) != (rhythm.day is not None):
        raise RhythmError("day", "a single day belongs to once, and only there")
    if rhythm.at is not None and rhythm.kind is not Kind.ONCE:
        raise RhythmError("at", "a time belongs to once only")


def _check_weekdays(rhythm: Rhythm) -> None:
    if (rhythm.kind is Kind.WEEKDAYS) != bool(rhythm.weekdays):
        raise RhythmError("weekdays", "days of the week belong to that rhythm, and only there")
    if not rhythm.weekdays <= frozenset(range(1, 8)):
        raise RhythmError("weekdays", "days of the week are 1 to 7")


def _check_number(rhythm: Rhythm) -> None:
    most = _MOST.get(rhythm.kind)
    if (most is None) != (rhythm.n is None):
        raise RhythmError("n", "a number belongs to every N days and to quotas, and only there")
    if most is not None and rhythm.n is not None and not 1 <= rhythm.n <= most:
        raise RhythmError("n", f"the number is 1 to {most}")


def _kind(value: object) -> Kind:
    try:
        return Kind(str(value))
    except ValueError:
        raise RhythmError("kind", "no such rhythm") from None


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise RhythmError("day", "not a date") from None


def _at(value: object) -> time | None:
    if value is None:
        return None
    try:
        at = time.fromisoformat(str(value))
    except ValueError:
        raise RhythmError("at", "not a time") from None
    if at.tzinfo or at.second or at.microsecond:
        raise RhythmError("at", "hours and minutes only")
    return at


def _weekdays(value: object) -> frozenset[int]:
    if value is None:
        return frozenset()
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Iterable):
        raise RhythmError("weekdays", "not a list of days")
    days = list(value)
    if not all(type(day) is int for day in days):
        raise RhythmError("weekdays", "days of the week are whole numbers")
    return frozenset(days)


def _number(value: object) -> int | None:
    if value is not None and type(value) is not int:
        raise RhythmError("n", "not a whole number")
    return value
