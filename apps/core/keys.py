"""Keys: the server's ring, and the data keys of persons and spaces that it wraps.

The ring lives in a file outside the database and apart from SECRET_KEY. Apps that hold
wrapped keys register a provider in `ready()`, so nothing here looks upwards.
"""

import base64
import json
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from apps.core import crypto
from apps.core.person import acting_person

TAG_VERSION = 0


class Scope(StrEnum):
    """Whose key seals a text: one person's, for what is private; one space's, for what is
    shared; the server's own, for mail that waits and invitations."""

    PERSON = "person"
    SPACE = "space"
    SERVER = "server"


class NotYourKey(crypto.CannotOpen):
    """The key belongs to somebody who is not acting now (threat row 41)."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """One data key as stored: its version (0 is the tag key), the ring key's number, the bytes."""

    version: int
    ring_number: int
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Ring:
    """The server's numbered keys; `current` wraps what is new."""

    current: int
    keys: dict[int, bytes]

    def key(self, number: int) -> bytes:
        """The key of that number. Raises CannotOpen when the ring has lost it."""
        try:
            return self.keys[number]
        except KeyError as error:
            raise crypto.CannotOpen from error


@dataclass(frozen=True, slots=True)
class DataKeys:
    """An owner's opened keys by version, and the one that seals what is new."""

    current: int
    keys: dict[int, bytes]


Provider = Callable[[UUID], Iterable[WrappedKey]]
_providers: dict[Scope, Provider] = {}
_opened: ContextVar[dict[tuple[UUID | None, Scope, UUID], DataKeys] | None] = ContextVar(
    "opened", default=None
)


def register_provider(scope: Scope, provider: Provider) -> None:
    """Say where the wrapped keys of a scope are found."""
    _providers[scope] = provider


@cache
def ring() -> Ring:
    """The server's key ring. Raises ImproperlyConfigured when there is none to read."""
    try:
        data = json.loads(Path(settings.KEYRING_FILE).read_text(encoding="utf-8"))
        keys = {int(number): base64.b64decode(key) for number, key in data["keys"].items()}
        found = Ring(int(data["current"]), keys)
    except (OSError, ValueError, KeyError) as error:
        raise ImproperlyConfigured("KEYRING_FILE names no readable key ring") from error
    if found.current not in keys or any(len(key) != 32 for key in keys.values()):
        raise ImproperlyConfigured("The key ring is incomplete")
    return found


def wrap_key(scope: Scope, owner: UUID, version: int, key: bytes) -> WrappedKey:
    """Wrap a data key under the ring's current key."""
    number = ring().current
    bound = _wrap_bound(scope, owner, version, number)
    return WrappedKey(version, number, crypto.wrap(ring().key(number), key, bound))


def unwrap_key(scope: Scope, owner: UUID, stored: WrappedKey) -> bytes:
    """Open a wrapped data key. Raises CannotOpen."""
    bound = _wrap_bound(scope, owner, stored.version, stored.ring_number)
    return crypto.unwrap(ring().key(stored.ring_number), stored.wrapped, bound)


def fresh_keys(scope: Scope, owner: UUID) -> list[WrappedKey]:
    """A new owner's keys: the tag key, which never changes, and the first data key."""
    return [wrap_key(scope, owner, version, crypto.new_key()) for version in (TAG_VERSION, 1)]


def data_keys(scope: Scope, owner: UUID) -> DataKeys:
    """The opened keys of a person or space, for the person acting now.

    Raises NotYourKey for another person's keys, CannotOpen when there are none to see.
    """
    if scope is Scope.SERVER:
        return _server_keys()
    acting = acting_person()
    if scope is Scope.PERSON and acting != owner:
        raise NotYourKey
    opened = _opened.get()
    if opened is None:
        return _open(scope, owner)
    slot = (acting, scope, owner)
    if slot not in opened:
        opened[slot] = _open(scope, owner)
    return opened[slot]


def remember_keys() -> object:
    """Keep opened keys in memory until `forget_keys`: for the length of one request."""
    return _opened.set({})


def forget_keys() -> None:
    """Drop every opened key."""
    _opened.set(None)


def drop_cached(scope: Scope, owner: UUID) -> None:
    """Forget one owner's opened keys, after they changed."""
    opened = _opened.get() or {}
    for slot in [slot for slot in opened if slot[1:] == (scope, owner)]:
        del opened[slot]


def find_tag(scope: Scope, owner: UUID, *parts: object) -> bytes:
    """The keyed tag by which `owner` finds rows of a day or month again (16 bytes)."""
    return crypto.tag(data_keys(scope, owner).keys[TAG_VERSION], *parts)


def server_tag(*parts: object) -> str:
    """A keyed hash under the server's own key, in hex: for tokens that must not be guessed."""
    found = _server_keys()
    return crypto.tag(found.keys[found.current], *parts).hex()


@cache
def _server_keys() -> DataKeys:
    found = ring()
    subkeys = {n: crypto.derive(key, "server") for n, key in found.keys.items()}
    return DataKeys(found.current, subkeys)


def _open(scope: Scope, owner: UUID) -> DataKeys:
    stored = list(_providers[scope](owner))
    if not stored:
        raise crypto.CannotOpen
    keys = {one.version: unwrap_key(scope, owner, one) for one in stored}
    return DataKeys(max(keys), keys)


def _wrap_bound(scope: Scope, owner: UUID, version: int, number: int) -> bytes:
    return crypto.associated("kept-wrap-1", scope, owner, version, number)
