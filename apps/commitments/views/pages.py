"""What was said, one commitment, one day of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.commitments.rules.thread import Thread, thread
from apps.commitments.rules.weeks import monday_before
from apps.commitments.rules.windows import can_log
from apps.commitments.services.board import BoardItem, board
from apps.commitments.services.record import ACTIVE, ENDED, RESTING
from apps.commitments.services.rows import Written, rows, written
from apps.commitments.views.parts import ROW, item_or_404, moment
from apps.core.htmx import render_page
from apps.spaces.decorators import member_required
from apps.spaces.here import Here

WEEKS = 8


@member_required
@require_safe
def index(request: HttpRequest, here: Here) -> HttpResponse:
    """Everything that was said here, by either, and how it goes."""
    at = moment()
    items = board(here, now=at.now, today=at.today, ever=True).items
    mine = [item for item in items if item.mine]
    theirs = [item for item in items if not item.mine]
    context = {
        "mine": _groups(mine),
        "theirs": _groups(theirs),
        "here": here,
        "active": sum(item.record.state == ACTIVE for item in mine),
    }
    return render_page(request, "commitments/index.html", context)


@member_required
@require_safe
def detail(request: HttpRequest, here: Here, pk: UUID) -> HttpResponse:
    """One commitment: its words, eight weeks of it, what was written, what can be done."""
    at = moment()
    item = item_or_404(here, pk, at)
    first = monday_before(item.today, WEEKS)
    today_rows = rows(here.space.pk, [(item, item.today)], back="said")
    recent = [e.pk for e in item.record.entries if first <= e.day <= item.today]
    context = {
        "item": item,
        "here": here,
        "thread": _thread(item, first),
        "row": today_rows[0] if today_rows[0].offers or today_rows[0].written else None,
        "entries": _split(written(here.space.pk, recent)[::-1], item.today),
        "earlier": item.record.wordings[:-1][::-1],
        "review_due": _review_due(item),
        "tomorrow": item.today + timedelta(days=1),
    }
    return render_page(request, "commitments/detail.html", context)


@member_required
@require_safe
def one_day(request: HttpRequest, here: Here, pk: UUID, day: str) -> HttpResponse:
    """One day of a commitment, to write it down late or to change a mark."""
    at = moment()
    item = item_or_404(here, pk, at)
    asked = _day_or_404(day)
    changing = _uuid(request.GET.get("change", ""))
    row = rows(
        here.space.pk,
        [(item, asked)],
        changing=changing if item.mine else None,
        back="today" if request.GET.get("back") == "today" else "day",
    )[0]
    if asked > item.today or not (row.offers or row.written or row.occasions):
        raise Http404
    return render_page(
        request, "commitments/day.html", {"row": row, "here": here, "today": at.today}, part=ROW
    )


def _groups(items: list[BoardItem]) -> dict[str, list[BoardItem]]:
    return {
        state: [item for item in items if item.record.state == state]
        for state in (ACTIVE, RESTING, ENDED)
    }


def _thread(item: BoardItem, first: date) -> Thread | None:
    record = item.record
    if record.starts_on >= item.today:
        return None  # one day is no thread yet: week ticks alone would stand on the page
    days = record.days(first, item.today, item.today)
    return thread(
        days, first, item.today, item.today, starts_on=record.starts_on, ends_on=record.ends_on
    )


def _split(found: list[Written], today: date) -> dict[str, list[Written]]:
    """The last two weeks, whose marks can still be changed, and what lies before."""
    recent = [each for each in found if can_log(each.entry.day, today)]
    return {"recent": recent, "before": found[len(recent) :]} if found else {}


def _review_due(item: BoardItem) -> bool:
    record = item.record
    return (
        item.mine
        and record.state == ACTIVE
        and record.review_on is not None
        and record.review_on <= item.today
    )


def _day_or_404(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Http404 from None


def _uuid(text: str) -> Any:
    try:
        return UUID(text)
    except ValueError:
        return None
