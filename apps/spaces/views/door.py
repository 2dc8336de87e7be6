"""The door: read by each person alone, before pairing. Nothing about it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_safe

from apps.core.decorators import Access, access


@access(Access.ANYONE)
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Whom this is not for, who sees what, what a host can do. Only links lead on from it."""
    return render(request, "spaces/door.html", {"onward": _onward(request)})


def _onward(request: HttpRequest) -> str:
    """Where "Go on" leads: the step the person came from; without an account, to one first."""
    asked = request.GET.get("next", "")
    # Only places on this site, and none that begin with two slashes.
    inside = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    onward = asked if inside else ""
    if request.user.is_authenticated:
        return onward or reverse("spaces:together")
    return reverse("account_signup") + (f"?{urlencode({'next': onward})}" if onward else "")
