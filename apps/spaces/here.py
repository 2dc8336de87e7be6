"""Where a person is: their seat in the one space that counts now."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.spaces.models import Membership, Space
from apps.spaces.roles import Role
from apps.spaces.rules import effective_roles


@dataclass(frozen=True)
class Here:
    """A person's seat. Built by `find`; everything shared starts from here."""

    membership: Membership
    space: Space

    @property
    def person_id(self) -> UUID:
        """Whose seat this is."""
        return self.membership.person_id

    @property
    def is_shared(self) -> bool:
        """Whether a second person has a seat, too."""
        return not self.space.solo

    @property
    def is_paused(self) -> bool:
        """Whether either has paused the space."""
        return self.space.paused_at is not None

    @property
    def is_closed(self) -> bool:
        """Whether either has closed the space: it can be read, nothing is written."""
        return self.space.closed_at is not None

    @property
    def name(self) -> str:
        """What the other sees as this person's name."""
        return str(self._person(self.membership.seat).get("name", ""))

    @property
    def partner_name(self) -> str:
        """The other's name; empty when there is no other."""
        return str(self._person(self._other_seat).get("name", ""))

    @property
    def role(self) -> Role:
        """This person's role, as far as both say the same."""
        return self._roles()[0]

    @property
    def partner_role(self) -> Role:
        """The other's role, as far as both say the same."""
        return self._roles()[1]

    @property
    def _other_seat(self) -> int:
        return 3 - self.membership.seat

    def _roles(self) -> tuple[Role, Role]:
        if self.space.solo:
            return Role(self.membership.role), Role.NONE
        mine, other = self._person(self.membership.seat), self._person(self._other_seat)
        return effective_roles(
            Role(mine.get("role", Role.NONE)), Role(other.get("role", Role.NONE))
        )

    def _person(self, seat: int) -> dict[str, Any]:
        people = self.space.people
        return people.get(str(seat), {}) if isinstance(people, dict) else {}


def find(person_id: UUID) -> Here | None:
    """The space that counts for a person: the shared one while it goes on, else their own.

    A space that the other closed still counts until its person goes on from it. One query.
    """
    seats = list(Membership.objects.of(person_id).going_on().confirmed().order_by("solo"))
    return Here(seats[0], seats[0].space) if seats else None


def find_in(person_id: UUID, space_id: UUID) -> Here | None:
    """A person's seat in one space by its id, closed or left ones too; None for strangers."""
    seat = Membership.objects.of(person_id).confirmed().filter(space_id=space_id).first()
    return Here(seat, seat.space) if seat else None
