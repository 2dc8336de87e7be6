"""Every route there is, read from the URLconf itself; allauth's are among them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """One pattern of the URLconf, by its full name."""

    name: str
    pattern: str
    params: tuple[str, ...]
    view: Callable[..., Any]


def routes() -> dict[str, Route]:
    """All routes by full name. Two patterns of one name, or one without a name, raise."""
    found: dict[str, Route] = {}
    for route in _walk(get_resolver(), "", ""):
        assert route.name not in found, f"two routes are called {route.name}"
        found[route.name] = route
    return found


def _walk(resolver: URLResolver, namespace: str, prefix: str) -> Iterator[Route]:
    for each in resolver.url_patterns:
        pattern = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each, inner, pattern)
        else:
            yield _route(each, namespace, pattern)


def _route(each: URLPattern, namespace: str, pattern: str) -> Route:
    assert each.name, f"{pattern} has no name"
    params = tuple(each.pattern.converters) or tuple(_groups(each))
    return Route(f"{namespace}{each.name}", pattern, params, each.callback)


def _groups(each: URLPattern) -> Iterator[str]:
    regex = getattr(each.pattern, "regex", None)
    yield from (regex.groupindex if regex else ())
