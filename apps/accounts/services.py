"""What happens to a person's account."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.sessions.backends.base import SessionBase
from django.db import models, transaction
from django.db.models import Exists, OuterRef

from apps.accounts.models import PersonKey, User
from apps.core.keys import Scope, WrappedKey, drop_cached, fresh_keys, unwrap_key, wrap_key
from apps.core.registry import newcomers, renamed

SHARED_DEVICE = timedelta(hours=12)
OWN_DEVICE = timedelta(days=30)
UNTIL = "signed_in_until"


def wrapped_keys(owner_id: UUID) -> Iterable[WrappedKey]:
    """The stored keys of a person, for core.keys."""
    rows = PersonKey.objects.visible_to(owner_id).values_list("version", "ring_number", "wrapped")
    return [WrappedKey(version, number, bytes(wrapped)) for version, number, wrapped in rows]


@transaction.atomic
def give_keys(*, person_id: UUID) -> None:
    """Make a new person's keys. The person must be acting already (core.person)."""
    for key in fresh_keys(Scope.PERSON, person_id):
        PersonKey(
            owner_id=person_id,
            version=key.version,
            ring_number=key.ring_number,
            wrapped=key.wrapped,
        ).save(force_insert=True)


@transaction.atomic
def welcome(*, person_id: UUID, now: datetime) -> None:
    """Give somebody who just signed up their keys and whatever else apps have for them.

    The person must be acting already (core.person).
    """
    give_keys(person_id=person_id)
    for newcomer in newcomers():
        newcomer(person_id, now)


def unfinished(*, email: str, password: str) -> User | None:
    """Who began to sign up with this address and password and has not typed a code yet.

    Always takes the time of one password check, whoever there is (threat row 31).
    """
    person = _unverified(email).first()
    if person is None:
        User().set_password(password)
        return None
    return person if person.check_password(password) else None


def is_proved(*, email: str, by_other_than: UUID) -> bool:
    """Whether somebody else has shown that the address is theirs."""
    proved = EmailAddress.objects.filter(email=email.lower(), verified=True)
    return bool(proved.exclude(user_id=by_other_than).exists())


@transaction.atomic
def free_address(*, email: str, person_id: UUID) -> None:
    """Take an address from sign-ups that never proved it, for the person who now has.

    Nobody ever signed in there. What is left cannot be signed in to.
    """
    for other in _unverified(email).exclude(pk=person_id):
        EmailAddress.objects.filter(user_id=other.pk).delete()
        other.email = f"{other.pk}@nobody.invalid"
        other.set_unusable_password()
        other.save(update_fields=["email", "password"])


@transaction.atomic
def change_preferences(*, person: User, display_name: str, time_zone: str, language: str) -> None:
    """Keep a person's name, zone and language; a new name reaches whoever is shown it."""
    before = User.objects.select_for_update().get(pk=person.pk).display_name
    person.display_name, person.time_zone, person.language = display_name, time_zone, language
    person.save(update_fields=["display_name", "time_zone", "language"])
    if display_name != before:
        for follow in renamed():
            follow(person.pk, display_name)


def limit_session(*, session: SessionBase, own_device: bool, now: datetime) -> None:
    """A shared device forgets with the browser and after 12 hours, one's own after 30 days.

    Neither is extended by use (answers 15).
    """
    until = now + (OWN_DEVICE if own_device else SHARED_DEVICE)
    session[UNTIL] = until.timestamp()
    session.set_expiry(until if own_device else 0)


def is_over(*, session: SessionBase, now: datetime) -> bool:
    """Whether the session's hours have passed."""
    until = session.get(UNTIL)
    return until is not None and now.timestamp() >= until


@transaction.atomic
def rewrap_keys(*, person_id: UUID) -> int:
    """Wrap a person's keys anew under the ring's current key; how many changed.

    Raises crypto.CannotOpen when the ring has lost the key that wraps one of them.
    """
    changed = 0
    for row in PersonKey.objects.visible_to(person_id):
        old = WrappedKey(row.version, row.ring_number, bytes(row.wrapped))
        plain = unwrap_key(Scope.PERSON, person_id, old)
        new = wrap_key(Scope.PERSON, person_id, row.version, plain)
        if new.ring_number != old.ring_number:
            row.ring_number, row.wrapped = new.ring_number, new.wrapped
            row.save(update_fields=["ring_number", "wrapped"])
            changed += 1
    drop_cached(Scope.PERSON, person_id)
    return changed


def _unverified(email: str) -> models.QuerySet[User]:
    proved = EmailAddress.objects.filter(user_id=OuterRef("pk"), verified=True)
    return User.objects.filter(~Exists(proved), email=email.lower(), last_login__isnull=True)
