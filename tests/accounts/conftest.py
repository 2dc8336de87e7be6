"""Somebody who signs up, and the forms they fill in."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from apps.core.mail import Letter
from tests.cast import PASSWORD

SIGNUP, LOGIN, CODE = "/account/signup/", "/account/login/", "/account/code/"
RESET, RESET_CODE, RESET_NEW = "/account/new/", "/account/new/code/", "/account/new/password/"


def typed(**changes: Any) -> dict[str, Any]:
    """A sign-up form filled in."""
    whole = {
        "display_name": "Mara",
        "email": "mara@mail.example",
        "password1": PASSWORD,
        "time_zone": "Europe/Berlin",
    }
    return whole | changes


def code_in(letter: Letter) -> str:
    """The code a mail begins with."""
    return letter.body.split()[0]


@pytest.fixture
def visitor(db: None) -> Client:
    """A browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def still() -> Iterator[None]:
    """The clock stands still: a slow machine changes neither headers nor limits."""
    with time_machine.travel(datetime(2026, 11, 19, 18, tzinfo=UTC), tick=False):
        yield
