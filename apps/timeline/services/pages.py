"""The timeline's page as a whole."""

from dataclasses import dataclass
from datetime import date, datetime

from apps.core.time import local_day
from apps.timeline.rules.events import Event
from apps.timeline.rules.windows import Range, Window
from apps.timeline.services.events import events
from apps.timeline.services.place import Place
from apps.timeline.services.threads import Found, Strip, read, strips, table

LISTED = 12


@dataclass(frozen=True, slots=True)
class Chart:
    """What one window shows. `has_earlier` when anything lies before its first day."""

    window: Window
    strips: list[Strip]
    rows: list[tuple[date, list[str]]]
    events: list[Event]
    has_earlier: bool
    is_new: bool

    @property
    def first_events(self) -> list[Event]:
        """The newest marked days, listed at once."""
        return self.events[:LISTED]

    @property
    def more_events(self) -> list[Event]:
        """The others of the window, one step behind."""
        return self.events[LISTED:]

    @property
    def is_year(self) -> bool:
        """One year of the long view, which the next one is put beneath."""
        return self.window.span is Range.ALL


def chart(place: Place, window: Window, now: datetime) -> Chart:
    """Threads, table and marked days of a window. A constant number of queries."""
    found = read(place, window, now)
    marked = events(place, window, found.records, found.gone)
    shown = strips(place, window, found, marked)
    return Chart(
        window=window,
        strips=shown,
        rows=table(shown),
        events=marked,
        has_earlier=_begins(place, found, window) < window.first,
        is_new=not found.records,
    )


def _begins(place: Place, found: Found, window: Window) -> date:
    """The first day there can be anything about."""
    opened = place.here.space.opened_at
    starts = [record.starts_on for record in found.records]
    return min([window.today if opened is None else local_day(opened, "UTC"), *starts])
