"""The two first pages: what each holds, what it leaves out, and what it costs."""

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts.models import User
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.services import saying, writing
from apps.reflections.public import Answer, keep_answer
from apps.reflections.public import Kind as Question
from apps.reflections.rules.scale import FELT_POINTS
from apps.reflections.services import preferences
from apps.spaces.models import Space
from apps.spaces.roles import Role
from apps.spaces.services import pauses, spaces
from tests.cast import acting, make_person, pair, signed_in
from tests.commitments.people import THURSDAY, at, logs, says, who
from tests.timeline.people import past

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_thursday")]
YESTERDAY = THURSDAY - timedelta(days=1)
# In a test the request's own transaction is a savepoint.
OUTSIDE = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def _page(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def _plain(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def _asked_every_evening(person: User) -> None:
    with acting(person):
        preferences.change(person_id=person.pk, evenings=7)


@pytest.mark.usefixtures("db")
def test_whoever_is_signed_out_is_asked_to_sign_in() -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert "/account/login/" in answer.headers["Location"]


@pytest.mark.usefixtures("couple")
def test_the_first_day_of_the_one_who_repairs(as_bob: Client) -> None:
    page = _page(as_bob)
    assert "Good evening, Bob." in page
    assert "Nothing has been said yet." in page
    assert "Say it first" in page
    assert reverse("commitments:new") in page
    assert page.count('class="seam"') == 1


@pytest.mark.usefixtures("couple")
def test_the_first_day_of_the_one_who_was_hurt(alice: User, as_alice: Client) -> None:
    _asked_every_evening(alice)
    page = _page(as_alice)
    assert "Good evening, Alice." in page
    assert page.index("Only you can see this") < page.index("What was said, what was done")
    assert "Nothing has been said yet." in page
    assert "Say it first" not in page


@pytest.mark.usefixtures("couple")
def test_what_was_said_for_today_stands_with_its_four_answers_and_is_logged_in_place(
    bob: User, as_bob: Client
) -> None:
    said = says(bob, "Home by seven")
    page = _page(as_bob)
    assert "One thing was said for today." in page
    for outcome in Outcome:
        assert f'value="{outcome.value}"' in page
    log = reverse("commitments:log", args=[said.pk])
    row = as_bob.post(
        log, {"day": "2026-11-19", "how": "kept", "back": "today"}, headers={"HX-Request": "true"}
    )
    assert row.status_code == 200
    assert "<html" not in row.content.decode()
    assert "It is all written down." in _page(as_bob)


@pytest.mark.usefixtures("couple")
def test_the_two_days_before_can_be_changed_and_show_what_they_said_first(
    bob: User, as_bob: Client, as_alice: Client
) -> None:
    said = says(bob, "Home by seven", on=THURSDAY - timedelta(days=4))
    entry = logs(bob, said, YESTERDAY)
    logs(bob, said, YESTERDAY, Outcome.PARTLY)
    known = who(bob, THURSDAY)
    with acting(bob):
        writing.add_line(who=known, entry_id=entry.pk, line="Rang at six")
        writing.add_line(who=known, entry_id=entry.pk, line="Rang from the platform")
    page = _page(as_bob)
    assert "The two days before" in page
    assert f"change={entry.pk}" in page
    assert "Nothing is written for" in _plain(page), "the day before yesterday is still open"
    for shown in (page, _page(as_alice)):
        assert "Rang from the platform" in shown
        assert "It said before" in shown
        assert "Rang at six" in shown, "an earlier line opens as well"


@pytest.mark.usefixtures("couple")
def test_the_one_who_was_hurt_sees_what_was_done_and_nothing_that_waits(
    bob: User, as_alice: Client
) -> None:
    said = says(bob, "Home by seven", on=THURSDAY - timedelta(days=4))
    says(bob, "Nobody wrote beside this")
    entry = logs(bob, said, THURSDAY)
    page = _page(as_alice)
    assert "Home by seven" in page
    assert reverse("reflections:view", args=[entry.pk]) in page
    assert "Nobody wrote beside this" not in page
    assert "Nothing is written" not in page


@pytest.mark.usefixtures("couple")
def test_his_page_has_no_trace_of_how_safe_it_felt(
    alice: User, bob: User, as_alice: Client, as_bob: Client
) -> None:
    """measurement 2.5: no element, word, address, name or length."""
    _asked_every_evening(alice)
    says(bob, "Home by seven")
    before = _page(as_bob)
    with acting(alice):
        keep_answer(
            person_id=alice.pk,
            kind=Question.FELT,
            day=THURSDAY,
            answer=Answer(value=2),
            now=at(THURSDAY),
            zone=ZoneInfo("Europe/Berlin"),
        )
    page = _page(as_bob)
    words = [str(point.label) for point in FELT_POINTS]
    for trace in (
        *words,
        "own/",
        "felt",
        "safe",
        "private",
        "Only you can see",
        "guard",
        'name="answer"',
        'name="day" value="2026-11-18"',
    ):
        assert trace not in page, trace
    assert len(_without_tokens(page)) == len(_without_tokens(before))
    assert str(FELT_POINTS[0].label) in _page(as_alice), "the words do stand on hers"


def _without_tokens(page: str) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")\w+', "", page)


@pytest.mark.usefixtures("couple")
def test_her_page_is_the_same_with_and_without_an_answer(alice: User, as_alice: Client) -> None:
    """answers 6."""
    _asked_every_evening(alice)
    before = _without_tokens(_page(as_alice))
    with acting(alice):
        keep_answer(
            person_id=alice.pk,
            kind=Question.FELT,
            day=THURSDAY,
            answer=Answer(value=2),
            now=at(THURSDAY),
            zone=ZoneInfo("Europe/Berlin"),
        )
    assert _without_tokens(_page(as_alice)) == before


@pytest.mark.parametrize("role", [Role.BOTH, Role.NONE])
def test_without_a_single_role_the_page_has_both_sides(
    alice: User, bob: User, as_alice: Client, role: Role
) -> None:
    pair(alice, bob, roles=(role, role))
    says(alice, "I knock")
    logs(bob, says(bob, "I ring"), THURSDAY)
    page = _page(as_alice)
    assert page.index("I knock") < page.index("I ring") < page.index("Only you can see this")
    assert reverse("reflections:evening") in page


def test_alone_the_page_speaks_of_nobody_else(charlie: User, as_charlie: Client) -> None:
    says(charlie, "I water the plants")
    page = _page(as_charlie)
    assert "Good evening, Charlie." in page
    assert "I water the plants" in page
    assert "Say it first" not in page
    assert "for both of you" not in page
    assert "None" not in page


def test_a_stranger_sees_nothing_of_theirs(couple: Space, bob: User, as_charlie: Client) -> None:
    logs(bob, says(bob, "Home by seven"), THURSDAY)
    assert "Home by seven" not in _page(as_charlie)


@pytest.mark.usefixtures("couple")
def test_a_pause_is_said_in_one_line(bob: User, as_bob: Client) -> None:
    says(bob, "Home by seven")
    with acting(bob) as here:
        pauses.pause(here=here, today=THURSDAY, now=at(THURSDAY))
    assert "The journal is paused." in _page(as_bob)


def test_a_space_the_other_closed_leads_to_its_own_page(
    couple: Space, alice: User, as_bob: Client
) -> None:
    with acting(alice) as here:
        spaces.close(here=here, now=at(THURSDAY))
    answer = as_bob.get("/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("spaces:closed")


def test_long_names_and_long_words_stay_whole(alice: User) -> None:
    long_name = make_person("b" * 60)
    pair(alice, long_name)
    says(long_name, "I " + "x" * 198)
    logs(long_name, says(long_name, "<b>&"), THURSDAY)
    for person in (alice, long_name):
        page = _page(signed_in(person))
        assert "B" + "b" * 59 in page
        assert "<b>&" not in page


def _asked(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    return [query["sql"] for query in asked if not query["sql"].startswith(OUTSIDE)]


@pytest.mark.parametrize("name", ["alice", "bob"])
def test_ten_statements_at_most_for_few_rows_and_for_ten_years(
    couple: Space, alice: User, bob: User, name: str
) -> None:
    client = signed_in({"alice": alice, "bob": bob}[name])
    said = says(bob, on=THURSDAY - timedelta(days=3))
    logs(bob, said, THURSDAY)
    few = _asked(client)
    for number in range(4):
        more = says(bob, f"I do {number}", on=date(2016, 11, 7))
        past(bob, more, date(2016, 11, 7), THURSDAY - timedelta(days=40), step=14)
        past(bob, more, THURSDAY - timedelta(days=30), YESTERDAY)
        logs(bob, more, THURSDAY, Outcome.MISSED)
    many = _asked(client)
    assert len(many) == len(few), (few, many)
    assert len(many) <= 10, "\n".join(many)


def test_both_sides_at_once_cost_no_more(alice: User, bob: User, as_alice: Client) -> None:
    pair(alice, bob, roles=(Role.BOTH, Role.BOTH))
    for person in (alice, bob):
        logs(person, says(person), THURSDAY)
    assert len(_asked(as_alice)) <= 10


@pytest.mark.usefixtures("couple")
def test_what_rests_or_has_ended_is_not_asked_for_today(bob: User, as_bob: Client) -> None:
    for step, words in ((saying.rest, "This rests"), (saying.end, "This ended")):
        said = says(bob, words, Rhythm(Kind.DAILY), on=YESTERDAY)
        with acting(bob) as here:
            step(space_id=here.space.pk, person_id=bob.pk, commitment_id=said.pk, today=YESTERDAY)
    page = _page(as_bob)
    assert "This ended" not in page.split("The two days before")[0]
    assert "This rests" not in page.split("The two days before")[0]
