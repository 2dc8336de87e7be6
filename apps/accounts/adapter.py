"""How allauth does things here: our mails, our keys, our idea of a new person."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.internal.ratelimit import get_ip
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from apps.accounts.models import User
from apps.accounts.services import free_address, limit_session, welcome
from apps.accounts.validators import kind_password_error
from apps.core.mail import Letter
from apps.core.person import become
from apps.core.services import queue_mail
from apps.core.tasks import send_mail

PATIENCE = gettext_lazy("That was tried very often. Leave it for a few minutes, then begin again.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Queues plain mails and gives a new person what is theirs."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "The address and the password do not go together. Take your time."
        ),
        "enter_current_password": gettext_lazy("That was not the password. Take your time."),
        "incorrect_password": gettext_lazy("That was not the password. Take your time."),
        "incorrect_code": gettext_lazy(
            "That is not the code. Only the newest one works, and only for twenty minutes."
        ),
        "email_taken": gettext_lazy("That address is in use already. Sign in with it instead."),
        "duplicate_email": gettext_lazy("That is the address you have now."),
        "too_many_login_attempts": PATIENCE,
        "rate_limited": PATIENCE,
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one plain mail. Templates get the code and nothing about anybody."""
        words = {"code": context.get("code", "")}
        subject = render_to_string(f"{template_prefix}_subject.txt", words)
        body = render_to_string(f"{template_prefix}_message.txt", words)
        letter = Letter(email, " ".join(subject.split()), f"{body.strip()}\n")
        queue_mail(
            letter=letter,
            now=timezone.now(),
            announce=lambda outbox_id: send_mail.delay(str(outbox_id)),
        )

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep a new person, then make their keys and their own space."""
        user.display_name = form.cleaned_data["display_name"]
        user.time_zone = form.cleaned_data["time_zone"]
        user.language = get_language() or user.language
        super().save_user(request, user, form, commit=True)
        become(user.pk)
        welcome(person_id=user.pk, now=timezone.now())
        return user

    def clean_password(self, password: str, user: User | None = None) -> str:
        """The password, judged by settings. Raises ValidationError with our own sentences."""
        try:
            return str(super().clean_password(password, user=user))
        except ValidationError as error:
            raise kind_password_error(error) from error

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in as on a shared device; the sign-in form may say otherwise afterwards."""
        super().login(request, user)
        limit_session(session=request.session, own_device=False, now=timezone.now())

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """An address somebody proved is taken from sign-ups that never did."""
        free_address(email=email_address.email, person_id=email_address.user_id)
        return bool(super().confirm_email(request, email_address))

    def is_ajax(self, request: HttpRequest) -> bool:
        """One way of answering: pages."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The sign-in page; nobody is told that there is an account."""
        return redirect("account_login")

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """After a change of address: back to the settings."""
        return reverse("accounts:settings")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a change of password, which signs out everywhere: the sign-in page."""
        return reverse("account_login")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # Wrong passwords count per place and address: a partner who keeps trying elsewhere
        # cannot keep the owner out (threat row 32).
        login = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{get_ip(request)}:{login}"
