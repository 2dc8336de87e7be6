"""Where things stand between two people, and the inviter's steps."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core.decorators import Access, access
from apps.core.htmx import go, invalid, render_page
from apps.core.person import current_person
from apps.core.time import local_day
from apps.spaces.decorators import place
from apps.spaces.forms import InvitationForm, RoleForm
from apps.spaces.here import Here, find
from apps.spaces.models import Membership
from apps.spaces.roles import Role
from apps.spaces.rules import asks_again, effective_roles
from apps.spaces.services import invitations
from apps.spaces.services.standing import Standing, State, standing


@access(Access.SELF)
@require_safe
def together(request: HttpRequest) -> HttpResponse:
    """One page, six states: nobody yet, asking, answered, waiting, two, and closed."""
    now = timezone.now()
    stands = standing(person_id=current_person(), now=now)
    if stands.here and stands.here.is_closed:
        return go(request, "spaces:closed")
    place(request, stands.here)
    return render_page(request, f"spaces/{stands.state}.html", page(request, stands))


def page(request: HttpRequest, stands: Standing) -> dict[str, Any]:
    """What every state's page shows, and what this one needs."""
    context: dict[str, Any] = {
        "here": stands.here,
        "invitation": stands.invitation,
        "ran_out": stands.ran_out,
        "earlier": Membership.objects.of(current_person()).earlier(),
    }
    if stands.state is State.PAIRED and stands.here:
        context |= for_two(request, stands.here)
    if stands.state is State.ANSWERED and stands.invitation:
        context |= _answered(stands.invitation.greeting, stands.invitation.answer)
    return context


def for_two(request: HttpRequest, here: Here) -> dict[str, Any]:
    """The shared space as one of its two sees it."""
    zone = request.user.time_zone  # type: ignore[union-attr]
    opened = here.space.opened_at
    since = here.membership.last_consented_on or (local_day(opened, zone) if opened else None)
    return {
        "form": RoleForm(initial={"role": here.membership.role}),
        "asks_again": since is not None and asks_again(since=since, today=_today(zone)),
        "own_words": here.role.label,
        "partner_words": here.partner_role.label,
        "has_roles": here.role is not Role.NONE,
    }


def _answered(greeting: Any, answer: Any) -> dict[str, Any]:
    if not isinstance(greeting, dict) or not isinstance(answer, dict):
        return {}
    mine, other = Role(greeting["role"]), Role(answer["role"])
    return {
        "name": answer["name"],
        "own_words": mine.label,
        "partner_words": other.label,
        "fits": effective_roles(mine, other) == (mine, other),
    }


def _today(zone: str) -> Any:
    return local_day(timezone.now(), zone)


@access(Access.SELF)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Ask somebody: a form, then the link and the code, shown this once."""
    place(request, find(current_person()))
    if request.method != "POST":
        form = InvitationForm(initial={"name": request.user.display_name})  # type: ignore[union-attr]
        return render_page(request, "spaces/invite.html", {"form": form})
    form = InvitationForm(request.POST)
    if not form.is_valid():
        return invalid(request, "spaces/invite.html", {"form": form}, part="form")
    now = timezone.now()
    try:
        ticket = invitations.invite(person_id=current_person(), now=now, **form.details())
    except invitations.AlreadyPaired:
        messages.info(request, _("One at a time: this is how things stand now."))
        return go(request, "spaces:together")
    return _show_once(request, ticket)


@access(Access.SELF)
@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """A new link and code; the old ones stop working."""
    place(request, find(current_person()))
    try:
        ticket = invitations.renew(person_id=current_person(), now=timezone.now())
    except invitations.NoInvitation:
        messages.info(request, _("There is no open invitation any more."))
        return go(request, "spaces:together")
    return _show_once(request, ticket)


@access(Access.SELF)
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    """Take an invitation back, or decline who answered it. No reason, and nobody is told."""
    invitations.take_back(person_id=current_person())
    messages.info(request, _("That is taken back. The link and the code no longer open anything."))
    return go(request, "spaces:together")


@access(Access.SELF)
@require_POST
def confirm(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Open the space to the person the page showed. A second click changes nothing."""
    now, person_id = timezone.now(), current_person()
    try:
        invitations.confirm(person_id=person_id, now=now, invitation_id=invitation_id)
    except invitations.NoInvitation:
        if standing(person_id=person_id, now=now).state is not State.PAIRED:
            messages.info(request, _("There is nothing to confirm any more."))
        return go(request, "spaces:together")
    messages.success(request, _("There are two of you here now."))
    return go(request, "spaces:together")


def _show_once(request: HttpRequest, ticket: invitations.Ticket) -> HttpResponse:
    # In the answer itself: kept nowhere, so it cannot be shown a second time.
    link = request.build_absolute_uri(reverse("spaces:link", args=[ticket.token]))
    context = {"link": link, "code": ticket.code, "until": ticket.invitation.expires_at}
    return render_page(request, "spaces/ticket.html", context)
