"""Saying something, wording it anew, letting it rest, ending it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from apps.commitments.models import Commitment, Entry, Version
from apps.commitments.rules.rhythms import Rhythm
from apps.commitments.services import errors
from apps.commitments.services.locks import insert_once, one_at_a_time
from apps.core.fields import is_unopened

MOST_ACTIVE = 5
REVIEW_AFTER = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says: the words, when it applies, and for how many minutes, if known.

    `zone` is the maker's time zone on that date: the days are local dates there.
    """

    words: str
    rhythm: Rhythm
    zone: str
    minutes: int | None = None

    def to_data(self) -> dict[str, Any]:
        """As it is sealed."""
        return {"words": self.words, "rhythm": self.rhythm.to_data(), "minutes": self.minutes}


@transaction.atomic
def say(
    *,
    space_id: UUID,
    person_id: UUID,
    wish: Wish,
    starts_on: date,
    review_on: date | None,
    now: datetime,
    today: date,
    once: UUID | None = None,
) -> Commitment:
    """Say something from `starts_on` (local date, today or later). `once` comes with the form:
    the same words sent twice with it are one.

    Raises OnlyBeforehand, or TooMany beyond five active ones (answers 12).
    """
    if starts_on < today:
        raise errors.OnlyBeforehand
    one_at_a_time("active", person_id)
    same = _sent_before(once, space_id, person_id, wish)
    if same is not None:
        return same
    _room_for_one(space_id, person_id)
    commitment = insert_once(
        once,
        lambda pk: Commitment(
            pk=pk,
            space_id=space_id,
            author_id=person_id,
            made_at=now,
            since=today,
            review_on=review_on,
        ),
    )
    _add_version(commitment, number=1, said=wish.to_data(), zone=wish.zone, starts_on=starts_on)
    return commitment


@transaction.atomic
def revise(
    *,
    space_id: UUID,
    person_id: UUID,
    commitment_id: UUID,
    wish: Wish,
    from_day: date,
    today: date,
) -> Version:
    """New words from `from_day` on. What was logged under the old ones keeps them.

    A wording nobody has logged under yet is changed in place, as long as that does not move
    days that have passed. Raises Ended, Resting, OnlyBeforehand or AlreadyWritten.
    """
    commitment = _own(space_id, person_id, commitment_id)
    if commitment.state == Commitment.State.RESTING:
        raise errors.Resting
    if from_day < today:
        raise errors.OnlyBeforehand
    written = Entry.objects.in_space(space_id).of(commitment_id)
    if written.filter(day__gte=from_day).exists():
        raise errors.AlreadyWritten
    version = _newest(commitment)
    fresh = not written.filter(version=version).exists()
    if commitment.review_on is not None and commitment.review_on <= today:
        commitment.review_on = from_day + REVIEW_AFTER
        commitment.save(update_fields=["review_on"])
    if fresh and _may_change_in_place(version, wish, from_day, today):
        return _reword(version, wish, from_day, today)
    _close_versions(commitment, from_day - timedelta(days=1))
    return _add_version(
        commitment,
        number=version.number + 1,
        said=wish.to_data(),
        zone=wish.zone,
        starts_on=from_day,
    )


@transaction.atomic
def rest(*, space_id: UUID, person_id: UUID, commitment_id: UUID, today: date) -> None:
    """Let it rest after today: what is due today stays due. Again does nothing more."""
    commitment = _own(space_id, person_id, commitment_id)
    if commitment.state == Commitment.State.RESTING:
        return
    _close_versions(commitment, today)
    _move(commitment, Commitment.State.RESTING, today)


@transaction.atomic
def resume(
    *,
    space_id: UUID,
    person_id: UUID,
    commitment_id: UUID,
    zone: str,
    today: date,
) -> None:
    """Take it up again from today, in the same words. Raises Ended or TooMany."""
    commitment = _own(space_id, person_id, commitment_id)
    if commitment.state == Commitment.State.ACTIVE:
        return
    _room_for_one(space_id, person_id)
    version = _newest(commitment)
    if version.ends_on is None or version.ends_on >= today:
        version.ends_on = None
        version.save(update_fields=["ends_on"])
    elif is_unopened(version.said):
        raise errors.Refused
    else:
        _add_version(
            commitment,
            number=version.number + 1,
            said=version.said,
            zone=zone,
            starts_on=max(today, version.starts_on),
        )
    _move(commitment, Commitment.State.ACTIVE, today)


