"""Logged events as somebody sees them privately (commitments 3.5)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from apps.commitments.models import Entry
from apps.core.fields import is_unopened
from apps.reflections.models import OwnView
from apps.reflections.services.tags import CannotReplace, entry_tag
from apps.sharing.rules import View
from apps.spaces.here import Here
from apps.spaces.models import Membership

# Below these, "often" would be said of an accident.
OFTEN_FROM = 4


@dataclass(frozen=True)
class Count:
    """How many own views there are, and how many of them say "differently"."""

    differently: int
    views: int

    @property
    def often(self) -> bool:
        """Whether the private page mentions it: at least four, and at least half of all."""
        return self.differently >= OFTEN_FROM and 2 * self.differently >= self.views


@dataclass(frozen=True)
class Event:
    """Something the other logged, and the person's seat in the space where it stands."""

    seat: Here
    entry: Entry

    @property
    def can_share(self) -> bool:
        """Whether a copy can be put there: the space goes on for this person."""
        return not self.seat.is_closed and self.seat.membership.ended_at is None


def find_event(here: Here, entry_id: UUID) -> Event | None:
    """An event in any space the person had a seat in, closed ones too: what was shared there can
    still be taken back (answers 3). One query for a space, and one for the seats.
    """
    seats = Membership.objects.of(here.person_id).confirmed().exclude(space_id=here.space.pk)
    for seat in (here, *(Here(other, other.space) for other in seats)):
        entry = event(seat.space.pk, here.person_id, entry_id)
        if entry is not None:
            return Event(seat, entry)
    return None


def event(space_id: UUID, person_id: UUID, entry_id: UUID) -> Entry | None:
    """An event that the other logged in this space, or None. One's own marks are not viewed."""
    found: Entry | None = (
        Entry.objects.in_space(space_id)
        .exclude(author_id=person_id)
        .exclude(mark="")
        .select_related("version")
        .filter(pk=entry_id)
        .first()
    )
    return found


def own_view(person_id: UUID, entry_id: UUID) -> OwnView | None:
    """What a person noted beside an event, or None. One query."""
    found: OwnView | None = (
        OwnView.objects.visible_to(person_id).beside(entry_tag(person_id, entry_id)).first()
    )
    return found


@transaction.atomic
def note_view(*, person_id: UUID, entry_id: UUID, view: View, line: str) -> None:
    """Keep an own view; a second one for the same event replaces it. Raises CannotReplace."""
    row = own_view(person_id, entry_id)
    if row is not None and is_unopened(row.note):
        raise CannotReplace
    tag = entry_tag(person_id, entry_id)
    made = OwnView(owner_id=person_id, entry_tag=tag)
    target = row or made
    target.note = {"entry": str(entry_id), "view": view, "line": line}
    try:
        with transaction.atomic():
            target.save(force_insert=row is None)
    except IntegrityError:  # another tab was first: the later one stands
        note_view(person_id=person_id, entry_id=entry_id, view=view, line=line)


@transaction.atomic
def forget_view(*, person_id: UUID, entry_id: UUID) -> None:
    """Remove an own view; a shared copy is another thing and stays."""
    OwnView.objects.visible_to(person_id).beside(entry_tag(person_id, entry_id)).delete()


def count_views(person_id: UUID) -> Count:
    """Count one's own views. One query, linear over them."""
    notes: list[Any] = [row.note for row in OwnView.objects.visible_to(person_id)]
    opened = [note["view"] for note in notes if not is_unopened(note)]
    return Count(opened.count(View.DIFFERENTLY), len(opened))
