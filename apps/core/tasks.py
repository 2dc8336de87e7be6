"""Background work that belongs to no feature. Tasks carry ids only."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from apps.core import registry, services


@shared_task
def send_mail(outbox_id: str) -> None:
    """Send one waiting mail."""
    services.send_queued(outbox_id=UUID(outbox_id), now=timezone.now())


@shared_task
def send_waiting_mail() -> None:
    """Send what a lost task or a silent mail server left behind."""
    for outbox_id in services.waiting_mail(now=timezone.now()):
        services.send_queued(outbox_id=outbox_id, now=timezone.now())


@shared_task
def forget_expired() -> None:
    """Remove what has passed its date: sessions, invitations, entries set to expire."""
    for forget in registry.forgetters():
        forget(timezone.now())
