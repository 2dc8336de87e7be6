"""The drawing's page, the band, what holds, preferences: figures, frames, constant queries."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.reflections.rules.rhythm import Pace
from apps.reflections.services import preferences
from apps.spaces.models import Space
from tests.cast import acting
from tests.reflections.private import CANARY, EVENING, HTMX, answered, logged, post, wrote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _evening() -> Any:
    with time_machine.travel(EVENING, tick=False):
        yield


def page(client: Client, path: str = "/own/drawing/") -> str:
    return str(client.get(path).content.decode())


def test_what_was_answered_since_monday_waits_for_the_next_one(
    as_alice: Client, alice: User, couple: Space
) -> None:
    empty = page(as_alice)
    answered(alice, [4, 4, 4, 4])  # Monday to Thursday
    assert "b-dot big" not in empty
    assert "b-dot big" not in page(as_alice)
    answered(alice, [4, 4, 4, 4, 4])
    assert "b-dot big" in page(as_alice)
    assert "too early for a line" in page(as_alice)
    assert CANARY not in page(as_alice)


def test_higher_answers_are_told_from_the_eighth_week(
    as_alice: Client, alice: User, couple: Space
) -> None:
    answered(alice, [*[2, 3] * 28, *[5, 6] * 28])
    assert "The later answers lie higher." in page(as_alice)
    for reach in ("4w", "1y", "all"):
        assert "The later answers lie higher." in page(as_alice, f"/own/drawing/?range={reach}")


def test_a_new_thing_silences_the_comparison_even_when_it_is_out_of_sight(
    as_alice: Client, alice: User, couple: Space
) -> None:
    answered(alice, [*[2, 3] * 28, *[5, 6] * 28], tags={30: ("something_new",)})
    text = page(as_alice)
    assert "lie higher" not in text
    assert "An upright line" in text
    assert "lie higher" not in page(as_alice, "/own/drawing/?range=4w")


def test_the_first_weeks_count_however_long_ago_they_were(
    as_alice: Client, alice: User, couple: Space
) -> None:
    answered(alice, [2, 3] * 14, until=EVENING - timedelta(days=720))
    answered(alice, [5, 6] * 28)
    assert "The later answers lie higher." in page(as_alice)


@pytest.mark.parametrize("path", ["/own/drawing/", "/own/band/?range=1y", "/own/band/?range=all"])
def test_the_number_of_queries_does_not_grow(
    path: str, as_alice: Client, alice: User, couple: Space
) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert as_alice.get(path).status_code == 200
        return len(seen)

    answered(alice, [3] * 30)
    month = queries()
    answered(alice, [3] * 30, until=EVENING - timedelta(days=700))
    answered(alice, [4] * 120, until=EVENING - timedelta(days=60))
    assert queries() == month


def test_journal_pages_take_the_same_queries_with_one_month_and_many(
    as_alice: Client, alice: User, couple: Space
) -> None:
    def queries(get: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert get().status_code == 200
        return len(seen)

    ways: list[Callable[[], Any]] = [
        lambda: as_alice.get("/journal/earlier/"),
        lambda: as_alice.post("/journal/earlier/", {"wanted": "day"}),
        lambda: as_alice.get("/journal/"),
    ]
    wrote(alice, "One day")
    few = [queries(way) for way in ways]
    for month in range(24):
        wrote(alice, f"Another day {month}", at=EVENING - timedelta(days=30 * month))
    assert [queries(way) for way in ways] == few


def test_the_band_has_the_same_frame_with_nothing_in_it(
    as_alice: Client, alice: User, couple: Space
) -> None:
    empty = page(as_alice, "/own/band/?range=3m")
    answered(alice, [3, 4] * 60)
    full = page(as_alice, "/own/band/?range=3m")
    for part in ('id="own-band"', "lines felt", "How safe it felt", 'class="broad"', "b-base"):
        assert part in empty
        assert part in full
    assert empty.count('<div class="line">') == full.count('<div class="line">') == 3
    assert "<html" not in full
    assert "31 August" in full


def test_other_four_weeks_can_be_chosen_within_bounds(
    as_alice: Client, alice: User, couple: Space
) -> None:
    answered(alice, [*[2, 3] * 28, *[5, 6] * 28])
    for wrong in ("2026-11-01", "2020-01-01", "2027-01-01", "soon"):
        for head in ({}, HTMX):
            assert (
                as_alice.post("/own/drawing/day/", {"start": wrong}, headers=head).status_code
                == 422
            )
    assert post(as_alice, "/own/drawing/day/", {"start": "2026-08-24"}).status_code == 302
    assert "The four weeks you chose" in page(as_alice)
    assert post(as_alice, "/own/drawing/day/", {"start": ""}).status_code == 302
    assert "Your first four weeks" in page(as_alice)


def test_there_are_no_other_paths(as_alice: Client, couple: Space) -> None:
    for path in ("/own/drawing/felt/", "/own/evening/x/", "/own/evening/x/kept/"):
        assert as_alice.get(path).status_code == 404


@pytest.mark.parametrize("htmx", [False, True])
def test_preferences_are_kept_and_nonsense_is_not(
    htmx: bool, as_alice: Client, alice: User, couple: Space
) -> None:
    good = {"pace": "fortnight", "evenings": "7", "took_in": "on", "journal_days": "90"}
    for bad in ({"pace": "hourly"}, {"evenings": "8"}, {"journal_days": "1"}, {"evenings": ""}):
        assert post(as_alice, "/own/preferences/", good | bad, htmx=htmx).status_code == 422
    assert post(as_alice, "/own/preferences/", good, htmx=htmx).status_code < 400
    with acting(alice):
        found = preferences.wishes(alice.pk)
    assert (found.pace, found.evenings, found.took_in, found.journal_days, found.spellcheck) == (
        Pace.FORTNIGHT, 7, True, 90, False,
    )  # fmt: skip
    assert '<option value="90" selected>' in page(as_alice, "/journal/")


def test_what_holds_shows_ones_own_acts_only(
    as_alice: Client, as_bob: Client, bob: User, couple: Space
) -> None:
    assert "Nothing has been said yet." in page(as_bob, "/own/what-holds/")
    for step in range(4):
        logged(bob, line=f"Act {step}.", day=EVENING - timedelta(days=step))
    text = page(as_bob, "/own/what-holds/")
    assert [f"Act {step}." in text for step in range(4)] == [True] * 4
    assert "Alice owes you nothing for them" in text
    assert "Act 1." not in page(as_alice, "/own/what-holds/")


def test_the_sentences_are_the_same_whatever_is_shown(
    as_alice: Client, alice: User, couple: Space
) -> None:
    for weeks in (100, 88, 76, 64, 30, 20, 10):
        answered(alice, [1] * 6, until=EVENING - timedelta(weeks=weeks))
        answered(alice, [5, 6] * 25, until=EVENING - timedelta(weeks=weeks, days=6))
    answered(alice, [5, 6] * 30)

    def told(reach: str) -> list[str]:
        text = page(as_alice, f"/own/drawing/?range={reach}")
        return re.findall(r'<p class="sub[^"]*">([^<]*)</p>', text)

    assert told("3m") == told("all") == told("4w") == told("1y")
    assert "back in your usual range after" in " ".join(told("3m"))
