"""The way in for somebody who was asked: a link, or a code read aloud."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.decorators import Access, access
from apps.core.htmx import go, invalid, render_page
from apps.core.person import current_person
from apps.spaces.decorators import place
from apps.spaces.forms import AnswerForm, CodeForm
from apps.spaces.here import find
from apps.spaces.models import Invitation
from apps.spaces.roles import Role
from apps.spaces.services import invitations
from apps.spaces.services.standing import State, standing
from apps.spaces.services.tries import count_miss, tried_enough


@access(Access.GUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody asked, and the answer. Looking never uses the link up (threat row 17)."""
    if not request.user.is_authenticated:
        return _outside(request)
    place(request, find(current_person()))
    if _tried_enough(request):
        return _wait(request)
    try:
        invitation = invitations.shown(token=token, person_id=current_person(), now=timezone.now())
    except invitations.NoInvitation:
        return _nothing_open(request)
    if request.method == "POST":
        return _answer(request, token, invitation)
    form = AnswerForm(initial={"name": request.user.display_name})
    return render_page(request, "spaces/join.html", _letter(request, invitation, form))


@access(Access.SELF)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Type a code that was read aloud; it leads where the link would."""
    place(request, find(current_person()))
    if request.method != "POST":
        return render_page(request, "spaces/code.html", {"form": CodeForm()})
    if _tried_enough(request):
        return _wait(request)
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            now, typed = timezone.now(), form.typed()
            invitations.shown(token=typed, person_id=current_person(), now=now)
        except invitations.NoInvitation:
            _count_miss(request)
            form.add_error("code", _closed_words())
        else:
            return go(request, "spaces:link", typed)
    return invalid(request, "spaces/code.html", {"form": form}, part="form")


@access(Access.SELF)
@require_POST
def step_back(request: HttpRequest) -> HttpResponse:
    """Take back a yes that was not confirmed yet."""
    invitations.step_back(person_id=current_person(), now=timezone.now())
    messages.info(request, _("Your answer is taken back. Nothing was shared."))
    return go(request, "spaces:together")


def _answer(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    if request.POST.get("answer") in {"later", "no"}:
        messages.info(request, _("That is fine. Nobody is told, and nothing was kept."))
        return go(request, "spaces:together")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return invalid(request, "spaces/join.html", _letter(request, invitation, form), part="form")
    person_id, now = current_person(), timezone.now()
    try:
        invitations.accept(token=token, person_id=person_id, now=now, **form.details())
    except invitations.NoInvitation:
        return _nothing_open(request)
    except invitations.AlreadyPaired:
        messages.info(request, _("One at a time: this is how things stand now."))
    return go(request, "spaces:together")


def _letter(request: HttpRequest, invitation: Invitation, form: AnswerForm) -> dict[str, Any]:
    greeting = invitation.greeting if isinstance(invitation.greeting, dict) else {}
    stands = standing(person_id=current_person(), now=timezone.now())
    return {
        "form": form,
        "name": greeting.get("name", ""),
        "words": greeting.get("words", ""),
        "role": Role(greeting.get("role", Role.NONE)),
        "until": invitation.expires_at,
        "taken": stands.state is not State.ALONE,
    }


def _outside(request: HttpRequest) -> HttpResponse:
    # The same for every token, without a look at it: a signed-out visitor learns nothing.
    door = f"{reverse('spaces:door')}?{urlencode({'next': request.path})}"
    sign_in = f"{reverse('account_login')}?{urlencode({'next': door})}"
    return render_page(request, "spaces/outside.html", {"door": door, "sign_in": sign_in})


def _nothing_open(request: HttpRequest) -> HttpResponse:
    """One sentence for used, expired, taken back, unknown and one's own."""
    stands = standing(person_id=current_person(), now=timezone.now())
    if request.method == "POST" and stands.state in {State.ACCEPTED, State.PAIRED}:
        return go(request, "spaces:together")  # pressed twice
    _count_miss(request)
    return render_page(request, "spaces/gone.html", {"words": _closed_words()}, status=404)


def _closed_words() -> str:
    return _("This invitation is not open. It may have been used, or its three days are over.")


def _wait(request: HttpRequest) -> HttpResponse:
    words = _("That was a lot of tries. In an hour you can try again; nothing is lost.")
    return render_page(request, "spaces/gone.html", {"words": words}, status=429)


def _tried_enough(request: HttpRequest) -> bool:
    return tried_enough(person_id=current_person(), address=_address(request))


def _count_miss(request: HttpRequest) -> None:
    count_miss(person_id=current_person(), address=_address(request))


def _address(request: HttpRequest) -> str:
    return str(get_adapter(request).get_client_ip(request))
