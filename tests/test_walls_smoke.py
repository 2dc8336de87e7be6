"""The first look: keys, seats and rows are one person's own."""

import pytest

from apps.accounts.models import PersonKey, User
from apps.spaces.models import Space
from tests.cast import acting


@pytest.mark.django_db
def test_a_pair_shares_one_space_and_no_keys(alice: User, bob: User, couple: Space) -> None:
    with acting(alice) as here:
        assert here.space.pk == couple.pk
        assert (here.partner_name, here.role, here.partner_role) == ("Bob", "injured", "repairing")
        assert set(PersonKey._base_manager.values_list("owner_id", flat=True)) == {alice.pk}
    with acting(bob) as here:
        assert here.space.pk == couple.pk
        assert (here.partner_name, here.name) == ("Alice", "Bob")
