"""The door for everything private: one's own pages, whatever becomes of the shared space."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.http import Http404, HttpRequest, HttpResponse

from apps.core.decorators import Access, access
from apps.core.htmx import render_page
from apps.core.person import current_person
from apps.reflections.services.tags import CannotReplace
from apps.spaces.decorators import place
from apps.spaces.here import Here, find

Inner = Callable[Concatenate[HttpRequest, Here, ...], HttpResponse]


def private_page(view: Inner) -> Callable[..., HttpResponse]:
    """Pass the person's seat as `here`, for names and roles only.

    A space that the other has closed changes nothing here: what is private goes on. Where a
    stored text cannot be opened the page says so, and nothing is written over it.
    """

    @access(Access.SELF)
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        here = find(current_person())
        if here is None:
            raise Http404
        place(request, here)
        try:
            return view(request, here, *args, **kwargs)
        except CannotReplace:
            return _left_as_it_is(request)

    return inner


def _left_as_it_is(request: HttpRequest) -> HttpResponse:
    status = 200 if request.method in {"GET", "HEAD"} else 422
    return render_page(
        request, "reflections/unopened.html", {}, part="reflections/_unopened.html", status=status
    )
