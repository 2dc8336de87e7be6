"""Make the demo couple: Tobin, who has something to put right, and Maren, who was hurt.

Twelve weeks that end today, written through the same doors and sealed like everybody's.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.services import welcome
from apps.core.person import as_person
from apps.core.time import local_day
from apps.spaces.here import Here, find, find_in
from apps.spaces.roles import Role
from apps.spaces.services import invitations, spaces
from apps.today.management.past import Couple, tell_the_past

ZONE = "Europe/Berlin"
WEEKS = 12


class Command(BaseCommand):
    """`manage.py demo`: prints one line each, `demo: ADDRESS PASSWORD`."""

    help = "Make or refresh the demo couple, on this machine only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Both people, their space, and what is missing of their past until today."""
        if not settings.LOOPBACK:
            raise CommandError("The demo runs on this machine only: leave HOST at 127.0.0.1.")
        now = timezone.now()
        with transaction.atomic():
            tobin, tobins = _person("Tobin", now)
            maren, marens = _person("Maren", now)
            here = _space(maren, tobin, now)
            tell_the_past(Couple(here.space, tobin.pk, maren.pk, ZoneInfo(ZONE), now))
        self.stdout.write(f"demo: {tobin.email} {tobins}")
        self.stdout.write(f"demo: {maren.email} {marens}")


def _person(name: str, now: datetime) -> tuple[User, str]:
    """The person with a new random password; made where they do not exist yet."""
    email, password = f"{name.lower()}@demo.example", secrets.token_urlsafe(12)
    found = User.objects.filter(email=email).first()
    if found is not None:
        found.set_password(password)
        found.save(update_fields=["password"])
        return found, password
    person = User.objects.create_user(email, password, display_name=name, time_zone=ZONE)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    with as_person(person.pk):
        welcome(person_id=person.pk, now=_begin(now))
    return person, password


def _space(maren: User, tobin: User, now: datetime) -> Here:
    """Their open space. Should it have been closed or left half made, they begin again."""
    with as_person(maren.pk):
        here = find(maren.pk)
    if here is None or not here.is_shared or here.is_closed:
        _let_go(maren, now)
        _let_go(tobin, now)
        here = _pair(maren, tobin, _begin(now))
    return here


def _let_go(person: User, now: datetime) -> None:
    with as_person(person.pk):
        here = find(person.pk)
        if here is not None:
            spaces.go_on(here=here, now=now)
        invitations.step_back(person_id=person.pk, now=now)
        invitations.take_back(person_id=person.pk)


def _pair(maren: User, tobin: User, now: datetime) -> Here:
    with as_person(maren.pk):
        ticket = invitations.invite(
            person_id=maren.pk, name=maren.display_name, role=Role.INJURED, words="", now=now
        )
    with as_person(tobin.pk):
        invitations.accept(
            token=ticket.token,
            person_id=tobin.pk,
            name=tobin.display_name,
            role=Role.REPAIRING,
            now=now,
        )
    with as_person(maren.pk):
        space = invitations.confirm(person_id=maren.pk, now=now)
        here = find_in(maren.pk, space.pk)
    if here is None:
        raise CommandError("The two could not be brought together.")
    return here


def _begin(now: datetime) -> datetime:
    """The Monday that begins the twelve weeks, at seven in the morning."""
    today = local_day(now, ZONE)
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS - 1)
    return datetime(monday.year, monday.month, monday.day, 7, tzinfo=ZoneInfo(ZONE))
