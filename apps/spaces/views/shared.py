"""What either of two may do in the space they share: pause, choose a part, go on, close."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.decorators import Access, access
from apps.core.htmx import go, invalid, render_page
from apps.core.person import current_person
from apps.core.time import local_day
from apps.spaces.decorators import member_required
from apps.spaces.forms import RoleForm
from apps.spaces.here import Here, find
from apps.spaces.services import pauses, spaces
from apps.spaces.services.standing import Standing, State
from apps.spaces.views.together import page


def _back(request: HttpRequest, here: Here, change: Callable[[], None], said: str) -> HttpResponse:
    """Make one change in a space for two, then show it; or that it was closed in between."""
    if here.is_shared:
        try:
            change()
        except spaces.SpaceClosed:
            return go(request, "spaces:closed")
        messages.info(request, said)
    return go(request, "spaces:together")


@member_required
@require_POST
def role(request: HttpRequest, here: Here) -> HttpResponse:
    """Choose another part for oneself, from now on."""
    if not here.is_shared:
        return go(request, "spaces:together")
    form = RoleForm(request.POST)
    if not form.is_valid():
        context = page(request, Standing(State.PAIRED, here)) | {"form": form}
        return invalid(request, "spaces/paired.html", context, part="role")
    change = partial(spaces.change_role, here=here, role=form.chosen())
    return _back(request, here, change, _("Kept. It holds from now on."))


@member_required
@require_POST
def pause(request: HttpRequest, here: Here) -> HttpResponse:
    """Pause for both, without a reason."""
    now = timezone.now()
    today = local_day(now, request.user.time_zone)  # type: ignore[union-attr]
    change = partial(pauses.pause, here=here, today=today, now=now)
    return _back(request, here, change, _("Paused. Nothing falls due until one of you resumes."))


@member_required
@require_POST
def resume(request: HttpRequest, here: Here) -> HttpResponse:
    """Go on after a pause, whoever made it."""
    now = timezone.now()
    today = local_day(now, request.user.time_zone)  # type: ignore[union-attr]
    change = partial(pauses.resume, here=here, today=today, now=now)
    return _back(request, here, change, _("It goes on from today."))


@member_required
@require_POST
def still_fine(request: HttpRequest, here: Here) -> HttpResponse:
    """Answer the quiet question of every 90 days."""
    today = local_day(timezone.now(), request.user.time_zone)  # type: ignore[union-attr]
    change = partial(spaces.still_fine, here=here, today=today)
    return _back(request, here, change, _("Thank you. You can change your mind on any day."))


@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, here: Here) -> HttpResponse:
    """Say what closing does; then do it, alone and at once."""
    if not here.is_shared:
        return go(request, "spaces:together")
    if request.method != "POST":
        return render_page(request, "spaces/close.html", {"here": here})
    spaces.close(here=here, now=timezone.now())
    messages.info(request, _("It is closed. Nothing more is shared."))
    return go(request, "spaces:together")


@access(Access.SELF)
@require_http_methods(["GET", "HEAD", "POST"])
def closed(request: HttpRequest) -> HttpResponse:
    """What the one who did not close finds on their next visit, until they go on from it."""
    here = find(current_person())
    if here is None or not here.is_closed:
        return go(request, "spaces:together")
    if request.method == "POST":
        spaces.go_on(here=here, now=timezone.now())
        return go(request, "spaces:together")
    return render_page(request, "spaces/closed.html", {"here": here})
