"""Texts that are worth keeping, once for each language."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

from django.utils.translation import get_language

Ts = TypeVarTuple("Ts")
R = TypeVar("R")


def per_language(function: Callable[[*Ts], R]) -> Callable[[*Ts], R]:
    """Keep what `function` gave, by its arguments and the active language.

    For dates, counts and drawings, whose arguments are few; never for people's words.
    """

    @lru_cache(maxsize=4096)
    def kept(_language: str | None, *args: *Ts) -> R:
        return function(*args)

    @wraps(function)
    def inner(*args: *Ts) -> R:
        return kept(get_language(), *args)

    return inner
