"""How allauth does things here: our mails, our keys, our idea of a new person."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.services import welcome
from apps.core.mail import Letter
from apps.core.person import become
from apps.core.services import queue_mail
from apps.core.tasks import send_mail


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Queues plain mails and gives a new person what is theirs."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one plain mail. Templates get the code or link and nothing about anybody."""
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        body = render_to_string(f"{template_prefix}_message.txt", context)
        letter = Letter(email, " ".join(subject.split()), body)
        queue_mail(
            letter=letter,
            now=timezone.now(),
            announce=lambda outbox_id: send_mail.delay(str(outbox_id)),
        )

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Keep a new person, then make their keys and their own space."""
        user.display_name = form.cleaned_data.get("display_name", "")
        user.time_zone = form.cleaned_data.get("time_zone") or "UTC"
        super().save_user(request, user, form, commit=True)
        become(user.pk)
        welcome(person_id=user.pk, now=timezone.now())
        return user
