"""What somebody said alone, before there were two. Nobody else can ask for it."""

from datetime import date
from uuid import UUID

from apps.commitments.models import Version
from apps.commitments.services.board import active_by, records
from apps.commitments.services.record import Record, Wording, wording_of
from apps.spaces.models import Membership

# A window without entries: only the words are wanted.
NEVER = date.min


def solo_space(person_id: UUID) -> UUID | None:
    """The person's own space."""
    seats = Membership.objects.of(person_id).confirmed().filter(solo=True)
    found: UUID | None = seats.values_list("space_id", flat=True).first()
    return found


def own_alone(person_id: UUID) -> list[Record]:
    """What goes on in the person's own space, without entries."""
    space_id = solo_space(person_id)
    return active_by(person_id, records(space_id, NEVER, NEVER, ever=True)) if space_id else []


def wording_alone(*, person_id: UUID, asked: str) -> Wording | None:
    """The newest wording of one of the person's own from before; None for anything else."""
    space_id = solo_space(person_id)
    try:
        commitment_id = UUID(asked)
    except ValueError:
        return None
    if space_id is None:
        return None
    version = Version.objects.in_space(space_id).by(person_id).of(commitment_id).last()
    return wording_of(version) if version else None
