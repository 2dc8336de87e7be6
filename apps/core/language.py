"""Texts that are worth keeping, once for each language."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from django.utils.translation import get_language

P = ParamSpec("P")
R = TypeVar("R")


def per_language(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what `function` gave, by its arguments and the active language.

    For dates, counts and drawings, whose arguments are few; never for people's words.
    """

    @lru_cache(maxsize=4096)
    def kept(_language: str | None, *args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    @wraps(function)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(get_language(), *args, **kwargs)

    return inner
