"""Writing down what happened."""

from datetime import date, timedelta
from typing import Any

import pytest

from apps.accounts.models import User
from apps.commitments.models import Amendment, Commitment, Entry
from apps.commitments.rules.outcomes import Mark, Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.services import errors, telling, writing
from apps.commitments.services.board import board, due_today
from apps.core import keys
from apps.spaces.models import Space
from apps.spaces.services import pauses
from tests.cast import acting
from tests.commitments.people import THURSDAY, at, item, logs, says, who

DAY = timedelta(days=1)
WHENEVER = Rhythm(Kind.WHENEVER)
pytestmark = pytest.mark.django_db


def _note(person: User, said: Commitment, number: int, mark: Outcome | None = None) -> Entry:
    known = who(person, THURSDAY)
    with acting(person):
        return writing.note_occasion(
            who=known, commitment_id=said.pk, day=THURSDAY, number=number, mark=mark
        )


def _amendments(person: User) -> list[str]:
    with acting(person) as here:
        return [a.mark for a in Amendment.objects.in_space(here.space.pk)]


def test_the_same_mark_twice_is_one_entry(couple: Space, bob: User) -> None:
    said = says(bob)
    assert logs(bob, said, THURSDAY).pk == logs(bob, said, THURSDAY).pk
    assert _amendments(bob) == []


def test_another_mark_keeps_the_earlier_one_for_both(couple: Space, alice: User, bob: User) -> None:
    said = says(bob)
    logs(bob, said, THURSDAY)
    logs(bob, said, THURSDAY, Outcome.MISSED)
    assert _amendments(alice) == ["kept"]
    found = item(alice, said, THURSDAY).state.entry
    assert found is not None
    assert found.outcome is Outcome.MISSED


def test_another_line_keeps_the_earlier_one(couple: Space, bob: User) -> None:
    entry = logs(bob, says(bob), THURSDAY)
    known = who(bob, THURSDAY)
    with acting(bob) as here:
        writing.add_line(who=known, entry_id=entry.pk, line="18:44")
        writing.add_line(who=known, entry_id=entry.pk, line="18:50")
        assert [a.line for a in Amendment.objects.in_space(here.space.pk)] == ["18:44"]


def test_writing_reaches_back_fourteen_days_and_says_so(couple: Space, bob: User) -> None:
    said = says(bob)
    today = THURSDAY + 15 * DAY
    with pytest.raises(errors.TooLate):
        logs(bob, said, THURSDAY, today=today)
    assert logs(bob, said, THURSDAY + DAY, today=today).added_later
    assert not logs(bob, said, today - DAY, today=today).added_later
    with pytest.raises(errors.TooEarly):
        logs(bob, said, today + DAY, today=today)


def test_nothing_is_written_where_nothing_was_due(couple: Space, bob: User) -> None:
    said = says(bob, rhythm=Rhythm(Kind.WEEKDAYS, weekdays=frozenset({4})))
    with pytest.raises(errors.NotDue):
        logs(bob, said, THURSDAY + DAY)
    with pytest.raises(errors.NotDue):
        logs(bob, said, THURSDAY, number=1)


def test_the_partner_and_strangers_write_nothing_beside_it(
    couple: Space, alice: User, bob: User, charlie: User
) -> None:
    said = says(bob)
    for other in (alice, charlie):
        with pytest.raises(Commitment.DoesNotExist):
            logs(other, said, THURSDAY)


def test_two_times_on_one_day_both_count_towards_a_week(couple: Space, bob: User) -> None:
    said = says(bob, rhythm=Rhythm(Kind.TIMES_A_WEEK, n=2), on=THURSDAY - 3 * DAY)
    logs(bob, said, THURSDAY, number=1)
    assert (item(bob, said, THURSDAY).state.done, item(bob, said, THURSDAY).state.number) == (1, 2)
    logs(bob, said, THURSDAY, number=1)
    logs(bob, said, THURSDAY, number=2)
    sunday = THURSDAY + 3 * DAY
    days = item(bob, said, sunday).record.days(THURSDAY, sunday, sunday)
    assert [(s.mark, s.done) for s in days] == [(Mark.KEPT, 2)]


def test_either_notes_an_occasion_and_the_maker_marks_it(
    couple: Space, alice: User, bob: User
) -> None:
    said = says(bob, rhythm=WHENEVER)
    noted = _note(alice, said, 1, Outcome.KEPT)
    assert noted.mark == ""
    assert _note(alice, said, 1).pk == noted.pk
    assert _note(bob, said, 1, Outcome.KEPT).number == 2
    assert item(bob, said, THURSDAY).state.open_occasions == ((THURSDAY, 1),)
    waits = item(bob, said, THURSDAY).tally
    assert (waits.due, waits.nothing, waits.still_open) == (2, 0, 1)
    logs(bob, said, THURSDAY, Outcome.MISSED, number=1)
    tally = item(bob, said, THURSDAY).tally
    assert (tally.due, tally.kept, tally.missed) == (2, 1, 1)


