"""Sharing a copy, and taking it back. Only its author can do either."""

from datetime import date
from uuid import UUID

from django.db import transaction

from apps.sharing.models import SharedView
from apps.sharing.rules import View


@transaction.atomic
def share_view(
    *, space_id: UUID, person_id: UUID, entry_id: UUID, view: View, line: str, today: date
) -> SharedView:
    """Share how `person_id` saw an event; sharing again replaces their earlier copy.

    The caller has made sure that the event is one of the space's. `today` is a local date.
    """
    unshare_view(space_id=space_id, person_id=person_id, entry_id=entry_id)
    row = SharedView(
        space_id=space_id,
        author_id=person_id,
        entry_id=entry_id,
        copy={
            "entry": str(entry_id), "view": view, "line": line, "shared_at": today.isoformat()
        },
    )  # fmt: skip
    row.save(force_insert=True)
    return row


@transaction.atomic
def unshare_view(*, space_id: UUID, person_id: UUID, entry_id: UUID) -> None:
    """Take an own copy back; nothing of it stays. One that is gone stays gone."""
    SharedView.objects.in_space(space_id).by(person_id).about([entry_id]).delete()
