"""The two first pages: what was said for today, or what was done; each in its own order."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.commitments.forms import ToldForm
from apps.core.htmx import render_page
from apps.reflections.public import evening_form
from apps.spaces.decorators import member_required
from apps.spaces.here import Here
from apps.today.rules import Felt, greeting, layout, lead
from apps.today.services import both_sides, consent_due, their_side


@member_required
@require_safe
def home(request: HttpRequest, here: Here) -> HttpResponse:
    """The page somebody comes to, by their role."""
    now = timezone.now()
    local = timezone.localtime(now)
    parts = layout(here.role, shared=here.is_shared)
    name = here.name or getattr(request.user, "display_name", "")
    context = {
        "here": here,
        "parts": parts,
        "today": local.date(),
        "greeting": greeting(local.hour, name),
        "asks_again": consent_due(here, local.date()),
        "evening": evening_form(here, now) if parts.felt is Felt.FORM else None,
        **_sides(here, own=parts.own, now=now, today=local.date()),
    }
    return render_page(request, "today/home.html", context)


def _sides(here: Here, *, own: bool, now: datetime, today: date) -> dict[str, Any]:
    if not own:
        return {"theirs": their_side(here, today=today)}
    mine, theirs = both_sides(here, now=now, today=today)
    return {
        "own": mine,
        "theirs": theirs,
        "first_form": ToldForm(),
        "lead": lead(said=mine.said, open_=mine.open, has_any=mine.has_any),
    }
