"""Steps on the way to two, as browsers take them."""

import re
from typing import Any

from django.test import Client
from django.utils import timezone

from apps.accounts.models import User
from apps.core.person import as_person
from apps.spaces.roles import Role
from apps.spaces.services import invitations

YES = {"name": "Bob", "role": "repairing"}
ASK = {"name": "Alice", "role": "injured", "words": "If you ever want to."}


def asked(client: Client, **said: str) -> tuple[str, str]:
    """Invite, and read link path and code off the page that shows them once."""
    response = client.post("/together/invite/", ASK | said)
    assert response.status_code == 200, response
    page = response.content.decode()
    link = re.search(r"http://[^/]+(/j/[^\"]+)", page)
    code = re.search(r'id="code">([^<]+)<', page)
    assert link
    assert code
    return link[1], code[1]


def joined(inviter: Client, guest: Client, **said: str) -> str:
    """Invite and accept; the path of the confirmation."""
    link, _ = asked(inviter)
    assert guest.post(link, YES | said).status_code == 302
    page = inviter.get("/together/").content.decode()
    found = re.search(r"/together/confirm/[0-9a-f-]+/", page)
    assert found
    return found[0]


def half_way(inviter: User, guest: User) -> Any:
    """Invited and accepted by services, not confirmed; the invitation."""
    now = timezone.now()
    with as_person(inviter.pk):
        ticket = invitations.invite(
            person_id=inviter.pk, name="Alice", role=Role.INJURED, words="", now=now
        )
    with as_person(guest.pk):
        return invitations.accept(
            token=ticket.token, person_id=guest.pk, name="Bob", role=Role.REPAIRING, now=now
        )
