"""Making spaces."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from apps.spaces.models import Membership, Space
from apps.spaces.services.keys import give_keys


@transaction.atomic
def make_solo(person_id: UUID, now: datetime) -> Space:
    """A person's own space, open from the start. The person must be acting already."""
    space = Space(created_by_id=person_id, solo=True, opened_at=now)
    space.save(force_insert=True)
    Membership(space=space, person_id=person_id, seat=1, solo=True).save(force_insert=True)
    give_keys(space_id=space.pk)
    return space