@transaction.atomic
def end(*, space_id: UUID, person_id: UUID, commitment_id: UUID, today: date) -> None:
    """End it for good. Today counts only if it is written down already. Raises Ended."""
    commitment = _own(space_id, person_id, commitment_id)
    written = Entry.objects.in_space(space_id).of(commitment_id).filter(day=today).exists()
    _close_versions(commitment, today if written else today - timedelta(days=1))
    _move(commitment, Commitment.State.ENDED, today)


@transaction.atomic
def review(
    *,
    space_id: UUID,
    person_id: UUID,
    commitment_id: UUID,
    review_on: date | None,
    today: date,
) -> None:
    """Looked at again, and kept as it is until `review_on`. Raises Ended or OnlyBeforehand."""
    commitment = _own(space_id, person_id, commitment_id)
    if review_on is not None and review_on <= today:
        raise errors.OnlyBeforehand
    commitment.review_on = review_on
    commitment.save(update_fields=["review_on"])


def _own(space_id: UUID, person_id: UUID, commitment_id: UUID) -> Commitment:
    """The maker's own commitment, one change at a time. Raises DoesNotExist or Ended."""
    one_at_a_time("commitment", commitment_id)
    found: Commitment = Commitment.objects.in_space(space_id).by(person_id).get(pk=commitment_id)
    if found.state == Commitment.State.ENDED:
        raise errors.Ended
    return found


def _room_for_one(space_id: UUID, person_id: UUID) -> None:
    one_at_a_time("active", person_id)
    if Commitment.objects.in_space(space_id).by(person_id).active().count() >= MOST_ACTIVE:
        raise errors.TooMany


def _sent_before(
    once: UUID | None, space_id: UUID, person_id: UUID, wish: Wish
) -> Commitment | None:
    """What this very form made already, in the same words."""
    first = Version.objects.in_space(space_id).by(person_id).filter(commitment=once, number=1)
    known = first.select_related("commitment").first() if once else None
    return known.commitment if known is not None and known.said == wish.to_data() else None


def _newest(commitment: Commitment) -> Version:
    versions = Version.objects.in_space(commitment.space_id).of(commitment.pk)
    found: Version = versions.last()
    return found


def _add_version(
    commitment: Commitment,
    *,
    number: int,
    said: Any,
    zone: str,
    starts_on: date,
) -> Version:
    version = Version(
        space_id=commitment.space_id,
        author_id=commitment.author_id,
        commitment=commitment,
        number=number,
        said=said,
        zone=zone,
        starts_on=starts_on,
    )
    version.save(force_insert=True)
    return version


def _may_change_in_place(version: Version, wish: Wish, from_day: date, today: date) -> bool:
    said = version.said
    same = isinstance(said, dict) and said["rhythm"] == wish.rhythm.to_data()
    return version.starts_on >= today or (same and from_day == today)


def _reword(version: Version, wish: Wish, from_day: date, today: date) -> Version:
    version.said, version.zone = wish.to_data(), wish.zone
    if version.starts_on >= today:
        version.starts_on = from_day
        # The wording before goes on until then.
        versions = Version.objects.in_space(version.space_id).of(version.commitment_id)
        versions.filter(number=version.number - 1).update(ends_on=from_day - timedelta(days=1))
    version.save(update_fields=["said", "zone", "starts_on"])
    return version


def _close_versions(commitment: Commitment, last: date) -> None:
    """No wording stands after `last`."""
    versions = Version.objects.in_space(commitment.space_id).of(commitment.pk)
    versions.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last)).update(ends_on=last)


def _move(commitment: Commitment, state: str, today: date) -> None:
    commitment.state, commitment.since = state, today
    commitment.save(update_fields=["state", "since"])
