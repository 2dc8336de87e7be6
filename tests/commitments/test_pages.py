"""The pages under said/, as both people and a stranger see them, with and without script."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.commitments.models import Away, Commitment, Entry, Told, Version
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.spaces.models import Space
from tests.cast import acting, pair
from tests.commitments.people import THURSDAY, WORDS, at, logs, says

DAY = timedelta(days=1)
HTMX = {"HX-Request": "true"}
NEW = {
    "words": "I am home by seven",
    "when": "daily",
    "starts_on": "2026-11-19",
    "review_on": "2026-12-03",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with time_machine.travel(at(THURSDAY), tick=False):
        yield


def _count(person: User, model: Any) -> int:
    with acting(person) as here:
        return int(model.objects.in_space(here.space.pk).count())


def _log(
    client: Client, said: Commitment, how: str = "kept", day: date = THURSDAY, **more: Any
) -> Any:
    return client.post(f"/said/{said.pk}/log/", {"day": day.isoformat(), "how": how}, **more)


def test_what_is_said_stands_in_the_list_of_both(
    couple: Space, as_bob: Client, as_alice: Client
) -> None:
    assert as_bob.post("/said/new/", NEW).status_code == 302
    assert WORDS in as_bob.get("/said/").text
    assert WORDS in as_alice.get("/said/").text


def test_somebody_alone_can_say_and_log(as_charlie: Client, charlie: User) -> None:
    as_charlie.post("/said/new/", NEW)
    with acting(charlie) as here:
        said = Commitment.objects.in_space(here.space.pk).get()
    assert _log(as_charlie, said, headers=HTMX).status_code == 200
    assert _count(charlie, Entry) == 1


@pytest.mark.parametrize(
    "rhythm",
    [
        {"when": "once", "once_day": "2026-11-20", "once_at": "19:00"},
        {"when": "weekdays", "weekdays": ["1", "4"]},
        {"when": "every_n_days", "every": "3"},
        {"when": "times_a_week", "a_week": "2"},
        {"when": "times_a_month", "a_month": "4"},
        {"when": "whenever"},
        {"when": "standing", "could_be_seen": "on"},
    ],
)
def test_every_rhythm_can_be_said_and_shown(
    couple: Space, as_bob: Client, rhythm: dict[str, Any]
) -> None:
    assert as_bob.post("/said/new/", NEW | rhythm).status_code == 302
    page = as_bob.get("/said/").text
    pk = page.split('href="/said/')[1:]
    assert any(WORDS in part for part in pk)


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": ""},
        {"words": "x" * 201},
        {"words": "nul\x00"},
        {"words": "\u202eturned"},
        {"when": "hourly"},
        {"when": ""},
        {"when": "weekdays"},
        {"when": "weekdays", "weekdays": "9"},
        {"when": "every_n_days", "every": "0"},
        {"when": "times_a_week", "a_week": "many"},
        {"when": "once"},
        {"when": "once", "once_day": "2026-11-01"},
        {"starts_on": "2026-11-18"},
        {"starts_on": "soon"},
        {"starts_on": "2099-01-01"},
        {"review_on": "2026-11-19"},
        {"review_on": "9999-12-31"},
        {"minutes": "-3"},
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_cannot_be_said_is_kept_and_explained(
    couple: Space, as_bob: Client, bob: User, wrong: dict[str, Any], headers: dict[str, Any]
) -> None:
    response = as_bob.post("/said/new/", NEW | wrong, headers=headers)
    assert response.status_code == 422
    assert "error" in response.text
    assert _count(bob, Commitment) == 0


def test_vague_words_wait_for_one_tap_and_nothing_typed_is_lost(
    couple: Space, as_bob: Client
) -> None:
    vague = NEW | {"words": "I will be more loving"}
    response = as_bob.post("/said/new/", vague)
    assert response.status_code == 422
    assert "I will be more loving" in response.text
    assert "A second look at the wording" in response.text
    assert as_bob.post("/said/new/", vague | {"could_be_seen": "on"}).status_code == 302


def test_somebody_who_was_hurt_gets_no_second_look(couple: Space, as_alice: Client) -> None:
    vague = NEW | {"words": "I will be more loving"}
    assert "A second look" not in as_alice.post("/said/helper/", vague, headers=HTMX).text
    assert "/said/helper/" not in as_alice.get("/said/new/").text
    assert as_alice.post("/said/new/", vague).status_code == 302


def test_the_helper_says_one_thing_at_a_time(couple: Space, as_bob: Client) -> None:
    for words in ("I will try to be better", "x" * 500, "", "I'll never lie if you ask"):
        response = as_bob.post("/said/helper/", {"words": words}, headers=HTMX)
        assert response.status_code == 200
        assert response.text.count("A second look") <= 1


def test_a_sixth_is_refused_kindly(couple: Space, as_bob: Client, bob: User) -> None:
    for _ in range(5):
        says(bob)
    response = as_bob.post("/said/new/", NEW)
    assert response.status_code == 422
    assert "You have five already" in response.text


def test_one_tap_logs_with_and_without_script(couple: Space, as_bob: Client, bob: User) -> None:
    said = says(bob)
    assert _log(as_bob, said).headers["Location"] == "/"
    swapped = _log(as_bob, said, headers=HTMX)
    assert swapped.text.lstrip().startswith("<li")
    assert "Kept" in swapped.text
    assert _count(bob, Entry) == 1


def test_a_changed_mark_shows_both_what_it_said_before(
    couple: Space, as_bob: Client, as_alice: Client, bob: User
) -> None:
    said = says(bob)
    entry = logs(bob, said, THURSDAY)
    day = f"/said/{said.pk}/day/{THURSDAY}/"
    assert "It says now:" in as_bob.get(day, {"change": str(entry.pk)}).text
    _log(as_bob, said, "partly")
    for client in (as_bob, as_alice):
        assert "It said before:" in client.get(f"/said/{said.pk}/").text
    assert "It says now:" not in as_alice.get(day, {"change": str(entry.pk)}).text


def test_after_not_kept_a_next_step_can_be_added_or_left(
    couple: Space, as_bob: Client, as_alice: Client, bob: User
) -> None:
    said = says(bob)
    text = _log(as_bob, said, "missed", headers=HTMX).text
    assert "What I will do about it" in text
    entry = logs(bob, said, THURSDAY, Outcome.MISSED)
    added = as_bob.post(f"/said/entry/{entry.pk}/next/", {"next": "I call at noon"}, headers=HTMX)
    assert "I call at noon" in added.text
    assert "I call at noon" in as_alice.get(f"/said/{said.pk}/").text
    left = as_bob.post(f"/said/entry/{entry.pk}/next/", {"next": ""}, headers=HTMX)
    assert "What I will do about it" not in left.text


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    "data",
    [
        {"day": "2026-11-20", "how": "kept"},
        {"day": "2026-11-01", "how": "kept"},
        {"day": "0001-01-01", "how": "kept"},
        {"day": "9999-12-31", "how": "kept"},
        {"day": "x", "how": "kept"},
        {"how": "kept"},
        {"day": "2026-11-19"},
        {"day": "2026-11-19", "how": "wonderful"},
        {"day": "2026-11-19", "how": "kept", "number": "7"},
        {"day": "2026-11-19", "how": "kept", "number": "-1"},
    ],
)
def test_a_mark_that_cannot_be_is_refused_in_a_sentence(
    couple: Space, as_bob: Client, bob: User, data: dict[str, Any], headers: dict[str, Any]
) -> None:
    said = says(bob)
    response = as_bob.post(f"/said/{said.pk}/log/", data, headers=headers)
    assert response.status_code == 422
    assert 'class="error"' in response.text
    assert _count(bob, Entry) == 0


def test_a_stale_page_of_one_that_ended_says_so(couple: Space, as_bob: Client, bob: User) -> None:
    said = says(bob)
    assert as_bob.post(f"/said/{said.pk}/end/").status_code == 302
    for path in ("log", "rest", "end", "resume", "review"):
        response = as_bob.post(f"/said/{said.pk}/{path}/", {"day": "2026-11-19", "how": "kept"})
        assert response.status_code == 422
        assert "This one has ended." in response.text


OWN = ("log", "words", "rest", "resume", "end", "review", "still", "breach")
ANY = ("", "answer", "occasion", "day/2026-11-19")


def _paths(said: Commitment, entry: Entry) -> list[str]:
    return [f"/said/{said.pk}/{p}/" for p in OWN] + [
        f"/said/entry/{entry.pk}/line/",
        f"/said/entry/{entry.pk}/next/",
    ]


def test_the_partner_writes_nothing_of_the_makers(
    couple: Space, as_alice: Client, bob: User
) -> None:
    said = says(bob)
    entry = logs(bob, said, THURSDAY)
    for path in _paths(said, entry):
        data = {"day": "2026-11-19", "how": "missed", "told": "yes"}
        assert as_alice.post(path, data).status_code == 404, path


def test_strangers_and_missing_ones_are_the_same(
    couple: Space, as_charlie: Client, bob: User
) -> None:
    said = says(bob)
    entry = logs(bob, said, THURSDAY)
    more = [f"/said/{said.pk}/{p}/".replace("//", "/") for p in ANY]
    for path in [*_paths(said, entry), *more]:
        missing = path.replace(str(said.pk), str(uuid4())).replace(str(entry.pk), str(uuid4()))
        for ask in (as_charlie.get, as_charlie.post):
            real, nothing = ask(path), ask(missing)
            assert real.status_code == nothing.status_code
            assert real.status_code in (404, 405)
            assert WORDS not in real.text


def test_new_words_begin_another_version(couple: Space, as_bob: Client, bob: User) -> None:
    said = says(bob)
    logs(bob, said, THURSDAY)
    data = NEW | {"words": "I am home by eight", "from_day": "2026-11-19"}
    refused = as_bob.post(f"/said/{said.pk}/words/", data)
    assert refused.status_code == 422
    assert "I am home by eight" in refused.text
    data["from_day"] = "2026-11-20"
    assert as_bob.post(f"/said/{said.pk}/words/", data).status_code == 302
    assert _count(bob, Version) == 2


def test_resting_and_going_on(couple: Space, as_bob: Client, bob: User) -> None:
    said = says(bob)
    for path in ("rest", "rest", "resume", "resume", "review"):
        assert as_bob.post(f"/said/{said.pk}/{path}/", follow=True).status_code == 200


def test_the_partner_may_answer_and_only_one_answer_lets_it_rest(
    couple: Space, as_alice: Client, as_bob: Client, bob: User
) -> None:
    said = says(bob)
    path = f"/said/{said.pk}/answer/"
    assert as_alice.post(path, {"answer": "matters"}, headers=HTMX).status_code == 200
    assert "said that this matters" in as_bob.get(f"/said/{said.pk}/").text
    as_alice.post(path, {"answer": "not_this"})
    assert "asked to leave this one" in as_bob.get(f"/said/{said.pk}/").text
    assert as_alice.post(path, {"answer": "loud"}).status_code == 422
    assert as_bob.post(path, {"answer": "fine"}).status_code == 404


def test_the_partner_notes_that_it_came_up(
    couple: Space, as_alice: Client, as_bob: Client, bob: User
) -> None:
    said = says(bob, rhythm=Rhythm(Kind.WHENEVER))
    data = {"day": "2026-11-19", "number": "1", "how": "kept"}
    as_alice.post(f"/said/{said.pk}/occasion/", data, headers=HTMX)
    assert "It came up." in as_bob.get(f"/said/{said.pk}/").text
    text = _log(as_bob, said, headers=HTMX).text
    assert 'class="error"' in text
    ok = as_bob.post(f"/said/{said.pk}/log/", data, headers=HTMX)
    assert ok.status_code == 200


def test_a_limit_is_asked_about_and_a_breach_written_down(
    couple: Space, as_bob: Client, as_alice: Client, bob: User
) -> None:
    said = says(bob, rhythm=Rhythm(Kind.STANDING))
    assert "Still so" in as_bob.get(f"/said/{said.pk}/").text
    assert as_bob.post(f"/said/{said.pk}/still/", headers=HTMX).status_code == 200
    data = {"day": "2026-11-19", "number": "1", "told": "yes"}
    assert as_bob.post(f"/said/{said.pk}/breach/", data, headers=HTMX).status_code == 200
    assert "Told the same day." in as_alice.get(f"/said/{said.pk}/").text
    assert as_bob.post(f"/said/{said.pk}/breach/", {"day": "2026-11-19"}).status_code == 422


def test_saying_it_first(couple: Space, as_bob: Client, bob: User) -> None:
    assert as_bob.get("/said/first/").status_code == 200
    assert as_bob.post("/said/first/", {"line": ""}).status_code == 422
    assert as_bob.post("/said/first/", {"line": "The fine was mine"}).status_code == 302
    assert as_bob.post("/said/first/", {"line": "And so"}, headers=HTMX).status_code == 200
    assert _count(bob, Told) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_day": "2026-11-18"},
        {"to_day": "2026-11-19"},
        {"from_day": ""},
        {"to_day": "2031-01-01"},
        {"note": "x" * 281},
    ],
)
def test_being_away_is_said_beforehand(
    couple: Space, as_bob: Client, bob: User, wrong: dict[str, Any]
) -> None:
    good = {"from_day": "2026-11-20", "to_day": "2026-11-25", "note": "At my mother's"}
    assert as_bob.post("/said/away/", good | wrong).status_code == 422
    assert as_bob.post("/said/away/", good).status_code == 302
    assert as_bob.post("/said/away/", good).status_code == 302
    assert _count(bob, Away) == 1


def test_away_is_taken_back_by_its_author_alone(
    couple: Space, as_bob: Client, as_alice: Client, bob: User
) -> None:
    as_bob.post("/said/away/", {"from_day": "2026-11-20", "to_day": "2026-11-25"})
    with acting(bob) as here:
        pk = Away.objects.in_space(here.space.pk).get().pk
    assert as_alice.post(f"/said/away/{pk}/back/").status_code == 404
    assert as_bob.post(f"/said/away/{pk}/back/").status_code == 302
    assert _count(bob, Away) == 0


def test_what_was_said_alone_comes_along_only_when_chosen(
    alice: User, bob: User, as_bob: Client, as_alice: Client
) -> None:
    alone = says(bob, "I read every letter on Sundays")
    pair(alice, bob)
    assert "I read every letter" in as_bob.get("/said/new/").text
    assert "I read every letter" not in as_bob.get("/said/").text
    chosen = as_bob.get(f"/said/new/?from={alone.pk}")
    assert "I read every letter on Sundays</textarea>" in chosen.text
    for page in ("/said/", "/said/new/"):
        assert "I read every letter" not in as_alice.get(page).text
    for forged in (str(alone.pk), str(uuid4()), "x"):
        assert as_alice.get(f"/said/new/?from={forged}").status_code == 404


@pytest.mark.parametrize("path", ["/said/", "/said/new/", "/said/away/", "detail"])
def test_pages_cost_the_same_for_few_and_many(
    couple: Space, as_alice: Client, bob: User, path: str
) -> None:
    said = says(bob, on=THURSDAY - 9 * DAY)
    logs(bob, said, THURSDAY)
    url = f"/said/{said.pk}/" if path == "detail" else path

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert as_alice.get(url).status_code == 200
        return len(captured)

    cost()
    before = cost()
    for back in range(1, 4):
        says(bob)
        logs(bob, said, THURSDAY - back * DAY, today=THURSDAY)
    assert cost() == before
