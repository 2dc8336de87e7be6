"""One shape for everything the timeline marks besides the threads (architecture 5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What happened on a marked day."""

    WORDED = "worded"
    RESTED = "rested"
    RESUMED = "resumed"
    ENDED = "ended"
    TOLD = "told"
    VIEW = "view"
    BREACH = "breach"
    OCCASION = "occasion"
    PAUSED = "paused"
    AWAY = "away"


# An occasion is a mark on its own thread already, a stretch of days is drawn as dots.
UNDRAWN = frozenset({Kind.OCCASION, Kind.PAUSED, Kind.AWAY})


@dataclass(frozen=True, slots=True)
class Event:
    """One marked day (a local date of whoever it is about).

    `title` says what it is, `text` what somebody wrote (theirs, to be shown as words), `who`
    the name of whose it is; both may be empty. `href` leads to its day.
    """

    day: date
    kind: Kind
    title: str
    text: str
    who: str
    href: str

    @property
    def mark(self) -> str:
        """The mark beside it."""
        if self.kind is Kind.OCCASION:
            return "not-due"
        return "paused" if self.kind in UNDRAWN else "event"

    @property
    def is_drawn(self) -> bool:
        """Whether a dotted line ties it to every thread."""
        return self.kind not in UNDRAWN


def newest_first(events: list[Event]) -> list[Event]:
    """In the order in which the page lists them."""
    return sorted(events, key=lambda event: (event.day, event.kind), reverse=True)
