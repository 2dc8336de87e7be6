"""Fixtures for every test: the cast, and a database used as the app's own role."""

import os
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, TransactionTestCase

from apps.accounts.models import User
from apps.core import keys
from apps.core.mail import Letter
from apps.spaces.models import Space
from tests import cast
from tests import world as worlds

KEPT_TABLES = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The database exists already, migrated by its owner (tests/plugin_services)."""


def _empty_tables(self: TransactionTestCase) -> None:
    """The app's role may not truncate: clean up through the superuser."""
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"], autocommit=True) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = ", ".join(sorted({name for (name,) in rows} - KEPT_TABLES))
        connection.execute(f"TRUNCATE {names}")


TransactionTestCase._fixture_teardown = _empty_tables  # type: ignore[attr-defined]


@pytest.fixture
def superuser() -> Iterator[psycopg.Connection[Any]]:
    """A connection that sees everything, to check what is really stored."""
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"], autocommit=True) as connection:
        yield connection


@pytest.fixture(autouse=True, scope="module")
def _fresh_module() -> None:
    """Also what a module sets up for all its tests begins with empty limits."""
    cache.clear()


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Rate limits are counted from nothing in every test, and no key is remembered."""
    cache.clear()
    keys.forget_keys()


@pytest.fixture
def outbox(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """Every mail queued during the test, beside being queued."""
    from apps.core import services

    letters: list[Letter] = []
    real = services.queue_mail

    def spy(**kwargs: Any) -> None:
        letters.append(kwargs["letter"])
        real(**kwargs)

    for module in ("apps.core.services", "apps.accounts.adapter"):
        monkeypatch.setattr(f"{module}.queue_mail", spy)
    return letters


@pytest.fixture
def alice(db: None) -> User:
    """Was hurt; bob's partner."""
    return cast.make_person("alice")


@pytest.fixture
def bob(db: None) -> User:
    """Has something to put right; alice's partner."""
    return cast.make_person("bob")


@pytest.fixture
def charlie(db: None) -> User:
    """A stranger with a space of his own."""
    return cast.make_person("charlie")


@pytest.fixture
def dora(db: None) -> User:
    """Somebody alice was paired with before."""
    return cast.make_person("dora")


@pytest.fixture
def eve(db: None, charlie: User) -> User:
    """Accepted charlie's invitation; charlie has not confirmed her."""
    person = cast.make_person("eve")
    cast.half_pair(charlie, person)
    return person


@pytest.fixture
def couple(alice: User, bob: User) -> Space:
    """Alice's and bob's open space: alice injured, bob repairing."""
    return cast.pair(alice, bob)


@pytest.fixture
def as_alice(alice: User) -> Client:
    """A browser in which alice is signed in."""
    return cast.signed_in(alice)


@pytest.fixture
def as_bob(bob: User) -> Client:
    """A browser in which bob is signed in."""
    return cast.signed_in(bob)


@pytest.fixture
def as_charlie(charlie: User) -> Client:
    """A browser in which charlie is signed in."""
    return cast.signed_in(charlie)


@pytest.fixture(scope="module")
def world(django_db_blocker: Any) -> Iterator[worlds.World]:
    """Everybody with everything, on a Thursday evening that lasts; one for a whole module.

    Its tests leave it as it is: tests/access/browser.py takes every request back.
    """
    with django_db_blocker.unblock(), time_machine.travel(worlds.NOW, tick=False):
        try:
            yield worlds.build()
        finally:
            _empty_tables(None)  # type: ignore[arg-type]
