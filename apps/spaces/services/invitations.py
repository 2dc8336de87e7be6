"""Inviting, accepting, confirming: two steps, and no rights in between (threat row 16)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from apps.core.keys import server_tag
from apps.core.person import show_token
from apps.spaces.models import Invitation, Membership, Space
from apps.spaces.roles import Role
from apps.spaces.services.keys import give_keys

OPEN_FOR = timedelta(hours=72)
# Crockford's letters and figures: nothing that sounds or looks like another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


class NotPossible(Exception):
    """The step does not fit the state things are in; nothing was changed."""


class AlreadyPaired(NotPossible):
    """The person has a shared space already."""


class UnderWay(AlreadyPaired):
    """The person has made or answered an invitation that is still open."""


class NoInvitation(NotPossible):
    """The link or code is unknown, one's own, used, taken back or older than 72 hours."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What is shown to the inviter once: the link's token, and a code to read aloud."""

    invitation: Invitation
    token: str
    code: str


def token_hash(token: str) -> str:
    """How a link's token or a typed code is stored and found; spaces, dashes and case fold."""
    plain = "".join(sign for sign in token if sign.isalnum())
    looks_typed = len(plain) == CODE_LENGTH
    folded = plain.upper().translate(str.maketrans("OIL", "011")) if looks_typed else token
    return server_tag("invitation", folded)


def spoken(code: str) -> str:
    """A code in groups of four, to be read aloud."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


@transaction.atomic
def invite(*, person_id: UUID, name: str, role: Role, words: str, now: datetime) -> Ticket:
    """Make a space for two, and the way into it. Raises AlreadyPaired or UnderWay."""
    make_room(person_id=person_id, now=now)
    space = Space(created_by_id=person_id)
    space.save(force_insert=True)
    _take_seat(Membership(space=space, person_id=person_id, seat=1, role=role))
    give_keys(space_id=space.pk)
    greeting = {"name": name, "role": role, "words": words}
    return _ticket(Invitation(space=space, inviter_id=person_id, greeting=greeting), now)


@transaction.atomic
def renew(*, person_id: UUID, now: datetime) -> Ticket:
    """A new link and code for an invitation nobody has answered; the old ones are dead.

    Raises NoInvitation.
    """
    waiting = Invitation.objects.made_by(person_id).unanswered()
    invitation = waiting.select_for_update().first()
    if invitation is None:
        raise NoInvitation
    return _ticket(invitation, now)


def shown(*, token: str, person_id: UUID, now: datetime) -> Invitation:
    """The usable invitation behind a link's token or a code. Raises NoInvitation."""
    return _usable(token, person_id, now, lock=False)


@transaction.atomic
def accept(*, token: str, person_id: UUID, name: str, role: Role, now: datetime) -> Invitation:
    """Take the second seat. It gives no rights before the inviter confirms.

    From here the inviter has another 72 hours. Raises NoInvitation, AlreadyPaired, UnderWay.
    """
    # Locked: of two people with one link the second finds it used.
    invitation = _usable(token, person_id, now, lock=True)
    make_room(person_id=person_id, now=now)
    _take_seat(Membership(space_id=invitation.space_id, person_id=person_id, seat=2, role=role))
    invitation.answer = {"name": name, "role": role}
    invitation.accepted_by_id, invitation.accepted_at = person_id, now
    invitation.expires_at = now + OPEN_FOR
    invitation.save(update_fields=["answer", "accepted_by", "accepted_at", "expires_at"])
    return invitation


@transaction.atomic
def step_back(*, person_id: UUID, now: datetime) -> None:
    """Take back a yes that was not confirmed yet. Its link stays used; nothing is said."""
    answered = Invitation.objects.accepted_of(person_id).answered()
    for invitation in answered.select_for_update():
        invitation.answer, invitation.withdrawn_at = None, now
        invitation.save(update_fields=["answer", "withdrawn_at"])
        Membership.objects.filter(person_id=person_id, space_id=invitation.space_id).delete()


