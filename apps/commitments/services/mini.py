"""The small thread beside a row: the last two weeks."""

from dataclasses import dataclass
from datetime import date, timedelta

from apps.commitments.rules.geometry import HEIGHT, STEP
from apps.commitments.rules.spoken import line_sentence
from apps.commitments.rules.thread import Stroke, day_strokes
from apps.commitments.services.record import Record

SHOWN = 14


@dataclass(frozen=True, slots=True)
class Mini:
    """Strokes for one small drawing, what part of it shows, and what it says aloud."""

    strokes: tuple[Stroke, ...]
    view_box: str
    aria: str


def mini(record: Record, today: date) -> Mini | None:
    """The fourteen days that end with `today`; None when the first day is still to come."""
    if record.starts_on > today:
        return None
    opens = today - timedelta(days=SHOWN - 1)
    monday = opens - timedelta(days=opens.weekday())
    days = record.days(monday, today, today)
    strokes = day_strokes(
        [day for day in days if day.day <= today],
        monday,
        today,
        today,
        starts_on=record.starts_on,
        ends_on=record.ends_on,
    )
    left = (opens - monday).days * STEP
    shown = [day for day in days if opens <= day.day <= today]
    return Mini(strokes, f"{left} 0 {SHOWN * STEP} {HEIGHT}", line_sentence(opens, today, shown))
