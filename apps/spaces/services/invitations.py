"""Inviting, accepting, confirming: two steps, and no rights in between (threat row 16)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

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
    """The person has a shared space, or an invitation under way, already."""


class NoInvitation(NotPossible):
    """The link or code is unknown, used, taken back or older than 72 hours."""


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
def invite(
    *, person_id: UUID, name: str, role: Role, words: str, now: datetime
) -> Ticket:
    """Make a space for two, and the way into it. Raises AlreadyPaired."""
    if Membership.objects.of(person_id).going_on().filter(solo=False).exists():
        raise AlreadyPaired
    space = Space(created_by_id=person_id)
    space.save(force_insert=True)
    Membership(space=space, person_id=person_id, seat=1, role=role).save(force_insert=True)
    give_keys(space_id=space.pk)
    token = secrets.token_urlsafe(24)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    invitation = Invitation(
        space=space,
        inviter_id=person_id,
        link_hash=token_hash(token),
        code_hash=token_hash(code),
        expires_at=now + OPEN_FOR,
        greeting={"name": name, "role": role, "words": words},
    )
    invitation.save(force_insert=True)
    return Ticket(invitation, token, spoken(code))


def shown(*, token: str, person_id: UUID, now: datetime) -> Invitation:
    """The usable invitation behind a link's token or a code. Raises NoInvitation."""
    hashed = token_hash(token)
    show_token(hashed)
    found = Invitation.objects.usable(now).exclude(inviter_id=person_id)
    invitation = found.by_hash(hashed).first()
    if invitation is None:
        raise NoInvitation
    return invitation


@transaction.atomic
def accept(*, token: str, person_id: UUID, name: str, role: Role, now: datetime) -> Invitation:
    """Take the second seat. It gives no rights before the inviter confirms.

    Raises NoInvitation, or AlreadyPaired.
    """
    invitation = shown(token=token, person_id=person_id, now=now)
    if Membership.objects.of(person_id).going_on().filter(solo=False).exists():
        raise AlreadyPaired
    invitation.answer = {"name": name, "role": role}
    invitation.accepted_by_id, invitation.accepted_at = person_id, now
    seat = Membership(space_id=invitation.space_id, person_id=person_id, seat=2, role=role)
    seat.save(force_insert=True)
    invitation.save(update_fields=["answer", "accepted_by", "accepted_at"])
    return invitation


@transaction.atomic
def confirm(*, person_id: UUID, now: datetime) -> Space:
    """Open the space to whoever accepted. Raises NoInvitation when nobody has."""
    invitation = Invitation.objects.made_by(person_id).answered().first()
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
    """Undo an invitation under way, answered or not; its link is dead at once."""
    for invitation in Invitation.objects.made_by(person_id):
        Membership.objects.of(person_id).filter(space_id=invitation.space_id).delete()
        Space.objects.filter(pk=invitation.space_id, opened_at__isnull=True).delete()


def forget_expired(now: datetime) -> None:
    """Remove invitations whose hours are over. Runs as the worker, with the purge role."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE kept_purge")
        cursor.execute("DELETE FROM spaces_invitation WHERE expires_at < %s", [now])
