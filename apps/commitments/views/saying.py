"""Saying something new, wording it anew, resting, ending, looking at it again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.commitments.forms import ReviewForm, ReviseForm, RhythmForm, SayForm
from apps.commitments.services import saying
from apps.commitments.services.record import Wording
from apps.commitments.services.saying import REVIEW_AFTER, Wish
from apps.commitments.services.second_look import SecondLook, second_look_at
from apps.commitments.services.solo import own_alone, wording_alone
from apps.commitments.views.parts import Moment, attempt, first_error, moment, own_or_404
from apps.core.fields import is_unopened
from apps.core.htmx import go, invalid, render_page
from apps.guidance.rules.review import addresses
from apps.spaces.decorators import member_required
from apps.spaces.here import Here

HELPER = "commitments/_helper.html"


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, here: Here) -> HttpResponse:
    """Say something new; from something said alone before, if so asked."""
    at = moment()
    if request.method != "POST":
        form = SayForm(today=at.today, initial=_beginning(request, here, at))
        return render_page(request, "commitments/new.html", _new_context(here, form))
    form = SayForm(request.POST, today=at.today)
    look = _look(request, here, form)
    error = ""
    if form.is_valid() and look.passes:
        data = form.cleaned_data
        error = attempt(
            lambda: saying.say(
                space_id=here.space.pk,
                person_id=here.person_id,
                wish=_wish(form),
                starts_on=data["starts_on"],
                review_on=data["review_on"],
                now=at.now,
                today=at.today,
                once=data["once"],
            )
        )
        if not error:
            messages.success(request, _("It is said."))
            return go(request, "commitments:index")
    context = _new_context(here, form) | {"look": look, "error": error}
    return invalid(request, "commitments/new.html", context)


@member_required
@require_POST
def second_look(request: HttpRequest, here: Here) -> HttpResponse:
    """One hint about the wording while it is typed; nothing is stored."""
    form = RhythmForm(request.POST)
    look = _look(request, here, form)
    return render_page(request, HELPER, {"look": look, "here": here})


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """New words, from today or later."""
    at = moment()
    item = own_or_404(here, pk, at)
    form = ReviseForm(
        request.POST if request.method == "POST" else None,
        today=at.today,
        initial=_standing(item.record.wording, at),
    )
    context = {"form": form, "here": here, "item": item, "helps": addresses(here.role.value)}
    if request.method != "POST":
        return render_page(request, "commitments/words.html", context)
    look = _look(request, here, form)
    error = ""
    if form.is_valid() and look.passes:
        error = attempt(
            lambda: saying.revise(
                space_id=here.space.pk,
                person_id=here.person_id,
                commitment_id=pk,
                wish=_wish(form),
                from_day=form.cleaned_data["from_day"],
                today=at.today,
            )
        )
        if not error:
            messages.success(request, _("The new words are written down."))
            return go(request, "commitments:detail", pk)
    return invalid(request, "commitments/words.html", context | {"look": look, "error": error})


@member_required
@require_POST
def rest(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """Let it rest after today."""
    return _step(request, here, pk, saying.rest, _("It rests from tomorrow."))


@member_required
@require_POST
def resume(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """Take it up again today."""
    zone = timezone.get_current_timezone_name()
    return _step(request, here, pk, saying.resume, _("It goes on from today."), zone=zone)


@member_required
@require_POST
def end(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """End it; what was written stays."""
    return _step(request, here, pk, saying.end, _("It has ended. What was written stays."))


@member_required
@require_POST
def review(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """Looked at again and kept as it is: two more weeks, or until a day of one's own."""
    today = moment().today
    form = ReviewForm(request.POST, today=today)
    error = first_error(form)
    day = None if error else form.cleaned_data["review_on"] or today + REVIEW_AFTER
    return _step(request, here, pk, saying.review, _("It stays as it is."), error, review_on=day)


def _step(
    request: HttpRequest,
    here: Here,
    pk: UUID,
    step: Callable[..., Any],
    done: str,
    error: str = "",
    **more: Any,
) -> HttpResponse:
    at = moment()
    item = own_or_404(here, pk, at)
    error = error or attempt(
        lambda: step(
            space_id=here.space.pk,
            person_id=here.person_id,
            commitment_id=pk,
            today=at.today,
            **more,
        )
    )
    if error:
        context = {"item": item, "here": here, "error": error}
        return invalid(request, "commitments/refused.html", context)
    messages.success(request, done)
    return go(request, "commitments:detail", pk)


def _wish(form: RhythmForm) -> Wish:
    zone = timezone.get_current_timezone_name()
    return Wish(form.cleaned_data["words"], form.rhythm, zone, form.cleaned_data["minutes"])


def _look(request: HttpRequest, here: Here, form: RhythmForm) -> SecondLook:
    form.is_valid()
    data = form.cleaned_data
    return second_look_at(
        data.get("words") or "",
        when=data.get("when") or "",
        minutes=data.get("minutes"),
        has_review=bool(data.get("review_on")) or "review_on" not in form.fields,
        could_be_seen=bool(data.get("could_be_seen")),
        role=here.role.value,
        partner_name=here.partner_name,
        language=getattr(request, "LANGUAGE_CODE", "en"),
    )


def _beginning(request: HttpRequest, here: Here, at: Moment) -> dict[str, Any]:
    known = {"starts_on": at.today, "review_on": at.today + REVIEW_AFTER}
    asked = request.GET.get("from", "")
    if not asked:
        return known
    found = wording_alone(person_id=here.person_id, asked=asked)
    if found is None or not here.is_shared:
        raise Http404
    return known | {
        "words": _plain(found),
        "minutes": found.minutes,
        **RhythmForm.parts_of(found.rhythm),
    }


def _standing(wording: Wording, at: Moment) -> dict[str, Any]:
    first = max(wording.starts_on, at.today + timedelta(days=1))
    return {
        "words": _plain(wording),
        "minutes": wording.minutes,
        "from_day": first,
        **RhythmForm.parts_of(wording.rhythm),
    }


def _plain(wording: Wording) -> str:
    """The words to go on from; none where they could not be opened."""
    return "" if is_unopened(wording.words) else wording.words


def _new_context(here: Here, form: SayForm) -> dict[str, Any]:
    alone = own_alone(here.person_id) if here.is_shared else []
    return {"form": form, "here": here, "alone": alone, "helps": addresses(here.role.value)}
