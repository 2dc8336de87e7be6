"""Every route, every verb, everybody, with ids of rows that exist (threat rows 1, 3, 16, 19)."""

from collections.abc import Iterator

import pytest
from django.test import Client

from apps.commitments.views.parts import item_or_404
from tests.access import audit
from tests.access.matrix import Matrix
from tests.access.table import TABLE, Who
from tests.world import World

# Without a code that came by mail, or signed in already, these lead elsewhere.
NO_FORM_HERE = {
    "account_login", "account_signup", "account_email_verification_sent",
    "account_confirm_password_reset_code", "account_complete_password_reset",
    "spaces:code",
}  # fmt: skip


@pytest.fixture(scope="module")
def unchanged(browsers: dict[str, Client]) -> Iterator[None]:
    """After all of it every row is as it was, in the superuser's eyes."""
    before = audit.checksums()
    yield
    after = audit.checksums()
    assert {table for table in before if before[table] != after[table]} <= {"django_session"}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_route_serves_whom_it_promises_and_nobody_else(
    world: World, browsers: dict[str, Client], name: str
) -> None:
    matrix = Matrix(world, browsers, name, TABLE[name])
    matrix.run()
    if matrix.said:
        pytest.fail("\n".join(sorted(set(matrix.said))), pytrace=False)
    if TABLE[name].post not in {Who.NOBODY, Who.ALIKE} and name not in NO_FORM_HERE:
        assert matrix.done, "no form was taken: nothing foreign was really attempted"


def test_a_page_that_lets_the_partner_in_is_seen(
    world: World, browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: the maker's own page for new words asks for a member, no longer for the maker."""
    monkeypatch.setattr("apps.commitments.views.saying.own_or_404", item_or_404)
    name = "commitments:words"
    matrix = Matrix(world, browsers, name, TABLE[name])
    matrix.run()
    told = {each for each in matrix.said if "differs from a missing id: 200" in each}
    assert any(each.startswith("bob GET commitments:words (alice)") for each in told)
