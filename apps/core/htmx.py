"""The only code that knows HTMX headers: a whole page, or the named part of it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """Whether a fragment was asked for: by HTMX, not boosted, not restoring history."""
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page, or for HTMX its partial `part` (a `partialdef` name, or a template's path)."""
    name = template
    if part and wants_part(request):
        name = part if part.endswith(".html") else f"{template}#{part}"
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def invalid(
    request: HttpRequest, template: str, context: dict[str, Any], *, part: str = ""
) -> HttpResponse:
    """The same page with what was typed and the sentences beside it: 422, nothing changed."""
    return render_page(request, template, context, part=part, status=422)


def go(request: HttpRequest, to: str, *args: Any) -> HttpResponse:
    """Send the browser to another page, with or without HTMX."""
    url = to if to.startswith("/") else reverse(to, args=args)
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
