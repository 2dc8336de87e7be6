"""Whose timeline is read, and under which addresses its days lie."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.urls import reverse

from apps.spaces.here import Here
from apps.spaces.roles import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A space as one of its people reads it; `earlier` when it is not the one that counts now."""

    here: Here
    earlier: bool = False

    @property
    def space_id(self) -> UUID:
        """The space."""
        return self.here.space.pk

    def name_of(self, person_id: UUID | None) -> str:
        """The name of either of the two; empty in a space of one."""
        if person_id is None or not self.here.is_shared:
            return ""
        return self.here.name if person_id == self.here.person_id else self.here.partner_name

    def day_link(self, day: date) -> str:
        """The address of one day."""
        if self.earlier:
            return reverse("timeline:earlier_day", args=[self.space_id, day.isoformat()])
        return _day_link(day)

    @property
    def home_link(self) -> str:
        """The address of the timeline itself."""
        if self.earlier:
            return reverse("timeline:earlier", args=[self.space_id])
        return reverse("timeline:home")


@lru_cache(maxsize=1024)
def _day_link(day: date) -> str:
    return reverse("timeline:day", args=[day.isoformat()])


def has_own_band(place: Place) -> bool:
    """Whether the page leaves room for the reader's own drawing, fetched from elsewhere.

    By role alone, with and without a history; never for someone who is repairing
    (measurement 2.5, answers 6).
    """
    return not place.earlier and place.here.role is not Role.REPAIRING
