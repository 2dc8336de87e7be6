"""What holds, and how somebody wants to be asked."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.htmx import go, invalid, render_page
from apps.reflections.decorators import private_page
from apps.reflections.forms import PreferencesForm
from apps.reflections.rules.scale import Kind
from apps.reflections.services import preferences
from apps.reflections.services.holds import what_holds
from apps.reflections.services.words import kinds_for
from apps.spaces.here import Here


@private_page
@require_safe
def holds(request: HttpRequest, here: Here) -> HttpResponse:
    """What one did oneself, over the whole time (commitments 3.6)."""
    found = what_holds(here, timezone.localdate())
    context = {"holds": found, "partner": here.partner_name}
    return render_page(request, "reflections/holds.html", context)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def wishes(request: HttpRequest, here: Here) -> HttpResponse:
    """How often to be asked, and how long things stay."""
    found = asdict(preferences.wishes(here.person_id))
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        felt=Kind.FELT in kinds_for(here.role),
        initial=found | {"journal_days": found["journal_days"] or 0},
    )
    if not form.is_bound or not form.is_valid():
        answer = invalid if form.is_bound else render_page
        return answer(request, "reflections/preferences.html", {"form": form}, part="page")
    preferences.change(person_id=here.person_id, **form.cleaned_data)
    messages.info(request, _("Kept."))
    return go(request, "reflections:preferences")
