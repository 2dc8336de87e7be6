"""The drawing: its own page, and the band under the owner's timeline (measurement 2.5)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.core.htmx import go, invalid, render_page
from apps.reflections.decorators import private_page
from apps.reflections.forms import CompareForm, EffectForm
from apps.reflections.rules.scale import Kind
from apps.reflections.rules.trend import monday_of
from apps.reflections.services import preferences
from apps.reflections.services.looking import (
    DEFAULT_RANGE,
    RANGE_LABELS,
    effect_due,
    look,
)
from apps.reflections.services.words import kinds_for, path_of
from apps.reflections.views.kinds import kind_of
from apps.spaces.here import Here


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, here: Here, path: str = "") -> HttpResponse:
    """One's own answers, drawn on Mondays; posting chooses other four weeks to compare with."""
    kind, today = kind_of(here, path), timezone.localdate()
    wishes = preferences.wishes(here.person_id)
    form = CompareForm(
        request.POST if request.method == "POST" else None,
        first=wishes.first_days.get(kind),
        look_on=monday_of(today),
        initial={"start": wishes.compare_from.get(kind)},
    )
    if form.is_bound and form.is_valid():
        _compare(here, kind, form)
        return go(request, "reflections:drawing_of", path_of(kind))
    context = _page_context(request, here, kind, wishes) | {"compare": form}
    answer = invalid if form.is_bound else render_page
    return answer(request, "reflections/drawing.html", context)


@private_page
@require_safe
def band(request: HttpRequest, here: Here) -> HttpResponse:
    """The owner's own band, fetched by their timeline; the same frame with nothing in it."""
    kind, reach = kinds_for(here.role)[0], _reach(request)
    wishes = preferences.wishes(here.person_id)
    found = look(
        here.person_id, kind, reach=reach, today=timezone.localdate(), found=wishes, beside=True
    )
    context = {"look": found, "path": path_of(kind), "felt": kind is Kind.FELT}
    return render_page(request, "reflections/_band.html", context)


def _compare(here: Here, kind: Kind, form: CompareForm) -> None:
    wishes = preferences.wishes(here.person_id)
    chosen = {held: day for held, day in wishes.compare_from.items() if held is not kind}
    start = form.cleaned_data["start"]
    chosen |= {kind: start} if start else {}
    preferences.change(person_id=here.person_id, compare_from=chosen)


def _page_context(
    request: HttpRequest, here: Here, kind: Kind, wishes: preferences.Wishes
) -> dict[str, Any]:
    today, reach = timezone.localdate(), _reach(request)
    return {
        "look": look(here.person_id, kind, reach=reach, today=today, found=wishes),
        "reach": reach,
        "reaches": RANGE_LABELS,
        "path": path_of(kind),
        "felt": kind is Kind.FELT,
        "partner": here.partner_name,
        "others": [path_of(each) for each in kinds_for(here.role) if each is not kind],
        "effect_form": EffectForm() if effect_due(wishes, today) else None,
    }


def _reach(request: HttpRequest) -> str:
    wanted = request.GET.get("range", "")
    return wanted if wanted in RANGE_LABELS else DEFAULT_RANGE
