"""How things stand between a person and another: one answer for the page that shows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from apps.spaces.here import Here, find
from apps.spaces.models import Invitation, Membership


class State(StrEnum):
    """Where somebody is on the way to a space for two."""

    ALONE = "alone"
    WAITING = "waiting"
    """Has invited; nobody has answered."""
    ANSWERED = "answered"
    """Has invited; somebody has said yes and waits."""
    ACCEPTED = "accepted"
    """Has said yes and waits to be confirmed: no rights so far."""
    PAIRED = "paired"


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's state; the invitation it rests on; whether their last one came to nothing."""

    state: State
    here: Here | None
    invitation: Invitation | None = None
    ran_out: bool = False


def standing(*, person_id: UUID, now: datetime) -> Standing:
    """Where a person stands. Changes nothing. Three queries at most."""
    here = find(person_id)
    if here and here.is_shared:
        return Standing(State.PAIRED, here)
    found = Invitation.objects.concerning(person_id).under_way(now).first()
    if found is None:
        return Standing(State.ALONE, here, ran_out=_has_own_seat(person_id))
    if found.inviter_id != person_id:
        return Standing(State.ACCEPTED, here, found)
    return Standing(State.ANSWERED if found.accepted_at else State.WAITING, here, found)


def _has_own_seat(person_id: UUID) -> bool:
    seats = Membership.objects.filter(person_id=person_id).going_on().for_two()
    return bool(seats.filter(seat=1).exists())
