"""One world a module, in which every row that a form touches is noted."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import pytest

from apps.core import services
from apps.core.mail import Letter
from tests.access import audit
from tests.forms.scene import Scene, people, staged
from tests.forms.table import Form
from tests.world import World

Stage = Callable[[Form], AbstractContextManager[Scene]]


@pytest.fixture(scope="module")
def letters() -> Iterator[list[Letter]]:
    """Every mail that was queued."""
    found: list[Letter] = []
    real = services.queue_mail

    def spy(**kwargs: Any) -> None:
        found.append(kwargs["letter"])
        real(**kwargs)

    with pytest.MonkeyPatch.context() as patch:
        for module in ("apps.core.services", "apps.accounts.adapter"):
            patch.setattr(f"{module}.queue_mail", spy)
        yield found


@pytest.fixture(scope="module")
def stage(world: World, letters: list[Letter]) -> Iterator[Stage]:
    """Sets the scene for a form; after all of them the world is as it was."""
    browsers = people(world)
    before = audit.checksums()
    with audit.noted():
        yield partial(staged, world, browsers, letters)
    after = audit.checksums()
    assert {table for table in before if before[table] != after[table]} <= {"django_session"}
