"""What the pages have in common: the moment, the commitment asked for, a row as an answer."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from apps.commitments.services.board import BoardItem, board
from apps.commitments.services.errors import Refused
from apps.commitments.services.rows import Typed, rows
from apps.commitments.services.writing import Who
from apps.core.htmx import go, invalid, render_page, wants_part
from apps.spaces.here import Here

ROW = "commitments/_row.html"
FURTHEST_BACK = 366


class Moment(NamedTuple):
    """Now, and the local date of whoever asks."""

    now: datetime
    today: date


def moment() -> Moment:
    """This moment in the time zone of whoever asks."""
    now = timezone.now()
    return Moment(now, timezone.localdate(now))


def writer(here: Here, at: Moment) -> Who:
    """Whoever asks, as somebody who writes something down."""
    return Who(here.space.pk, here.person_id, at.now, at.today)


def item_or_404(here: Here, pk: UUID, at: Moment, *, since: date | None = None) -> BoardItem:
    """One commitment of the space, as whoever asks sees it."""
    found = board(here, now=at.now, today=at.today, since=since, only=pk).item(pk)
    if found is None:
        raise Http404
    return found


def own_or_404(here: Here, pk: UUID, at: Moment) -> BoardItem:
    """One that whoever asks said themself."""
    found = item_or_404(here, pk, at)
    if not found.mine:
        raise Http404
    return found


def refuse_others(here: Here, pk: UUID, error: str) -> str:
    """The same error; but what somebody else said is a 404, however wrong the form was."""
    if error:
        own_or_404(here, pk, moment())
    return error


def attempt(step: Callable[[], Any]) -> str:
    """Take a step; the sentence that refuses it, or nothing. What is not there is a 404."""
    try:
        with transaction.atomic():
            step()
    except ObjectDoesNotExist:
        raise Http404 from None
    except Refused as refused:
        return str(refused.sentence)
    return ""


def first_error(form: Form) -> str:
    """The first sentence of a form that has no page of its own; nothing when all is well."""
    if form.is_valid():
        return ""
    return str(next(iter(form.errors.values()))[0])


def answer_row(
    request: HttpRequest,
    here: Here,
    pk: UUID,
    day: date,
    *,
    error: str = "",
    typed: Typed | None = None,
) -> HttpResponse:
    """The row after a step: swapped in place, or the page it stands on; with `error` the
    row says so with 422, beside what was `typed`, and without script on a page of its own."""
    at = moment()
    back = request.POST.get("back", "")
    back = back if back in {"today", "said", "day"} else "today"
    if not error and not wants_part(request):
        return go(request, _place(back, pk, day))
    item = item_or_404(here, pk, at)
    # A day nobody could have meant is answered on today's row.
    shown = day if 0 <= (item.today - day).days <= FURTHEST_BACK else item.today
    row = rows(here.space.pk, [(item, shown)], back=back, error=error, typed=typed)[0]
    context = {"row": row, "here": here, "today": at.today}
    if error:
        return invalid(request, "commitments/day.html", context, part=ROW)
    return render_page(request, "commitments/day.html", context, part=ROW)


def _place(back: str, pk: UUID, day: date) -> str:
    if back == "said":
        return reverse("commitments:detail", args=[pk])
    if back == "day":
        return reverse("commitments:day", args=[pk, day.isoformat()])
    return reverse("today:home")
