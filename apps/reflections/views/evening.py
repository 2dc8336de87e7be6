"""The evening question, and what stands one step behind it (measurement 2.3 and 2.4)."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.htmx import go, invalid, render_page, wants_part
from apps.reflections.decorators import private_page
from apps.reflections.forms import CheckInForm, EffectForm, Evening, evening
from apps.reflections.rules.days import answerable_days
from apps.reflections.rules.rhythm import Effect, Pace
from apps.reflections.rules.scale import Kind, Tag
from apps.reflections.services import answers, looking, preferences
from apps.reflections.services.words import kinds_for, path_of
from apps.reflections.views.kinds import kind_of
from apps.spaces.here import Here

ZONE = timezone.get_current_timezone


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, here: Here, path: str = "") -> HttpResponse:
    """The same blank form, with and without history (answers 6)."""
    kind, now = kind_of(here, path), timezone.now()
    wishes = preferences.wishes(here.person_id)
    data = request.POST if request.method == "POST" else None
    shown = evening(kind, here.partner_name, wishes, now, ZONE(), data)
    if data is not None and shown.form.is_valid():
        return _keep(request, here, shown, now)
    answer = invalid if data is not None else render_page
    others = [path_of(each) for each in kinds_for(here.role) if each is not kind]
    context = {"evening": shown, "others": others}
    return answer(request, "reflections/evening.html", context, part="reflections/_evening.html")


@private_page
@require_safe
def kept(request: HttpRequest, here: Here, path: str) -> HttpResponse:
    """After keeping: one quiet word, and what may be offered now."""
    context = _after(here, kind_of(here, path), timezone.now())
    if not context["standing"]:
        return go(request, "reflections:evening_of", path)
    return render_page(request, "reflections/kept.html", context)


@private_page
@require_safe
def change(request: HttpRequest, here: Here, path: str) -> HttpResponse:
    """What stands for the day, to be answered anew. The form is sent where the blank one is."""
    kind, now = kind_of(here, path), timezone.now()
    days = [each.day for each in answerable_days(now, ZONE())]
    standing = answers.answer_of(here.person_id, kind, days)
    if standing is None:
        return go(request, "reflections:evening_of", path)
    initial = {**standing, "answer": standing["other"] or standing["value"]}
    wishes = preferences.wishes(here.person_id)
    shown = evening(kind, here.partner_name, wishes, now, ZONE(), initial=initial)
    return render_page(request, "reflections/evening.html", {"evening": shown, "changing": True})


@private_page
@require_POST
def effect(request: HttpRequest, here: Here, path: str) -> HttpResponse:
    """Does answering help? "Harder" leads to fewer questions or none."""
    kind, now = kind_of(here, path), timezone.now()
    form = EffectForm(request.POST)
    if not form.is_valid():
        context = _after(here, kind, now) | {"effect_form": form}
        return invalid(request, "reflections/kept.html", context)
    said = form.cleaned_data["effect"]
    preferences.answer_effect(person_id=here.person_id, effect=said, today=_today(now))
    if said is Effect.HARDER:
        return go(request, "reflections:less")
    messages.info(request, _("Thank you. That is noted, for you alone."))
    return go(request, "today:home")


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def less(request: HttpRequest, here: Here) -> HttpResponse:
    """Fewer questions, or none for now: one tap, no reason asked."""
    wanted = request.POST.get("pace")
    if request.method != "POST":
        return render_page(request, "reflections/less.html", {})
    if wanted not in {Pace.FORTNIGHT, Pace.STOPPED}:
        return invalid(request, "reflections/less.html", {"error": _("Choose one of the two.")})
    preferences.change(person_id=here.person_id, pace=Pace(wanted))
    messages.info(request, _("Changed. You can turn it back at any time."))
    return go(request, "reflections:preferences")


def _today(now: datetime) -> date:
    return timezone.localdate(now)


def _keep(request: HttpRequest, here: Here, shown: Evening, now: datetime) -> HttpResponse:
    form: CheckInForm = shown.form
    replaced = answers.keep_answer(
        person_id=here.person_id,
        kind=shown.asked.kind,
        day=form.kept_day(),
        answer=form.kept_answer(),
        now=now,
        zone=ZONE(),
    )
    if wants_part(request):
        context = _after(here, shown.asked.kind, now) | {"replaced": replaced}
        return render_page(request, "reflections/_kept.html", context)
    if replaced:
        messages.info(request, _("It has taken the place of what stood there before."))
    return go(request, "reflections:kept", shown.asked.path)


def _after(here: Here, kind: Kind, now: datetime) -> dict[str, Any]:
    today = _today(now)
    wishes = preferences.wishes(here.person_id)
    days = [each.day for each in answerable_days(now, ZONE())]
    standing = answers.answer_of(here.person_id, kind, days) or {}
    asking = looking.effect_due(wishes, today)
    return {
        "path": path_of(kind),
        "standing": standing,
        "quiet": looking.quiet_line(here.person_id, kind, today),
        "effect_form": EffectForm() if asking else None,
        "something_new": Tag.SOMETHING_NEW in standing.get("tags", []),
    }
