"""A new key on the ring wraps every key anew; what was sealed stays readable."""

import base64
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command

from apps.accounts.models import User
from apps.core import keys
from apps.core.crypto import CannotOpen, new_key
from apps.spaces.models import Space
from tests.cast import acting

COUNTS = """
SELECT ring_number, count(*) FROM (
    SELECT ring_number FROM accounts_personkey UNION ALL SELECT ring_number FROM spaces_spacekey
) AS k GROUP BY ring_number ORDER BY ring_number
"""


def forget_ring() -> None:
    keys.ring.cache_clear()
    keys._server_keys.cache_clear()


def write_ring(path: Path, current: int, ring: dict[int, bytes]) -> None:
    encoded = {str(number): base64.b64encode(key).decode() for number, key in ring.items()}
    path.write_text(json.dumps({"current": current, "keys": encoded}))
    forget_ring()


@pytest.fixture
def ring_file(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """A ring of this test's own, beginning as the real one."""
    copy = tmp_path / "ring.json"
    copy.write_text(Path(settings.KEYRING_FILE).read_text())
    settings.KEYRING_FILE = str(copy)
    forget_ring()
    yield copy
    forget_ring()


def rotate() -> str:
    out = StringIO()
    call_command("rotate_keys", stdout=out)
    return out.getvalue()


@pytest.mark.django_db(transaction=True)
def test_every_key_is_wrapped_anew_once_and_the_old_ring_key_can_go(
    alice: User, bob: User, charlie: User, couple: Space, ring_file: Path,
    superuser: psycopg.Connection[Any],
) -> None:  # fmt: skip
    old = keys.ring()
    fresh = old.current + 1
    write_ring(ring_file, fresh, {**old.keys, fresh: new_key()})
    added = keys.ring().keys[fresh]
    # Three people and their spaces of one, and the couple's: two keys each.
    assert rotate() == "people: 3, keys wrapped anew: 14\n"
    assert rotate() == "people: 3, keys wrapped anew: 0\n"
    assert superuser.execute(COUNTS).fetchall() == [(fresh, 14)]
    write_ring(ring_file, fresh, {fresh: added})
    for person, other in ((alice, "Bob"), (bob, "Alice")):
        with acting(person) as here:
            assert here.partner_name == other
            keys.find_tag(keys.Scope.PERSON, person.pk, "any")


@pytest.mark.django_db(transaction=True)
def test_without_the_rotation_a_lost_ring_key_closes_everything(
    alice: User, ring_file: Path
) -> None:
    """The proof that the test above can fail."""
    write_ring(ring_file, 9, {9: new_key()})
    with acting(alice), pytest.raises(CannotOpen):
        keys.find_tag(keys.Scope.PERSON, alice.pk, "any")


@pytest.mark.django_db(transaction=True)
def test_a_rotation_without_the_old_key_changes_nothing(
    alice: User, ring_file: Path, superuser: psycopg.Connection[Any]
) -> None:
    before = superuser.execute(COUNTS).fetchall()
    write_ring(ring_file, 9, {9: new_key()})
    with pytest.raises(CannotOpen):
        rotate()
    assert superuser.execute(COUNTS).fetchall() == before
