"""Pages of the accounts app: the person's settings, and allauth's pages as we want them."""

from allauth.account import views as allauth_views
from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.forms import PreferencesForm
from apps.accounts.models import User
from apps.accounts.services import change_preferences
from apps.core.decorators import Access, access
from apps.core.htmx import go, invalid, render_page
from apps.core.person import current_person

SETTINGS = "accounts/settings.html"


@access(Access.SELF)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """The person's name, zone and language, and the ways to everything else that is theirs."""
    person = User.objects.get(pk=current_person())
    if request.method != "POST":
        return render_page(request, SETTINGS, {"form": PreferencesForm(person=person)})
    form = PreferencesForm(request.POST, person=person)
    if not form.is_valid():
        return invalid(request, SETTINGS, {"form": form})
    change_preferences(
        person=person,
        display_name=form.cleaned_data["display_name"],
        time_zone=form.cleaned_data["time_zone"],
        language=form.cleaned_data.get("language", person.language),
    )
    messages.success(request, _("Kept. The pages follow this from now on."))
    return go(request, "accounts:settings")


def code(request: HttpRequest) -> HttpResponseBase:
    """Type in the code that came by mail, after signing up or for another address."""
    response = allauth_views.email_verification_sent(request)
    if response.headers.get("Location") == reverse("account_email"):
        # Nothing waits for a code any more.
        return redirect("accounts:settings")
    return say_why(request, response)


def reset_code(request: HttpRequest) -> HttpResponseBase:
    """Type in the code for a new password."""
    return say_why(request, allauth_views.confirm_password_reset_code(request))


def say_why(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Whoever is sent back to the sign-in page because a code ran out reads that it did."""
    back = response.headers.get("Location") == reverse("account_login")
    if back and request.method == "POST" and not messages.get_messages(request):
        words = _("That code has run out. Sign in, or ask for a new one, and go on from there.")
        messages.info(request, words)
    return response


@reauthentication_required  # type: ignore[untyped-decorator]
def address(request: HttpRequest) -> HttpResponseBase:
    """Change the address. Only asking for a new one is possible, nothing else allauth offers."""
    if request.method == "POST" and "action_add" not in request.POST:
        return redirect("account_email")
    response: HttpResponseBase = allauth_views.email(request)
    return response


@require_safe
def reset_done(request: HttpRequest) -> HttpResponse:
    """After a new password: the sign-in page, which says so."""
    return redirect("account_login")
