"""Saying something, wording it anew, resting, ending."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.accounts.models import User
from apps.commitments.models import Commitment, Version
from apps.commitments.rules.outcomes import Mark, Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.services import errors, saying
from apps.commitments.services.saying import Wish
from apps.spaces.models import Space
from tests.cast import acting
from tests.commitments.people import DAILY, THURSDAY, WORDS, item, logs, says

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def _revise(
    bob: User,
    said: Commitment,
    words: str,
    *,
    today: date = THURSDAY,
    from_day: date = THURSDAY,
    rhythm: Rhythm = DAILY,
) -> None:
    with acting(bob) as here:
        saying.revise(
            space_id=here.space.pk,
            person_id=bob.pk,
            commitment_id=said.pk,
            wish=Wish(words, rhythm, "Europe/Berlin"),
            from_day=from_day,
            today=today,
        )


def _step(step: Any, person: User, said: Commitment, today: date = THURSDAY, **more: Any) -> None:
    with acting(person) as here:
        step(
            space_id=here.space.pk, person_id=person.pk, commitment_id=said.pk, today=today, **more
        )


def _versions(bob: User, said: Commitment) -> list[tuple[Any, ...]]:
    with acting(bob) as here:
        found = Version.objects.in_space(here.space.pk).of(said.pk)
        return [(v.number, v.said["words"], v.starts_on, v.ends_on) for v in found]


def test_what_one_says_the_other_can_read(couple: Space, alice: User, bob: User) -> None:
    said = says(bob)
    assert item(alice, said, THURSDAY).words == WORDS
    assert not item(alice, said, THURSDAY).mine


def test_a_sixth_is_one_too_many(couple: Space, alice: User, bob: User) -> None:
    for _ in range(5):
        says(bob)
    with pytest.raises(errors.TooMany):
        says(bob)
    says(alice)


def test_nothing_is_said_for_days_that_have_passed(couple: Space, bob: User) -> None:
    with pytest.raises(errors.OnlyBeforehand):
        says(bob, starts_on=THURSDAY - DAY)


def test_words_nobody_logged_under_are_changed_in_place(couple: Space, bob: User) -> None:
    said = says(bob)
    _revise(bob, said, "I am home by eight")
    assert _versions(bob, said) == [(1, "I am home by eight", THURSDAY, None)]


def test_words_are_frozen_once_logged_and_new_ones_begin_the_day_after(
    couple: Space, bob: User
) -> None:
    said = says(bob)
    logs(bob, said, THURSDAY)
    with pytest.raises(errors.AlreadyWritten):
        _revise(bob, said, "I am home by eight")
    _revise(bob, said, "I am home by eight", from_day=THURSDAY + DAY)
    assert _versions(bob, said) == [
        (1, WORDS, THURSDAY, THURSDAY),
        (2, "I am home by eight", THURSDAY + DAY, None),
    ]
    assert item(bob, said, THURSDAY).words == WORDS
    assert item(bob, said, THURSDAY + DAY).words == "I am home by eight"


def test_another_rhythm_never_moves_days_that_have_passed(couple: Space, bob: User) -> None:
    said = says(bob)
    later = THURSDAY + 5 * DAY
    _revise(bob, said, WORDS, today=later, from_day=later, rhythm=Rhythm(Kind.TIMES_A_WEEK, n=2))
    assert [v[2:] for v in _versions(bob, said)] == [(THURSDAY, later - DAY), (later, None)]


def test_what_rests_is_not_due_and_can_be_taken_up_again(couple: Space, bob: User) -> None:
    said = says(bob)
    _step(saying.rest, bob, said)
    _step(saying.rest, bob, said)
    later = THURSDAY + 4 * DAY
    assert item(bob, said, later).state.kind == "not_due"
    _step(saying.resume, bob, said, later, zone="Europe/Berlin")
    found = item(bob, said, later)
    assert found.state.kind == "open"
    days = found.record.days(THURSDAY, later, later)
    assert [(s.day, s.mark) for s in days] == [(THURSDAY, Mark.NOTHING), (later, Mark.OPEN)]


def test_what_ended_takes_no_more_steps(couple: Space, bob: User) -> None:
    said = says(bob)
    _step(saying.end, bob, said)
    for step in (saying.rest, saying.end):
        with pytest.raises(errors.Ended):
            _step(step, bob, said)
    with pytest.raises(errors.Ended):
        logs(bob, said, THURSDAY, Outcome.KEPT)


def test_only_the_maker_takes_steps(couple: Space, alice: User, bob: User, charlie: User) -> None:
    said = says(bob)
    for stranger in (alice, charlie):
        with pytest.raises(Commitment.DoesNotExist):
            _step(saying.rest, stranger, said)
