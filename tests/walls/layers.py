"""What each wall holds by itself, as sentences: none when all is well."""

import uuid
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import DatabaseError, IntegrityError, models, transaction

from apps.core.person import as_person
from tests.access.browser import rolled_back
from tests.walls.rows import by_the_manager, past_the_manager, strangers, table
from tests.world import PEOPLE, World

Model = type[models.Model]


def manager_leaks(world: World, model: Model) -> list[str]:
    """What a model's manager gives to somebody whose it is not."""
    said = []
    for name in PEOPLE:
        rows = by_the_manager(model, world.people[name].pk)
        said += [f"the manager of {table(model)} gives {name} another's row"
                 for _ in strangers(world, rows, name)]  # fmt: skip
    return said


def policy_leaks(world: World, model: Model) -> list[str]:
    """What the policies of a table get wrong: rows seen, planted, changed, or refused."""
    return [*_reads(world, model), *_writes(world, model)]


def _reads(world: World, model: Model) -> list[str]:
    said = []
    for name in PEOPLE:
        rows = past_the_manager(model, world.people[name].pk)
        said += [f"{table(model)} shows {name} another's row"
                 for _ in strangers(world, rows, name)]  # fmt: skip
    if not own_rows(world, model, "alice"):
        said.append(f"{table(model)} hides alice's own rows")
    return said


def _writes(world: World, model: Model) -> list[str]:
    (row, *_) = own_rows(world, model, "alice") or [None]
    if row is None:
        return []
    verb = {act: act.__name__[1:] for act in (_plant, _take_over, _change, _remove)}
    said = [
        f"{table(model)}: {name} can {verb[act]} alice's row"
        for name in ("bob", "charlie", "dora", "eve")
        for act in verb
        if _works(act, world, row, name)
    ]
    said += [
        f"{table(model)}: alice cannot {verb[act]} her own row"
        for act in (_plant, _change, _remove)
        if not _works(act, world, row, "alice")
    ]
    return said


def own_rows(world: World, model: Model, name: str) -> list[Any]:
    """Rows that `name` wrote, and that may still be written: those of closed spaces left out."""
    person = world.people[name].pk
    closed = world.ids["space"]["closed"]
    return [
        row for row in past_the_manager(model, person)
        if getattr(row, "owner_id", None) == person
        or (getattr(row, "author_id", None) == person and row.space_id != closed)
    ]  # fmt: skip


def _works(act: Callable[[World, Any, str], int], world: World, row: Any, name: str) -> bool:
    with rolled_back(), as_person(world.people[name].pk):
        try:
            with transaction.atomic():
                return act(world, row, name) > 0
        except IntegrityError:
            return True  # the policy let it pass; only a constraint did not
        except DatabaseError:
            return False


def _plant(world: World, row: Any, name: str) -> int:
    """A copy of the row, in its owner's name."""
    copy = type(row)(**{f.attname: row.__dict__[f.attname] for f in row._meta.fields})
    copy.pk = uuid.uuid4()
    copy.save(force_insert=True)
    return 1


def _take_over(world: World, row: Any, name: str) -> int:
    """Write one's own name on it; or, if that is refused, give one's own row the other's."""
    column = "owner_id" if hasattr(row, "owner_id") else "author_id"
    rows = type(row)._base_manager
    mine = {column: world.people[name].pk}
    taken = rows.filter(pk=row.pk).update(**mine)
    return int(taken) + _given(rows.filter(**mine), {column: getattr(row, column)})


def _given(own: Any, foreign: dict[str, Any]) -> int:
    pk = own.values_list("pk", flat=True).first()
    if pk is None:
        return 0
    try:
        with transaction.atomic():
            return int(own.filter(pk=pk).update(**foreign))
    except IntegrityError:
        return 1
    except DatabaseError:
        return 0


def _change(world: World, row: Any, name: str) -> int:
    field = next(f for f in reversed(row._meta.fields) if f.attname not in {"id", "owner_id"})
    written = {field.attname: row.__dict__[field.attname]}
    if type(row)._meta.db_table == "spaces_pause":
        written = {"resumed_on": row.resumed_on}
    return int(type(row)._base_manager.filter(pk=row.pk).update(**written))


def _remove(world: World, row: Any, name: str) -> int:
    return int(type(row)._base_manager.filter(pk=row.pk)._raw_delete("default"))


def policies(superuser: psycopg.Connection[Any], tables: set[str]) -> list[tuple[str, str, str]]:
    """Every policy of these tables: table, name, and the statement that makes it again."""
    rows = superuser.execute(
        "SELECT tablename, policyname, permissive, cmd, roles::text[], qual, with_check "
        "FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2"
    ).fetchall()
    return [(row[0], row[1], _statement(*row)) for row in rows if row[0] in tables]


def _statement(
    name: str, policy: str, kind: str, command: str, roles: list[str],
    using: str | None, check: str | None,
) -> str:  # fmt: skip
    parts = [f"CREATE POLICY {policy} ON {name} AS {kind} FOR {command} TO {', '.join(roles)}"]
    parts += [f"USING ({using})"] if using else []
    parts += [f"WITH CHECK ({check})"] if check else []
    return " ".join(parts)
