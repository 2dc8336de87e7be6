"""Writing down what happened: one tap, with or without script."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from apps.commitments.forms import BreachForm, LineForm, LogForm, OccasionForm
from apps.commitments.models import Entry
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.services import writing
from apps.commitments.services.rows import Typed
from apps.commitments.views.parts import (
    answer_row,
    attempt,
    first_error,
    item_or_404,
    moment,
    refuse_others,
    writer,
)
from apps.spaces.decorators import member_required
from apps.spaces.here import Here


@member_required
@require_POST
def log(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """A mark for one place of a day; again, or another one, as often as needed."""
    at = moment()
    form = LogForm(request.POST)
    error = refuse_others(here, pk, first_error(form))
    data = form.cleaned_data
    if not error:
        error = attempt(
            lambda: writing.log(
                who=writer(here, at),
                commitment_id=pk,
                day=data["day"],
                mark=Outcome(data["how"]),
                number=data.get("number") or 0,
            )
        )
    return answer_row(request, here, pk, data.get("day") or at.today, error=error)


@member_required
@require_POST
def occasion(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """It came up; either of the two may note it, the maker may mark it at once."""
    at = moment()
    # The days are the maker's, also where the partner lives in another time zone.
    at = at._replace(today=item_or_404(here, pk, at).today)
    form = OccasionForm(request.POST)
    error = first_error(form)
    data = form.cleaned_data
    if not error:
        error = attempt(
            lambda: writing.note_occasion(
                who=writer(here, at),
                commitment_id=pk,
                day=data["day"],
                number=data.get("number") or 1,
                mark=Outcome(data["how"]) if data["how"] else None,
            )
        )
    return answer_row(request, here, pk, data.get("day") or at.today, error=error)


@member_required
@require_POST
def still(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """A limit still stands, says its maker."""
    at = moment()
    error = attempt(lambda: writing.still_so(who=writer(here, at), commitment_id=pk))
    return answer_row(request, here, pk, at.today, error=error)


@member_required
@require_POST
def breach(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """A limit did not hold, and whether that was told the same day."""
    at = moment()
    form = BreachForm(request.POST)
    error = refuse_others(here, pk, first_error(form))
    data = form.cleaned_data
    if not error:
        error = attempt(
            lambda: writing.breach(
                who=writer(here, at),
                commitment_id=pk,
                day=data["day"],
                number=data.get("number") or 1,
                told_same_day=data["told"] == "yes",
                line=data["line"],
            )
        )
    return answer_row(request, here, pk, data.get("day") or at.today, error=error)


@member_required
@require_POST
def line(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """A line beside one's own entry."""
    entry = _own_entry(here, pk)
    form = LineForm(request.POST)
    error = first_error(form) or attempt(
        lambda: writing.add_line(
            who=writer(here, moment()),
            entry_id=pk,
            line=form.cleaned_data["line"],
        )
    )
    typed = Typed(pk, request.POST.get("line", "")) if error else None
    return answer_row(request, here, entry.commitment_id, entry.day, error=error, typed=typed)


@member_required
@require_POST
def next_step(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """What I will do about it; left empty, nothing is asked again."""
    entry = _own_entry(here, pk)
    form = LineForm({"line": request.POST.get("next", "")})
    error = first_error(form) or attempt(
        lambda: writing.add_next_step(
            who=writer(here, moment()),
            entry_id=pk,
            text=form.cleaned_data["line"],
        )
    )
    typed = Typed(pk, form.data["line"]) if error else None
    return answer_row(request, here, entry.commitment_id, entry.day, error=error, typed=typed)


def _own_entry(here: Here, pk: UUID) -> Entry:
    found: Entry | None = (
        Entry.objects.in_space(here.space.pk).by(here.person_id).filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    return found
