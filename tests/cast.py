"""The cast: alice and bob are a couple, charlie is a stranger, dora is alice's former partner,
eve has said yes to an invitation and was not confirmed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.test import Client

from apps.accounts.models import User
from apps.accounts.services import welcome
from apps.core.person import as_person
from apps.spaces.here import Here, find
from apps.spaces.models import Space
from apps.spaces.roles import Role
from apps.spaces.services import invitations

PASSWORD = "four plain words here"
NOW = datetime(2026, 11, 19, 18, 0, tzinfo=UTC)


def make_person(name: str, *, now: datetime = NOW, **fields: Any) -> User:
    """Somebody who signed up and verified their address."""
    fields.setdefault("time_zone", "Europe/Berlin")
    fields.setdefault("display_name", name.capitalize())
    person = User.objects.create_user(f"{name}@mail.example", PASSWORD, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    with as_person(person.pk):
        welcome(person_id=person.pk, now=now)
    return person


def half_pair(
    inviter: User,
    guest: User,
    *,
    roles: tuple[Role, Role] = (Role.INJURED, Role.REPAIRING),
    words: str = "",
    now: datetime = NOW,
) -> invitations.Ticket:
    """Invite and accept: the guest has a seat, and no rights yet."""
    with as_person(inviter.pk):
        ticket = invitations.invite(
            person_id=inviter.pk, name=inviter.display_name, role=roles[0], words=words, now=now
        )
    with as_person(guest.pk):
        invitations.accept(
            token=ticket.token,
            person_id=guest.pk,
            name=guest.display_name,
            role=roles[1],
            now=now,
        )
    return ticket


def pair(
    inviter: User,
    guest: User,
    *,
    roles: tuple[Role, Role] = (Role.INJURED, Role.REPAIRING),
    now: datetime = NOW,
) -> Space:
    """Go the whole way from invitation to a confirmed space."""
    half_pair(inviter, guest, roles=roles, now=now)
    with as_person(inviter.pk):
        return invitations.confirm(person_id=inviter.pk, now=now)


@contextmanager
def acting(person: User) -> Iterator[Here]:
    """Act as `person`, with their seat at hand."""
    with as_person(person.pk):
        here = find(person.pk)
        assert here is not None
        yield here


def signed_in(person: User) -> Client:
    """A browser in which `person` is signed in."""
    client = Client()
    client.force_login(person)
    return client


def person_id(person: User) -> UUID:
    """The person's id, typed."""
    return person.pk