@transaction.atomic
def confirm(*, person_id: UUID, now: datetime, invitation_id: UUID | None = None) -> Space:
    """Open the space to whoever accepted. Raises NoInvitation when nobody has.

    With `invitation_id` only that one: a page left open confirms nobody else.
    """
    answered = Invitation.objects.made_by(person_id).answered().under_way(now)
    if invitation_id:
        answered = answered.filter(pk=invitation_id)
    # Locked: the second of two clicks finds it gone.
    invitation = answered.select_for_update().first()
    if invitation is None:
        raise NoInvitation
    space = Space.objects.select_for_update().get(pk=invitation.space_id)
    greeting, answer = invitation.greeting, invitation.answer
    space.people = {
        "1": {"name": greeting["name"], "role": greeting["role"]},
        "2": {"name": answer["name"], "role": answer["role"]},
    }
    space.opened_at = now
    space.save(update_fields=["people", "opened_at"])
    invitation.delete()
    return space


@transaction.atomic
def take_back(*, person_id: UUID) -> None:
    """Undo an invitation under way, answered or not; its link is dead at once.

    Whoever had said yes has simply not joined: their seat goes with the space.
    """
    list(Invitation.objects.made_by(person_id).select_for_update())
    # A space that opened in between is not seen by this read, nor removed by this delete.
    for seat in Membership.objects.of(person_id).going_on().for_two():
        if seat.seat == 1 and seat.space.opened_at is None:
            _remove_unopened(seat.space_id)


@transaction.atomic
def make_room(*, person_id: UUID, now: datetime) -> None:
    """Let go of a seat that leads nowhere: its invitation ran out or was taken back.

    Raises AlreadyPaired or UnderWay when the seat still counts.
    """
    seat = Membership.objects.filter(person_id=person_id).going_on().for_two().first()
    if seat is None:
        return
    # In this order: a confirmation in between takes the invitation away and opens the space.
    concerning = Invitation.objects.concerning(person_id).under_way(now)
    if concerning.filter(space_id=seat.space_id).exists():
        raise UnderWay
    if Membership.objects.of(person_id).confirmed().filter(pk=seat.pk).exists():
        raise AlreadyPaired
    if seat.seat == 1:
        _remove_unopened(seat.space_id)
    else:
        seat.delete()


def forget_expired(now: datetime) -> None:
    """Remove invitations whose hours are over. Runs as the worker, with the purge role."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE kept_purge")
        cursor.execute("DELETE FROM spaces_invitation WHERE expires_at < %s", [now])


def _ticket(invitation: Invitation, now: datetime) -> Ticket:
    token = secrets.token_urlsafe(24)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    invitation.link_hash, invitation.code_hash = token_hash(token), token_hash(code)
    invitation.expires_at = now + OPEN_FOR
    # The grants let nothing else of an invitation change.
    fresh = None if invitation._state.adding else ["link_hash", "code_hash", "expires_at"]
    invitation.save(update_fields=fresh)
    return Ticket(invitation, token, spoken(code))


def _usable(token: str, person_id: UUID, now: datetime, *, lock: bool) -> Invitation:
    hashed = token_hash(token)
    show_token(hashed)
    found = Invitation.objects.usable(now).exclude(inviter_id=person_id).by_hash(hashed)
    invitation: Invitation | None = (found.select_for_update() if lock else found).first()
    if invitation is None:
        raise NoInvitation
    return invitation


def _take_seat(seat: Membership) -> None:
    # The last word is the database's: one open space for two a person (threat row 16).
    try:
        with transaction.atomic():
            seat.save(force_insert=True)
    except IntegrityError as error:
        raise UnderWay from error


def _remove_unopened(space_id: UUID) -> None:
    # Not by Django's collector: it cannot see the other's waiting seat. PostgreSQL removes
    # seat, keys and invitation along with the space (migration 0002).
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM spaces_space WHERE id = %s AND opened_at IS NULL", [str(space_id)]
        )
