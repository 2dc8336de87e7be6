"""Every request is watched; none of them changes the world."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.access import audit
from tests.access.browser import browser_of
from tests.world import World


@pytest.fixture(scope="module")
def browsers(world: World) -> Iterator[dict[str, Client]]:
    """A signed-in browser for each of the cast, and one in which nobody is signed in."""
    everybody = {name: browser_of(person) for name, person in world.people.items()}
    with audit.noted():
        yield {"nobody": browser_of(None)} | everybody
