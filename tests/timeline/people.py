"""Shorthands: a history as rows, as long as one likes."""

from datetime import date, timedelta
from typing import Any

from apps.accounts.models import User
from apps.commitments.models import Commitment, Entry, Version
from tests.cast import acting
from tests.commitments.people import at

DAY = timedelta(days=1)


def past(person: User, commitment: Commitment, first: date, last: date, *, step: int = 1) -> int:
    """Marks for `person` from `first` to `last`, every `step` days, as rows."""
    made = 0
    with acting(person) as here:
        version = Version.objects.in_space(here.space.pk).of(commitment.pk).first()
        day, rows = first, []
        while day <= last:
            mark = ("kept", "kept", "partly", "missed")[made % 4]
            rows.append(
                Entry(
                    space_id=here.space.pk,
                    author_id=person.pk,
                    commitment=commitment,
                    version=version,
                    day=day,
                    mark=mark,
                    line=f"line {day}",
                    written_at=at(day),
                )
            )
            made, day = made + 1, day + step * DAY
        manager: Any = Entry.objects.in_space(here.space.pk)
        manager.bulk_create(rows)
    return made
