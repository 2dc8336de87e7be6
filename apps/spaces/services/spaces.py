"""Making spaces, what may change in one that is open, and closing it."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from apps.spaces.here import Here, find
from apps.spaces.models import Membership, Space
from apps.spaces.roles import Role
from apps.spaces.services.invitations import NotPossible
from apps.spaces.services.keys import give_keys


class SpaceClosed(NotPossible):
    """The other closed the space in between; nothing was changed."""


@transaction.atomic
def make_solo(person_id: UUID, now: datetime) -> Space:
    """A person's own space, open from the start. The person must be acting already."""
    space = Space(created_by_id=person_id, solo=True, opened_at=now)
    space.save(force_insert=True)
    Membership(space=space, person_id=person_id, seat=1, solo=True).save(force_insert=True)
    give_keys(space_id=space.pk)
    return space


def lock_open(here: Here) -> Space:
    """The space as it is now, held until the transaction ends. Raises SpaceClosed."""
    space = Space.objects.select_for_update().filter(pk=here.space.pk).first()
    # The policy shows a closed space to no update, so it is not found here.
    if space is None or not space.is_open:
        raise SpaceClosed
    return space


@transaction.atomic
def change_role(*, here: Here, role: Role) -> None:
    """Say something else of oneself, from now on. No row changes hands (threat row 14).

    Raises SpaceClosed.
    """
    _say(here, "role", role)
    here.membership.role = role
    here.membership.save(update_fields=["role"])


@transaction.atomic
def rename(person_id: UUID, name: str) -> None:
    """Show the other a person's new name. Without an open space for two there is nobody to."""
    here = find(person_id)
    if here and here.is_shared and not here.is_closed:
        _say(here, "name", name)


@transaction.atomic
def still_fine(*, here: Here, today: date) -> None:
    """Keep that a person was asked, and goes on sharing. `today` is their local date.

    Raises SpaceClosed.
    """
    lock_open(here)
    here.membership.last_consented_on = today
    here.membership.save(update_fields=["last_consented_on"])


@transaction.atomic
def close(*, here: Here, now: datetime) -> None:
    """End sharing for both, at once. Both keep reading; the other is told by no message.

    The person's own space counts again. Closing twice is closing once.
    """
    if not here.is_shared:
        return
    space = Space.objects.select_for_update().filter(pk=here.space.pk).first()
    if space is not None and space.is_open:
        space.closed_at = now
        space.save(update_fields=["closed_at"])
    _leave(here, now)


@transaction.atomic
def go_on(*, here: Here, now: datetime) -> None:
    """Leave a space that the other closed; one's own space counts again."""
    if here.is_closed:
        _leave(here, now)


def _leave(here: Here, now: datetime) -> None:
    # Locked: the second of two clicks finds the seat left, and a seat that was left stays so.
    seats = Membership.objects.filter(pk=here.membership.pk).going_on().select_for_update()
    for seat in seats:
        seat.ended_at, seat.with_name = now, here.partner_name
        seat.save(update_fields=["ended_at", "with_name"])


def _say(here: Here, what: str, value: str) -> None:
    space = lock_open(here)
    seat = str(here.membership.seat)
    people = dict(space.people) if isinstance(space.people, dict) else {}
    people[seat] = people.get(seat, {}) | {what: value}
    space.people = people
    space.save(update_fields=["people"])
    here.space.people = people
