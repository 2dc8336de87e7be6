"""One's own view of something the other logged, and sharing a copy of it (commitments 3.5)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.commitments.rules.outcomes import Outcome
from apps.core.fields import is_unopened
from apps.core.htmx import go, invalid, render_page
from apps.reflections.decorators import private_page
from apps.reflections.forms import ViewForm
from apps.reflections.services import events, preferences
from apps.reflections.services.events import Event
from apps.reflections.services.tags import CannotReplace
from apps.sharing.models import SharedView
from apps.sharing.rules import View, label_of
from apps.sharing.services import share_view, unshare_view
from apps.spaces.here import Here


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def view(request: HttpRequest, here: Here, entry_id: UUID) -> HttpResponse:
    """How one saw it oneself. Never asked for, never shown unless one shares it."""
    event = _event(here, entry_id)
    noted = events.own_view(here.person_id, entry_id)
    if noted is not None and is_unopened(noted.note):
        raise CannotReplace
    form = ViewForm(
        request.POST if request.method == "POST" else None,
        wishes=preferences.wishes(here.person_id),
        initial=dict(noted.note) if noted else {},
    )
    if form.is_bound and form.is_valid():
        return _note(request, here, entry_id, form)
    context = _context(here, event) | {"form": form, "noted": noted}
    answer = invalid if form.is_bound else render_page
    return answer(request, "reflections/view.html", context, part="page")


@private_page
@require_POST
def forget(request: HttpRequest, here: Here, entry_id: UUID) -> HttpResponse:
    """Take the own note away. A shared copy is another thing."""
    _event(here, entry_id)
    events.forget_view(person_id=here.person_id, entry_id=entry_id)
    messages.info(request, _("It is gone."))
    return go(request, "reflections:view", entry_id)


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, here: Here, entry_id: UUID) -> HttpResponse:
    """Exactly what the other would see; posting puts a copy there."""
    event = _event(here, entry_id)
    noted = events.own_view(here.person_id, entry_id)
    if noted is None or is_unopened(noted.note) or not event.can_share:
        return go(request, "reflections:view", entry_id)
    if request.method != "POST":
        shown = {"label": label_of(noted.note["view"]), "line": noted.note["line"]}
        return render_page(request, "reflections/share.html", _context(here, event) | shown)
    share_view(
        space_id=event.seat.space.pk,
        person_id=here.person_id,
        entry_id=entry_id,
        view=View(noted.note["view"]),
        line=noted.note["line"],
        today=timezone.localdate(),
    )
    messages.info(request, _("A copy stands in the shared record now. You can take it back."))
    return go(request, "reflections:view", entry_id)


@private_page
@require_POST
def unshare(request: HttpRequest, here: Here, entry_id: UUID) -> HttpResponse:
    """Take the copy back. The own note stays."""
    event = _event(here, entry_id)
    unshare_view(space_id=event.seat.space.pk, person_id=here.person_id, entry_id=entry_id)
    messages.info(request, _("The copy is gone from the shared record."))
    return go(request, "reflections:view", entry_id)


def _event(here: Here, entry_id: UUID) -> Event:
    """An event the other logged; anything else does not exist."""
    found = events.find_event(here, entry_id)
    if found is None:
        raise Http404
    return found


def _note(request: HttpRequest, here: Here, entry_id: UUID, form: ViewForm) -> HttpResponse:
    found = form.cleaned_data
    events.note_view(
        person_id=here.person_id, entry_id=entry_id, view=found["view"], line=found["line"]
    )
    messages.info(request, _("Kept, for you alone."))
    return go(request, "reflections:view", entry_id)


def _context(here: Here, event: Event) -> dict[str, Any]:
    space, said = event.seat.space.pk, event.entry.version.said
    shared = SharedView.objects.in_space(space).by(here.person_id).about([event.entry.pk])
    return {
        "event": event.entry,
        "outcome": Outcome(event.entry.mark).label,
        "said": said["words"] if isinstance(said, dict) else said,
        "shared": shared.first(),
        "partner": event.seat.partner_name,
        "can_share": event.can_share,
        "count": events.count_views(here.person_id),
    }
