"""The timeline: what was said and what was done, as either of the two reads it."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from apps.core.decorators import Access, access
from apps.core.htmx import render_page
from apps.spaces.decorators import member_required
from apps.spaces.here import Here, find_in
from apps.timeline.rules.windows import DAY, Range, day_of, exact_day, range_of, window
from apps.timeline.services.days import day_page
from apps.timeline.services.pages import chart
from apps.timeline.services.place import Place, has_own_band


@member_required
@require_safe
def home(request: HttpRequest, here: Here) -> HttpResponse:
    """The threads of the space that counts now: `?range=4w|3m|1y|all`, `&to=2026-08-30`."""
    return _chart(request, Place(here))


@access(Access.MEMBER)
@require_safe
def earlier(request: HttpRequest, space: UUID) -> HttpResponse:
    """The threads of a space that was closed or left, for whoever had a seat in it."""
    return _chart(request, _earlier(request, space))


@member_required
@require_safe
def one_day(request: HttpRequest, here: Here, day: str) -> HttpResponse:
    """One day of the space that counts now."""
    return _day(request, Place(here), day)


@access(Access.MEMBER)
@require_safe
def earlier_day(request: HttpRequest, space: UUID, day: str) -> HttpResponse:
    """One day of a space that was closed or left."""
    return _day(request, _earlier(request, space), day)


def _earlier(request: HttpRequest, space: UUID) -> Place:
    here = find_in(request.user.pk, space) if request.user.pk else None
    if here is None:
        raise Http404
    return Place(here, earlier=True)


def _chart(request: HttpRequest, place: Place) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    span = range_of(request.GET.get("range", ""))
    wanted = window(span, day_of(request.GET.get("to", ""), today), today)
    context = {
        "chart": chart(place, wanted, now),
        "place": place,
        "ranges": list(Range),
        "own_band": has_own_band(place),
        "day_link": place.day_link(wanted.end),
    }
    part = "timeline/_year.html" if "more" in request.GET else "timeline/_chart.html"
    return render_page(request, "timeline/home.html", context, part=part)


def _day(request: HttpRequest, place: Place, text: str) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    day = _known_day(text, today)
    context = {
        "day": day,
        "page": day_page(place, day, today, now),
        "place": place,
        "before": day - DAY,
        "before_link": place.day_link(day - DAY),
        "after": day + DAY if day < today else None,
        "after_link": place.day_link(day + DAY),
    }
    return render_page(request, "timeline/day.html", context)


def _known_day(text: str, today: date) -> date:
    day = exact_day(text)
    if day is None or day > today:
        raise Http404
    return day
