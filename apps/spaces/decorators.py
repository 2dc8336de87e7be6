"""The door for everything shared: a view gets the signed-in person's seat, or answers 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse

from apps.core.decorators import Access, access
from apps.core.htmx import go
from apps.core.person import current_person
from apps.spaces.here import Here, find

Inner = Callable[Concatenate[HttpRequest, Here, ...], HttpResponse]


def place(request: HttpRequest, here: Here | None) -> None:
    """Tell the page's frame where the person is: it shows "Alice, with Bob"."""
    request.here = here  # type: ignore[attr-defined]


def member_required(view: Inner) -> Callable[..., HttpResponse]:
    """Pass the person's seat as `here`. A space the other closed leads to its own page."""

    @access(Access.MEMBER)
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = find(current_person())
        if here is None:
            raise Http404
        if here.is_closed:
            return go(request, "spaces:closed")
        place(request, here)
        return view(request, here, *args, **kwargs)

    return inner
