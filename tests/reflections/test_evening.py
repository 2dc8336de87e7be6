"""The evening question: one point a day, today or yesterday until noon, blank every time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client

from apps.accounts.models import User
from apps.core import keys
from apps.core.fields import is_unopened
from apps.reflections.models import CheckIn, Preferences
from apps.reflections.rules.rhythm import Effect, Pace
from apps.reflections.rules.scale import Kind
from apps.reflections.services import answers, preferences
from apps.reflections.services.tags import CannotReplace
from apps.spaces.models import Space
from tests.cast import acting, make_person
from tests.reflections.private import (
    BERLIN,
    CANARY,
    EVENING,
    HTMX,
    MORNING,
    answered,
    blank,
    post,
)

pytestmark = pytest.mark.django_db
DAY = "/own/evening/day/"
TODAY = date(2026, 11, 19)


@pytest.fixture(autouse=True)
def _evening() -> Any:
    with time_machine.travel(EVENING, tick=False):
        yield


def form(day: date = TODAY, **fields: Any) -> dict[str, Any]:
    return {"day": day.isoformat(), "answer": "4", "line": CANARY} | fields


def kept(person: User) -> list[dict[str, Any]]:
    with acting(person):
        rows = [row.answer for row in CheckIn.objects.visible_to(person.pk)]
    return sorted(rows, key=lambda row: row["day"])


@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_is_kept_once_whichever_tab_sends_it(
    htmx: bool, as_alice: Client, alice: User, couple: Space
) -> None:
    first = post(as_alice, DAY, form(tags=["good", "talked"]), htmx=htmx)
    second = post(as_alice, DAY, form(answer="6"), htmx=htmx)
    assert (first.status_code, second.status_code) == ((200, 200) if htmx else (302, 302))
    (row,) = kept(alice)
    assert (row["day"], row["value"], row["for_yesterday"], row["kind"]) == (
        "2026-11-19", 6, False, "felt",
    )  # fmt: skip
    page = second if htmx else as_alice.get(second.headers["Location"])
    assert "It has taken the place of what stood there before." in page.content.decode()
    assert b"svg viewBox" not in first.content


def test_the_page_is_the_same_with_and_without_history(
    as_alice: Client, alice: User, couple: Space
) -> None:
    pages = [
        as_alice.get(path, headers=head) for path in ("/own/evening/", DAY) for head in ({}, HTMX)
    ]
    answered(alice, [2] * 60, tags={0: ("something_new",)})
    later = [
        as_alice.get(path, headers=head) for path in ("/own/evening/", DAY) for head in ({}, HTMX)
    ]
    assert [blank(page) for page in pages] == [blank(page) for page in later]


@pytest.mark.parametrize("answer", ["no_contact", "rather_not_say"])
def test_the_two_other_answers_are_no_ratings(
    answer: str, as_alice: Client, alice: User, couple: Space
) -> None:
    post(as_alice, DAY, form(answer=answer))
    (row,) = kept(alice)
    assert (row["value"], row["other"]) == (None, answer)


def test_yesterday_can_be_answered_until_noon_and_is_marked(
    as_alice: Client, alice: User, couple: Space
) -> None:
    yesterday = TODAY - timedelta(days=1)
    with time_machine.travel(MORNING, tick=False):
        assert yesterday.isoformat() in as_alice.get(DAY).content.decode()
        assert post(as_alice, DAY, form(yesterday)).status_code == 302
    (row,) = kept(alice)
    assert (row["day"], row["for_yesterday"]) == ("2026-11-18", True)


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("back", [-1, 1, 2, 400])
def test_any_other_day_is_refused_and_what_was_typed_stays(
    back: int, htmx: bool, as_alice: Client, alice: User, couple: Space
) -> None:
    page = post(as_alice, DAY, form(TODAY - timedelta(days=back)), htmx=htmx)
    assert page.status_code == 422
    assert CANARY in page.content.decode()
    assert "That day cannot be filled in any more" in page.content.decode()
    assert f'name="day" value="{TODAY}"' in page.content.decode()
    assert kept(alice) == []


def test_a_form_opened_before_midnight_is_kept_for_its_own_day(
    as_alice: Client, alice: User, couple: Space
) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 0, 5, tzinfo=BERLIN), tick=False):
        assert post(as_alice, DAY, form()).status_code == 302
    assert kept(alice)[0]["day"] == "2026-11-19"


def test_noon_is_the_persons_own_noon(alice: User) -> None:
    yesterday, noon = TODAY - timedelta(days=1), datetime(2026, 11, 19, 12, 0, tzinfo=BERLIN)
    with acting(alice), pytest.raises(answers.DayClosed):
        answers.keep_answer(
            person_id=alice.pk, kind=Kind.FELT, day=yesterday, answer=answers.Answer(value=4),
            now=noon.astimezone(UTC), zone=BERLIN,
        )  # fmt: skip


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    "bad",
    [
        {"answer": ""}, {"answer": "8"}, {"answer": "0"}, {"answer": "4; DROP"},
        {"line": "x" * 281}, {"line": "a\0b"}, {"line": "bell \x07"}, {"tags": ["unknown"]},
        {"day": "never"}, {"day": ""},
    ],
)  # fmt: skip
def test_bad_input_changes_nothing_and_says_what_to_do(
    bad: dict[str, Any], htmx: bool, as_alice: Client, alice: User, couple: Space
) -> None:
    page = post(as_alice, DAY, form() | bad, htmx=htmx)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert kept(alice) == []


def test_unknown_fields_and_a_forged_owner_are_ignored(
    as_alice: Client, alice: User, bob: User, couple: Space
) -> None:
    post(as_alice, DAY, form(owner=str(bob.pk), owner_id=str(bob.pk), kind="steady", id="x"))
    assert [row["kind"] for row in kept(alice)] == ["felt"]
    assert kept(bob) == []


def test_each_role_is_asked_its_own_question_first(
    as_alice: Client, as_bob: Client, as_charlie: Client, couple: Space
) -> None:
    assert "how safe did it feel with Bob" in as_alice.get("/own/evening/").content.decode()
    steady = as_bob.get("/own/evening/").content.decode()
    assert "how steady were you with Alice" in steady
    assert not any(word in steady.lower() for word in ("safe", "felt", "guard", "/day/"))
    alone = as_charlie.get("/own/evening/").content.decode()
    assert "how safe did it feel?" in alone
    assert "/own/evening/footing/" in alone


def test_the_two_kinds_never_share_a_point(as_charlie: Client, charlie: User) -> None:
    post(as_charlie, DAY, form())
    post(as_charlie, "/own/evening/footing/", form(answer="7"))
    assert sorted((row["kind"], row["value"]) for row in kept(charlie)) == [
        ("felt", 4), ("steady", 7),
    ]  # fmt: skip


def test_the_second_question_is_off_until_it_is_wanted(
    as_alice: Client, alice: User, couple: Space
) -> None:
    assert "take in what mattered" not in as_alice.get(DAY).content.decode()
    with acting(alice):
        preferences.change(person_id=alice.pk, took_in=True)
    assert "Did Bob take in what mattered" in as_alice.get(DAY).content.decode()
    post(as_alice, DAY, form(took_in="most"))
    assert kept(alice)[0]["took_in"] == "most"


def test_the_days_answer_can_be_changed_one_step_behind(
    as_alice: Client, alice: User, couple: Space
) -> None:
    assert as_alice.get(DAY + "change/").status_code == 302
    answered(alice, [2], tags={0: ("talked",)})
    page = as_alice.get(DAY + "change/").content.decode()
    assert CANARY in page
    assert page.count(" checked") == 2


def test_five_low_answers_of_seven_bring_one_quiet_line_and_nothing_else(
    as_alice: Client, alice: User, couple: Space
) -> None:
    answered(alice, [5, 5, 1, 2, 1, 2])
    assert "asked less often" not in as_alice.get(DAY + "kept/").content.decode()
    post(as_alice, DAY, form(answer="1"))
    answered(alice, [5, 1, 2, 1, 2, 1, 2])
    assert "asked less often" in as_alice.get(DAY + "kept/").content.decode()


def test_something_new_offers_people_to_talk_to(
    as_alice: Client, alice: User, couple: Space
) -> None:
    page = post(as_alice, DAY, form(tags=["something_new"]), htmx=True).content.decode()
    assert "something new came to light" in page
    with acting(alice):
        assert preferences.wishes(alice.pk).new_days == (TODAY,)
    post(as_alice, DAY, form(tags=["good"]))
    with acting(alice):
        assert preferences.wishes(alice.pk).new_days == ()


def test_does_this_help_is_asked_after_two_weeks_and_harder_offers_less(
    as_alice: Client, alice: User, couple: Space
) -> None:
    answered(alice, [4] * 14)
    assert "Does answering help" not in as_alice.get(DAY + "kept/").content.decode()
    answered(alice, [4] * 15)
    assert "Does answering help" in as_alice.get(DAY + "kept/").content.decode()
    assert "Does answering help" not in as_alice.get(DAY).content.decode()
    assert post(as_alice, DAY + "effect/", {"effect": "magic"}).status_code == 422
    there = post(as_alice, DAY + "effect/", {"effect": "harder"})
    assert there.headers["Location"] == "/own/evening/less/"
    assert "Does answering help" not in as_alice.get(DAY + "kept/").content.decode()
    post(as_alice, "/own/evening/less/", {"pace": "stopped"})
    with acting(alice):
        found = preferences.wishes(alice.pk)
    assert (found.pace, found.effects) == (Pace.STOPPED, ((TODAY, Effect.HARDER),))


def test_an_answer_that_does_not_open_is_never_written_over(
    as_alice: Client, alice: User, couple: Space, superuser: Any
) -> None:
    answered(alice, [3])
    with acting(alice):
        row = CheckIn.objects.visible_to(alice.pk).get()
        damaged = bytes(row.__dict__["answer"][:-1]) + b"\0"
        CheckIn.objects.visible_to(alice.pk).update(answer=damaged)
        assert is_unopened(CheckIn.objects.visible_to(alice.pk).get().answer)
    for page in (post(as_alice, DAY, form()), post(as_alice, DAY, form(), htmx=True)):
        assert page.status_code == 422
        assert "cannot be opened right now" in page.content.decode()
    assert "cannot be opened right now" in as_alice.get(DAY + "change/").content.decode()
    assert "1 answer cannot be opened" in as_alice.get("/own/drawing/").content.decode()
    with acting(alice):
        row = CheckIn.objects.visible_to(alice.pk).get()
        assert bytes(row.__dict__["answer"]) == damaged


def test_preferences_that_do_not_open_are_never_written_over(alice: User) -> None:
    answered(alice, [3])
    with acting(alice):
        rows = Preferences.objects.visible_to(alice.pk)
        rows.update(choices=b"damaged bytes of another time")
        with pytest.raises(CannotReplace):
            preferences.change(person_id=alice.pk, evenings=7)
        assert bytes(rows.get().__dict__["choices"]) == b"damaged bytes of another time"


def test_the_question_stands_on_as_many_evenings_as_were_chosen() -> None:
    week = [TODAY + timedelta(days=step) for step in range(14)]
    for evenings in range(2, 8):
        found = preferences.Wishes(evenings=evenings)
        assert sum(found.prompts_on(day) for day in week) == 2 * evenings
    assert sum(preferences.Wishes(pace=Pace.FORTNIGHT).prompts_on(day) for day in week) == 1
    assert not any(preferences.Wishes(pace=Pace.STOPPED).prompts_on(day) for day in week)


def test_the_first_pages_question_is_blank_whatever_was_answered(
    alice: User, couple: Space
) -> None:
    from apps.reflections.public import evening_form

    with acting(alice) as here:
        with_none = evening_form(here, datetime(2026, 11, 20, 19, tzinfo=UTC))
    answered(alice, [1] * 30)
    with acting(alice) as here:
        with_many = evening_form(here, datetime(2026, 11, 20, 19, tzinfo=UTC))
        assert evening_form(here, datetime(2026, 11, 19, 19, tzinfo=UTC)) is None
    assert with_none is not None
    assert with_many is not None
    assert str(with_none.form) == str(with_many.form)
    keys.forget_keys()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_same_moment_end_in_one_answer() -> None:
    alice = make_person("alice")

    def keep(value: int) -> None:
        try:
            with acting(alice):
                answers.keep_answer(
                    person_id=alice.pk, kind=Kind.FELT, day=TODAY, now=EVENING, zone=BERLIN,
                    answer=answers.Answer(value=value),
                )  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, range(1, 8)))
    assert len(kept(alice)) == 1
