"""How somebody wants to be asked, and the few dates that drawing needs."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.core.fields import is_unopened
from apps.reflections.models import Preferences
from apps.reflections.rules.rhythm import EVENINGS_DEFAULT, Effect, Pace
from apps.reflections.rules.scale import Kind
from apps.reflections.services.tags import CannotReplace

JOURNAL_DAYS = (30, 90, 365)
# Weekdays (Monday is 0) on which the question stands on the first page, by evenings a week.
PROMPTED = {
    2: {2, 6}, 3: {1, 3, 6}, 4: {0, 2, 4, 6}, 5: {0, 1, 3, 4, 6}, 6: {0, 1, 2, 3, 4, 6},
    7: set(range(7)),
}  # fmt: skip
SUNDAY = 6


@dataclass(frozen=True)
class Wishes:
    """A person's preferences with their defaults. Dates are local dates.

    `first_days` is the first answered day of each kind, `new_days` those marked "something new",
    `effects` what was answered to "does this help?", `compare_from` a chosen four weeks' start.
    """

    evenings: int = EVENINGS_DEFAULT
    pace: Pace = Pace.EVENINGS
    took_in: bool = False
    spellcheck: bool = False
    journal_days: int | None = None
    first_days: dict[Kind, date] = field(default_factory=dict)
    new_days: tuple[date, ...] = ()
    effects: tuple[tuple[date, Effect], ...] = ()
    compare_from: dict[Kind, date] = field(default_factory=dict)

    def prompts_on(self, day: date) -> bool:
        """Whether the question stands on the first page that day.

        Decided by the calendar and the choice alone, never by what was answered (answers 6).
        """
        if self.pace is Pace.STOPPED:
            return False
        if self.pace is Pace.FORTNIGHT:
            return day.weekday() == SUNDAY and (day.toordinal() // 7) % 2 == 0
        return day.weekday() in PROMPTED[self.evenings]


def wishes(person_id: UUID) -> Wishes:
    """A person's preferences; the defaults where none were set or they do not open. One query."""
    row = Preferences.objects.visible_to(person_id).first()
    return from_stored({} if row is None or is_unopened(row.choices) else row.choices)


@transaction.atomic
def change(*, person_id: UUID, **wanted: Any) -> Wishes:
    """Set some of the preferences, named as in Wishes. Raises CannotReplace."""
    row = locked(person_id)
    found = replace(from_stored(row.choices), **wanted)
    row.choices = to_stored(found)
    row.save(update_fields=["choices"])
    return found


@transaction.atomic
def answer_effect(*, person_id: UUID, effect: Effect, today: date) -> Wishes:
    """Keep what somebody says checking in does to them (measurement 2.3, rule 4)."""
    earlier = wishes(person_id).effects
    kept = tuple(pair for pair in earlier if pair[0] != today)
    return change(person_id=person_id, effects=(*kept, (today, effect)))


def locked(person_id: UUID) -> Preferences:
    """The row of a person, made if needed and locked to the end of the transaction.

    Raises CannotReplace when it cannot be opened.
    """
    rows = Preferences.objects.visible_to(person_id).select_for_update()
    row: Preferences | None = rows.first()
    if row is None:
        row = _made(person_id) or rows.get()
    if is_unopened(row.choices):
        raise CannotReplace
    return row


def _made(person_id: UUID) -> Preferences | None:
    row = Preferences(owner_id=person_id, choices={})
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # another tab was first
        return None
    return row


def from_stored(stored: dict[str, Any]) -> Wishes:
    """Preferences out of their sealed form."""
    return Wishes(
        evenings=stored.get("evenings", EVENINGS_DEFAULT),
        pace=Pace(stored.get("pace", Pace.EVENINGS)),
        took_in=stored.get("took_in", False),
        spellcheck=stored.get("spellcheck", False),
        journal_days=stored.get("journal_days"),
        first_days=_dates_by_kind(stored.get("first_days", {})),
        new_days=tuple(date.fromisoformat(day) for day in stored.get("new_days", [])),
        effects=tuple((date.fromisoformat(d), Effect(e)) for d, e in stored.get("effects", [])),
        compare_from=_dates_by_kind(stored.get("compare_from", {})),
    )


def to_stored(found: Wishes) -> dict[str, Any]:
    """Preferences as they are sealed."""
    return {
        "evenings": found.evenings,
        "pace": found.pace,
        "took_in": found.took_in,
        "spellcheck": found.spellcheck,
        "journal_days": found.journal_days,
        "first_days": {kind: day.isoformat() for kind, day in found.first_days.items()},
        "new_days": [day.isoformat() for day in found.new_days],
        "effects": [[day.isoformat(), effect] for day, effect in found.effects],
        "compare_from": {kind: day.isoformat() for kind, day in found.compare_from.items()},
    }


def _dates_by_kind(stored: dict[str, str]) -> dict[Kind, date]:
    return {Kind(kind): date.fromisoformat(day) for kind, day in stored.items()}
