"""The table and the URLconf say the same (architecture 3.5; threats 5.2, test 2)."""

from collections.abc import Mapping
from typing import Any

import pytest

from apps.core.decorators import Access
from tests.access.routes import Route, routes
from tests.access.table import TABLE, Row, row


def differences(found: Mapping[str, Route], table: Mapping[str, Row]) -> list[str]:
    """Every way in which routes and table do not fit, as sentences."""
    said = [f"{name} is a route without a line" for name in found.keys() - table.keys()]
    said += [f"{name} is a line without a route" for name in table.keys() - found.keys()]
    for name in found.keys() & table.keys():
        rule = getattr(found[name].view, "access", None)
        if rule is None:
            said.append(f"{name} declares no rule")
        elif rule != table[name].rule:
            said.append(f"{name} declares {rule}, the table says {table[name].rule}")
        if set(found[name].params) != set(table[name].ids):
            said.append(f"{name} takes {found[name].params}, the table says {table[name].ids}")
    return sorted(said)


def test_every_route_is_in_the_table_with_the_rule_its_view_declares() -> None:
    assert differences(routes(), TABLE) == []


def _route(name: str, rule: Access | None = Access.SELF, *params: str) -> dict[str, Route]:
    def view() -> None: ...

    if rule:
        view.access = rule  # type: ignore[attr-defined]
    return {name: Route(name, "x/", params, view)}


@pytest.mark.parametrize(
    ("found", "table"),
    [
        (_route("a"), {}),
        ({}, {"a": row(Access.SELF, TABLE["core:out"].get)}),
        (_route("a", None), {"a": row(Access.SELF, TABLE["core:out"].get)}),
        (_route("a", Access.MEMBER), {"a": row(Access.SELF, TABLE["core:out"].get)}),
        (_route("a", Access.SELF, "pk"), {"a": row(Access.SELF, TABLE["core:out"].get)}),
    ],
    ids=["no line", "no route", "no rule", "another rule", "another parameter"],
)
def test_a_route_that_does_not_fit_is_told(found: Any, table: Any) -> None:
    assert len(differences(found, table)) == 1


def test_only_pages_that_show_nothing_of_anybody_are_open_to_anyone() -> None:
    """A longer list than this is a decision, not an accident."""
    open_to_all = {name for name, line in TABLE.items() if line.rule is Access.ANYONE}
    assert {name.split(":")[0] for name in open_to_all if ":" in name} == {"core", "spaces"}
    assert {n for n in open_to_all if n.startswith("spaces:")} == {"spaces:door"}
