"""Every view declares who may come in; a view that does not fails a test (tests/access)."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    """The four answers to "whose page is this?"."""

    ANYONE = "anyone"
    """Signed in or not; shows nothing of anybody."""
    SELF = "self"
    """Signed in; shows only what belongs to that person."""
    MEMBER = "member"
    """A confirmed member of the space in question; everyone else gets 404."""
    GUEST = "guest"
    """Whoever holds an invitation's link or code, or made the invitation."""


def access(rule: Access) -> Callable[[View], View]:
    """Declare a view's rule. ANYONE and GUEST also lift the sign-in requirement: a guest's view
    shows whoever is signed out the same neutral page for every link."""

    def declare(view: View) -> View:
        if rule in {Access.ANYONE, Access.GUEST}:
            login_not_required(view)
        view.access = rule  # type: ignore[attr-defined]
        return view

    return declare
