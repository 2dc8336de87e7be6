"""Saying something first, being away, and answering what the other said."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from apps.commitments.models import Away, Commitment, Reaction, Told
from apps.commitments.services import errors
from apps.commitments.services.locks import insert_once, one_at_a_time

LONGEST_AWAY = timedelta(days=366)


@transaction.atomic
def tell_first(
    *,
    space_id: UUID,
    person_id: UUID,
    line: str,
    now: datetime,
    today: date,
    once: UUID | None = None,
) -> Told:
    """Put on the timeline what the other would otherwise have to find out. `once` comes with
    the form: the same words sent twice with it are one."""
    one_at_a_time("told", person_id)
    mine = Told.objects.in_space(space_id).by(person_id)
    known: Told | None = mine.filter(pk=once).first() if once else None
    if known is not None and known.line == line:
        return known
    return insert_once(
        once,
        lambda pk: Told(
            pk=pk,
            space_id=space_id,
            author_id=person_id,
            day=today,
            line=line,
            written_at=now,
        ),
    )


@transaction.atomic
def away_declare(
    *,
    space_id: UUID,
    person_id: UUID,
    from_day: date,
    to_day: date,
    note: str,
    today: date,
) -> Away:
    """Be away from `from_day` to `to_day`, both included, local dates. Takes nothing back
    that was due before it was said. The same days twice are one. Raises OnlyBeforehand."""
    if from_day < today or to_day < from_day or to_day - from_day > LONGEST_AWAY:
        raise errors.OnlyBeforehand
    one_at_a_time("away", person_id)
    mine = Away.objects.in_space(space_id).by(person_id)
    same: Away | None = mine.filter(from_day=from_day, to_day=to_day).first()
    if same is not None:
        return same
    away = Away(
        space_id=space_id,
        author_id=person_id,
        from_day=from_day,
        to_day=to_day,
        declared_on=today,
        note=note or None,
    )
    away.save(force_insert=True)
    return away


@transaction.atomic
def away_take_back(*, space_id: UUID, person_id: UUID, away_id: UUID, today: date) -> None:
    """Be back from today on; days that have passed stay away. Raises Away.DoesNotExist."""
    away = Away.objects.in_space(space_id).by(person_id).get(pk=away_id)
    if away.from_day >= today:
        away.delete()
    elif away.to_day >= today:
        away.to_day = today - timedelta(days=1)
        away.save(update_fields=["to_day"])


@transaction.atomic
def react(
    *,
    space_id: UUID,
    person_id: UUID,
    commitment_id: UUID,
    answer: str,
    today: date,
) -> Reaction:
    """The partner's answer to a commitment. "Not this one" lets it rest from tomorrow for as
    long as it stands; nothing else changes anything (commitments 3.2).

    Raises Commitment.DoesNotExist, NotYours, Ended.
    """
    one_at_a_time("commitment", commitment_id)
    commitment = Commitment.objects.in_space(space_id).get(pk=commitment_id)
    if commitment.author_id == person_id:
        raise errors.NotYours
    if commitment.state == Commitment.State.ENDED:
        raise errors.Ended
    last: Reaction | None = Reaction.objects.in_space(space_id).of(commitment_id).last()
    if last is not None and last.answer == answer:
        return last
    reaction = Reaction(
        space_id=space_id,
        author_id=person_id,
        commitment=commitment,
        answer=answer,
        day=today,
        number=last.number + 1 if last else 1,
    )
    reaction.save(force_insert=True)
    return reaction
