"""Saying something first, being away, answering what the other said."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.commitments.forms import AnswerForm, AwayForm, ToldForm
from apps.commitments.models import Away
from apps.commitments.services import telling
from apps.commitments.views.parts import Moment, attempt, first_error, item_or_404, moment
from apps.core.htmx import go, invalid, render_page, wants_part
from apps.spaces.decorators import member_required
from apps.spaces.here import Here


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, here: Here) -> HttpResponse:
    """Say it first: what the other would otherwise have to find out."""
    form = ToldForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "here": here}
    part = "commitments/_first.html"
    if request.method != "POST":
        return render_page(request, "commitments/first.html", context, part=part)
    if not form.is_valid():
        return invalid(request, "commitments/first.html", context, part=part)
    at = moment()
    telling.tell_first(
        space_id=here.space.pk,
        person_id=here.person_id,
        line=form.cleaned_data["line"],
        now=at.now,
        today=at.today,
        once=form.cleaned_data["once"],
    )
    if wants_part(request):
        return render_page(
            request,
            "commitments/first.html",
            {"form": ToldForm(), "here": here, "told": True},
            part=part,
        )
    messages.success(request, _("It is on the timeline."))
    return go(request, "today:home")


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def away(request: HttpRequest, here: Here) -> HttpResponse:
    """Days on which nothing falls due, said beforehand."""
    at = moment()
    form = AwayForm(request.POST if request.method == "POST" else None, today=at.today)
    if request.method != "POST":
        return render_page(request, "commitments/away.html", _away_context(here, form, at))
    if form.is_valid():
        data = form.cleaned_data
        telling.away_declare(
            space_id=here.space.pk,
            person_id=here.person_id,
            from_day=data["from_day"],
            to_day=data["to_day"],
            note=data["note"],
            today=at.today,
        )
        messages.success(request, _("It is written down. Nothing falls due on those days."))
        return go(request, "commitments:away")
    return invalid(request, "commitments/away.html", _away_context(here, form, at))


@member_required
@require_POST
def back(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """Be back earlier, or not go at all."""
    at = moment()
    attempt(
        lambda: telling.away_take_back(
            space_id=here.space.pk,
            person_id=here.person_id,
            away_id=pk,
            today=at.today,
        )
    )
    messages.success(request, _("Taken back, from today on."))
    return go(request, "commitments:away")


@member_required
@require_POST
def answer(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """The partner's answer, if they give one."""
    at = moment()
    item = item_or_404(here, pk, at)
    if item.mine:
        raise Http404
    form = AnswerForm(request.POST)
    error = (
        _("Choose one of the four.")
        if first_error(form)
        else attempt(
            lambda: telling.react(
                space_id=here.space.pk,
                person_id=here.person_id,
                commitment_id=pk,
                answer=form.cleaned_data["answer"],
                today=item.today,
            )
        )
    )
    context = {"item": item_or_404(here, pk, at), "here": here, "error": error}
    part = "commitments/_answer.html"
    if error:
        return invalid(request, "commitments/refused.html", context, part=part)
    if wants_part(request):
        return render_page(request, "commitments/refused.html", context, part=part)
    return go(request, "commitments:detail", pk)


def _away_context(here: Here, form: AwayForm, at: Moment) -> dict[str, object]:
    found = list(Away.objects.in_space(here.space.pk).not_over(at.today))
    return {
        "form": form,
        "here": here,
        "today": at.today,
        "mine": [each for each in found if each.author_id == here.person_id],
        "theirs": [each for each in found if each.author_id != here.person_id],
    }
