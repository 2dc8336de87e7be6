"""Pages that belong to nobody: help, leaving, and what to say when something is wrong."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_safe

from apps.core.decorators import Access, access


@access(Access.ANYONE)
@require_safe
def support(request: HttpRequest) -> HttpResponse:
    """People to talk to. The same for everybody, reachable signed out, never logged."""
    return render(request, "core/support.html", {"entries": settings.SUPPORT_ENTRIES})


@access(Access.ANYONE)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Who sees what, and what whoever runs this place can do."""
    return render(request, "core/privacy.html")


@access(Access.ANYONE)
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """End the session on the server, then show a page that says nothing about this one."""
    logout(request)
    response = redirect("core:elsewhere")
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    return response


@access(Access.ANYONE)
@require_safe
def elsewhere(request: HttpRequest) -> HttpResponse:
    """The neutral page that Leave ends on."""
    return render(request, "core/out.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page that was open for too long, or cookies that are switched off."""
    return render(request, "403_csrf.html", status=403)
