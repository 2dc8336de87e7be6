"""The page that everything else is measured against."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bench.bare.models import Note


@login_required
def page(request: HttpRequest) -> HttpResponse:
    """The newest twenty rows: session, user, one indexed query."""
    notes = Note.notes.filter(author=request.user.pk).order_by("-day")[:20]
    return render(request, "bare_page.html", {"notes": notes})


@login_required
@require_POST
def create(request: HttpRequest) -> HttpResponse:
    """One INSERT, then back to the page."""
    day = date.fromisoformat(request.POST["day"])
    Note.notes.create(author_id=request.user.pk, day=day, line=request.POST["line"])
    return redirect("page")
