"""Every model with rows of a person or a space, and what somebody sees of them."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.apps import apps
from django.db import models

from apps.core.fields import SealedField
from apps.core.managers import PrivateManager, SharedManager
from apps.core.models import PrivateModel
from apps.core.person import as_person
from apps.spaces.models import SharedModel
from tests.world import World


def private_models() -> list[type[models.Model]]:
    """Everything that one person owns."""
    return [each for each in apps.get_models() if issubclass(each, PrivateModel)]


def shared_models() -> list[type[models.Model]]:
    """Everything that lies in a space."""
    return [each for each in apps.get_models() if issubclass(each, SharedModel)]


def sealed_models() -> list[type[models.Model]]:
    """Everything with at least one sealed field."""
    return [each for each in apps.get_models() if sealed_fields(each)]


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    """The sealed fields of a model."""
    return [each for each in model._meta.fields if isinstance(each, SealedField)]


def table(model: type[models.Model]) -> str:
    """The table's name."""
    return model._meta.db_table


def past_the_manager(model: type[models.Model], person: uuid.UUID) -> list[Any]:
    """Every row that the database itself lets a person see, whatever the manager thinks."""
    with as_person(person):
        return list(model._base_manager.all())


def by_the_manager(model: type[models.Model], person: uuid.UUID) -> list[Any]:
    """Every row that the model's one door gives a person, who asks for all there is to ask."""
    manager: Any = model.objects  # type: ignore[attr-defined]
    with as_person(person):
        if isinstance(manager, PrivateManager):
            return list(manager.visible_to(person))
        assert isinstance(manager, SharedManager)
        return [row for space in _space_ids(person) for row in manager.in_space(space)]


def _space_ids(person: uuid.UUID) -> list[uuid.UUID]:
    from apps.spaces.models import Membership

    return list(
        Membership.objects.of(person).confirmed().values_list("space_id", flat=True)
    )  # fmt: skip


def whose(row: Any) -> uuid.UUID:
    """Whose row it is."""
    found: uuid.UUID = getattr(row, "owner_id", None) or row.author_id
    return found


def strangers(world: World, rows: list[Any], name: str) -> list[Any]:
    """Those of the rows that `name` must not see."""
    return [row for row in rows if not _may_see(world, row, name)]


def _may_see(world: World, row: Any, name: str) -> bool:
    if hasattr(row, "owner_id"):
        return bool(row.owner_id == world.people[name].pk)
    return row.space_id in spaces_of(world, name)


def spaces_of(world: World, name: str) -> set[uuid.UUID]:
    """Spaces of which `name` is or was a confirmed member."""
    held = {"alice": ("couple", "closed"), "bob": ("couple",), "dora": ("closed",)}.get(name, ())
    return {world.ids["space"][each] for each in held} | {world.ids["solo"][name]}


@contextmanager
def without_row_security(superuser: psycopg.Connection[Any], *tables: str) -> Iterator[None]:
    """Take row-level security off these tables for a while."""
    for each in tables:
        superuser.execute(f"ALTER TABLE {each} DISABLE ROW LEVEL SECURITY")
    try:
        yield
    finally:
        for each in tables:
            superuser.execute(f"ALTER TABLE {each} ENABLE ROW LEVEL SECURITY")