def test_a_limit_is_looked_at_and_a_breach_says_whether_it_was_told(
    couple: Space, alice: User, bob: User
) -> None:
    said = says(bob, rhythm=Rhythm(Kind.STANDING))
    known = who(bob, THURSDAY)
    with acting(bob):
        first = writing.still_so(who=known, commitment_id=said.pk)
        assert writing.still_so(who=known, commitment_id=said.pk).pk == first.pk
        writing.breach(who=known, commitment_id=said.pk, day=THURSDAY, number=1, told_same_day=True)
    found = item(alice, said, THURSDAY)
    assert found.tally.missed == 1
    assert [e.told_same_day for e in found.record.entries] == [None, True]


def test_away_takes_out_what_comes_and_nothing_that_was(couple: Space, bob: User) -> None:
    said = says(bob)
    with acting(bob) as here:
        away = telling.away_declare(
            space_id=here.space.pk,
            person_id=bob.pk,
            from_day=THURSDAY + DAY,
            to_day=THURSDAY + 9 * DAY,
            note="",
            today=THURSDAY,
        )
    later = THURSDAY + 3 * DAY
    with pytest.raises(errors.NotDue):
        logs(bob, said, later)
    with acting(bob) as here:
        telling.away_take_back(
            space_id=here.space.pk, person_id=bob.pk, away_id=away.pk, today=later
        )
    marks = [s.mark for s in item(bob, said, later).record.days(THURSDAY, later, later)]
    assert marks == [Mark.NOTHING, Mark.PAUSED, Mark.PAUSED, Mark.OPEN]


def test_nothing_new_falls_due_while_the_space_is_paused(
    couple: Space, alice: User, bob: User
) -> None:
    said = says(bob)
    tomorrow = THURSDAY + DAY
    with acting(alice) as here:
        pauses.pause(here=here, today=tomorrow, now=at(tomorrow))
    with pytest.raises(errors.NotDue):
        logs(bob, said, tomorrow)
    assert logs(bob, said, THURSDAY, today=tomorrow).mark == "kept"


def test_only_not_this_one_changes_anything(couple: Space, alice: User, bob: User) -> None:
    said = says(bob)

    def answer(words: str, today: date = THURSDAY) -> None:
        with acting(alice) as here:
            telling.react(
                space_id=here.space.pk,
                person_id=alice.pk,
                commitment_id=said.pk,
                answer=words,
                today=today,
            )

    for words in ("matters", "fine", "none"):
        answer(words)
        assert item(bob, said, THURSDAY + DAY).state.kind == "open"
    answer("not_this")
    later = THURSDAY + 4 * DAY
    assert item(bob, said, later).record.state == "resting"
    assert [
        s.day
        for s in item(bob, said, later).record.days(THURSDAY, later, later)
        if s.mark is not Mark.PAUSED
    ] == [THURSDAY]
    answer("fine", later)
    assert item(bob, said, later + DAY).state.kind == "open"


def test_the_maker_does_not_answer_themself(couple: Space, bob: User) -> None:
    said = says(bob)
    with acting(bob) as here, pytest.raises(errors.NotYours):
        telling.react(
            space_id=here.space.pk,
            person_id=bob.pk,
            commitment_id=said.pk,
            answer="fine",
            today=THURSDAY,
        )


def test_a_board_costs_the_same_for_one_and_for_many(
    couple: Space, alice: User, bob: User, django_assert_num_queries: Any
) -> None:
    says(bob)
    for _round in range(2):
        with acting(alice) as here, django_assert_num_queries(4):
            keys.remember_keys()  # as a request does: the key of the space is a fourth query, once
            items = board(here, now=at(THURSDAY), today=THURSDAY).items
            drawn = [(i.words, i.rhythm_label, i.mini, i.summary) for i in items]
        keys.forget_keys()
        for _each in range(2):
            logs(bob, says(bob), THURSDAY)
            says(alice)
    assert len(drawn) == 5


def test_today_lists_what_can_be_written_by_its_maker_alone(
    couple: Space, alice: User, bob: User
) -> None:
    says(bob)
    says(bob, rhythm=Rhythm(Kind.WEEKDAYS, weekdays=frozenset({1})))
    for person, count in ((bob, 1), (alice, 0)):
        with acting(person) as here:
            assert len(due_today(here, now=at(THURSDAY), today=THURSDAY)) == count
