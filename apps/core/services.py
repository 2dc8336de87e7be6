"""Sending mail: queued with the transaction that wanted it, sent outside any transaction."""

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction

from apps.core.fields import is_unopened
from apps.core.mail import Letter
from apps.core.models import Outbox

logger = logging.getLogger("kept.mail")
MAX_ATTEMPTS = 6
BATCH = 100
FORGET_AFTER = timedelta(days=1)


def queue_mail(*, letter: Letter, now: datetime, announce: Callable[[UUID], None]) -> None:
    """Keep `letter` for the worker, and tell it by `announce(id)` once this is committed."""
    row = Outbox(letter=asdict(letter), not_before=now)
    row.save(force_insert=True)
    # Robust: when the broker is down the row waits for the next sweep, and the page answers.
    transaction.on_commit(lambda: announce(row.pk), robust=True)


def send_queued(*, outbox_id: UUID, now: datetime) -> bool:
    """Send one waiting mail, at most one attempt at a time. True when it left.

    A refused connection puts it back for later; an attempt that may have left is not repeated.
    """
    waiting = Outbox.objects.filter(pk=outbox_id, state=Outbox.State.WAITING, not_before__lte=now)
    if not waiting.update(state=Outbox.State.SENDING):
        return False
    row = Outbox.objects.get(pk=outbox_id)
    if is_unopened(row.letter):
        return False
    letter = Letter(**row.letter)
    try:
        EmailMessage(letter.subject, letter.body, to=[letter.to]).send()
    except (ConnectionError, TimeoutError) as error:
        _try_later(row, now, type(error).__name__)
        return False
    except (SMTPRecipientsRefused, SMTPException, OSError, ValueError) as error:
        logger.error("a mail was given up: %s", type(error).__name__)
    row.delete()
    return True


def waiting_mail(*, now: datetime) -> list[UUID]:
    """Ids of mails whose time has come, after removing what is older than a day."""
    Outbox.objects.filter(not_before__lt=now - FORGET_AFTER).delete()
    due = Outbox.objects.filter(state=Outbox.State.WAITING, not_before__lte=now)
    return list(due.values_list("pk", flat=True)[:BATCH])


def _try_later(row: Outbox, now: datetime, reason: str) -> None:
    logger.warning("the mail server did not answer: %s", reason)
    row.attempts += 1
    if row.attempts >= MAX_ATTEMPTS:
        row.delete()
        return
    row.state = Outbox.State.WAITING
    row.not_before = now + timedelta(minutes=2**row.attempts)
    row.save(update_fields=["attempts", "state", "not_before"])
