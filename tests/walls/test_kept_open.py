"""What two share cannot be shut away by one of them, or by somebody who left (SQL level)."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.accounts.models import User
from apps.core.person import as_person
from apps.spaces.models import Space
from apps.spaces.services.keys import rewrap_keys
from tests.cast import acting


def run(statement: str, *values: Any) -> int:
    """Run a statement as the app's role; how many rows it reached."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["alice", "bob"])
def test_no_member_spoils_the_key_of_a_space(
    who: str, alice: User, bob: User, couple: Space
) -> None:
    with acting({"alice": alice, "bob": bob}[who]):
        spoil = "UPDATE spaces_spacekey SET wrapped = 'x' WHERE space_id = %s"
        assert run(spoil, couple.pk) == 0
        assert run("DELETE FROM spaces_spacekey WHERE space_id = %s", couple.pk) == 0


@pytest.mark.django_db
def test_only_a_rotation_may_wrap_a_key_anew(alice: User, couple: Space) -> None:
    with as_person(alice.pk):
        assert rewrap_keys(alice.pk) == 0
        touch = "UPDATE spaces_spacekey SET wrapped = wrapped WHERE space_id = %s"
        assert run(touch, couple.pk) > 0


@pytest.mark.django_db
def test_whoever_made_a_space_cannot_unopen_it(alice: User, couple: Space) -> None:
    with acting(alice), pytest.raises(ProgrammingError):
        run("UPDATE spaces_space SET opened_at = NULL WHERE id = %s", couple.pk)
