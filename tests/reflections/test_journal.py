"""The journal: written first, read one step behind, found by its owner only, gone in time."""

import os
import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import time_machine
from django.test import Client

from apps.accounts.models import User
from apps.reflections.models import JournalEntry
from apps.reflections.services import journal
from apps.spaces.models import Space
from tests.cast import acting, make_person
from tests.reflections.private import BERLIN, EVENING, HTMX, blank, post, wrote

pytestmark = pytest.mark.django_db
WRITE = "/journal/"


@pytest.fixture(autouse=True)
def _evening() -> Any:
    with time_machine.travel(EVENING, tick=False):
        yield


def form(text: str, **fields: Any) -> dict[str, Any]:
    return {"text": text, "days": "0", "token": str(uuid4())} | fields


def texts(person: User) -> list[str]:
    with acting(person):
        return sorted(row.text for row in JournalEntry.objects.visible_to(person.pk))


def test_the_page_is_the_same_with_and_without_history(
    as_alice: Client, alice: User, couple: Space
) -> None:
    empty = [as_alice.get(WRITE, headers=head) for head in ({}, HTMX)]
    for step in range(40):
        wrote(alice, f"Day {step}", at=EVENING - timedelta(days=9 * step))
    full = [as_alice.get(WRITE, headers=head) for head in ({}, HTMX)]
    assert [blank(page) for page in empty] == [blank(page) for page in full]


@pytest.mark.parametrize("htmx", [False, True])
def test_the_same_form_sent_twice_is_one_entry(
    htmx: bool, as_alice: Client, alice: User, couple: Space
) -> None:
    sent = form("Home at a quarter to.")
    for _ in range(2):
        assert post(as_alice, WRITE, sent, htmx=htmx).status_code in {204, 302}
    assert texts(alice) == ["Home at a quarter to."]


def test_another_text_under_the_same_form_is_not_lost(
    as_alice: Client, alice: User, couple: Space
) -> None:
    sent = form("The first.")
    post(as_alice, WRITE, sent)
    post(as_alice, WRITE, sent | {"text": "The second."})
    post(as_alice, WRITE, form("The third.", token="not an id"))
    assert texts(alice) == ["The first.", "The second.", "The third."]


def test_an_id_that_is_somebody_elses_tells_nothing(
    as_bob: Client, alice: User, bob: User, couple: Space
) -> None:
    taken = wrote(alice, "Mine.")
    answer = post(as_bob, WRITE, form("Of my own.", token=str(taken)))
    assert (answer.status_code, answer.headers["Location"]) == (302, WRITE)
    assert (texts(alice), texts(bob)) == (["Mine."], ["Of my own."])


@pytest.mark.parametrize("sign", ["ä", "語", "🕊", "\n", "ש", '"', "\\"])
def test_twenty_thousand_signs_of_any_script_are_kept_whole(
    sign: str, as_alice: Client, alice: User, couple: Space
) -> None:
    text = "x" + sign * 19_998 + "x"
    assert post(as_alice, WRITE, form(text.replace("\n", "\r\n"))).status_code == 302
    assert texts(alice) == [text]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    "bad",
    [
        form(""), form("   \n "), form("x" * 20_001), form("a\0b"), form("esc \x1b"),
        form("Fine.", days="31"), form("Fine.", days=""), form("Fine.", days="-1"),
    ],
)  # fmt: skip
def test_bad_input_changes_nothing_and_keeps_what_was_typed(
    bad: dict[str, Any], htmx: bool, as_alice: Client, alice: User, couple: Space
) -> None:
    page = post(as_alice, WRITE, bad, htmx=htmx)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert bad["text"].strip()[:3] in page.content.decode()
    assert texts(alice) == []


def test_halves_of_a_sign_are_refused_before_they_can_break_anything() -> None:
    from django.core.exceptions import ValidationError

    from apps.core.forms import plain_lines

    with pytest.raises(ValidationError):
        plain_lines("half \ud83d")
    plain_lines("whole 👩‍👩‍👧 שלום مرحبا\n\tнет")


def test_nothing_is_offered_by_the_browser(as_alice: Client, couple: Space) -> None:
    page = as_alice.get(WRITE).content.decode()
    area = page[page.index("<textarea") : page.index("</textarea>")]
    assert 'autocomplete="off"' in area
    assert 'spellcheck="false"' in area


def test_earlier_shows_one_month_a_page_newest_first(
    as_alice: Client, alice: User, couple: Space
) -> None:
    for text, at in [("Monday", -3), ("Thursday", 0), ("October", -30), ("Long ago", -800)]:
        wrote(alice, text, at=EVENING + timedelta(days=at))
    page = as_alice.get("/journal/earlier/").content.decode()
    assert page.index("Thursday") < page.index(">Monday")
    assert "Long ago" not in page
    linked = re.findall(r'href="/journal/earlier/([\d-]+)/"', page)
    assert linked == ["2026-11", "2026-10", "2024-09"]
    assert "Long ago" in as_alice.get("/journal/earlier/2024-09/").content.decode()
    for wrong in ("2026-13", "26-1", "2026-W1", "x", "20261-1"):
        assert as_alice.get(f"/journal/earlier/{wrong}/").status_code == 404


@pytest.mark.parametrize(
    ("kept", "wanted"),
    [
        ("Grüße aus MÜNCHEN", "münchen"), ("Straße", "STRASSE"), ("Café", "Cafe\u0301"),
        ("ﬁnally", "FINALLY"), ("Ελλάδα ς", "ΕΛΛΆΔΑ Σ"), ("語られた", "られ"),
        ("100 % sure_", "% SURE_"),
    ],
)  # fmt: skip
def test_a_word_is_found_whatever_its_case_or_composition(
    kept: str, wanted: str, as_alice: Client, alice: User, couple: Space
) -> None:
    wrote(alice, f"Then: {kept}.")
    wrote(alice, "Nothing of it here")
    page = as_alice.post("/journal/earlier/", {"wanted": wanted}).content.decode()
    assert f"Then: {kept}." in page
    assert "Nothing of it here" not in page
    assert (
        "Nothing of it here"
        not in as_alice.post("/journal/earlier/", {"wanted": "absent"}).content.decode()
    )
    assert as_alice.get("/journal/earlier/?wanted=Then").content.decode().count("Found") == 0


@pytest.mark.parametrize("wanted", ["", "a\0", "x" * 281])
def test_a_search_without_words_says_so(wanted: str, as_alice: Client, couple: Space) -> None:
    assert as_alice.post("/journal/earlier/", {"wanted": wanted}).status_code == 422


@pytest.mark.parametrize("htmx", [False, True])
def test_a_text_can_be_written_anew_and_removed(
    htmx: bool, as_alice: Client, alice: User, couple: Space
) -> None:
    path = f"/journal/{wrote(alice, 'As it was.')}/"
    seen = seen_in(as_alice.get(path))
    assert (
        post(as_alice, path, {"text": "", "days": "0", "seen": seen}, htmx=htmx).status_code == 422
    )
    assert (
        post(as_alice, path, {"text": "Anew.", "days": "30", "seen": seen}, htmx=htmx).status_code
        < 400
    )
    assert texts(alice) == ["Anew."]
    assert as_alice.get(path + "remove/").status_code == 200
    assert post(as_alice, path + "remove/", {}).status_code == 302
    assert texts(alice) == []
    assert [as_alice.get(path).status_code, post(as_alice, path + "remove/", {}).status_code] == [
        404,
        404,
    ]


def seen_in(page: Any) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page.content.decode())
    assert found
    return found[1]


def test_two_tabs_never_write_over_each_other_unseen(
    as_alice: Client, alice: User, couple: Space
) -> None:
    path = f"/journal/{wrote(alice, 'As it was.')}/"
    seen = seen_in(as_alice.get(path))
    post(as_alice, path, {"text": "From one tab.", "days": "0", "seen": seen})
    page = post(as_alice, path, {"text": "From the other.", "days": "0", "seen": seen})
    assert page.status_code == 422
    assert "From the other." in page.content.decode()
    assert "From one tab." in page.content.decode()
    assert texts(alice) == ["From one tab."]
    fresh = {"text": "From the other.", "days": "0", "seen": seen_in(page)}
    assert post(as_alice, path, fresh).status_code == 302
    assert texts(alice) == ["From the other."]


def test_an_end_is_a_monday_and_never_earlier_than_asked() -> None:
    for step in range(14):
        written = date(2026, 11, 19) + timedelta(days=step)
        for days in (30, 90, 365):
            over = journal.expiry(written, days)
            assert over is not None
            assert over.weekday() == 0
            assert 0 <= (over - written).days - days < 7
    assert journal.expiry(date(2026, 11, 19), None) is None


def test_what_is_over_is_not_shown_even_before_it_is_removed(
    as_alice: Client, alice: User, couple: Space
) -> None:
    entry = wrote(alice, "For a month.", days=30)
    with time_machine.travel(EVENING + timedelta(days=40), tick=False):
        client = as_alice
        client.force_login(alice)
        assert client.get(f"/journal/{entry}/").status_code == 404
        assert "For a month." not in client.get("/journal/earlier/2026-11/").content.decode()
        assert (
            "For a month."
            not in client.post("/journal/earlier/", {"wanted": "month"}).content.decode()
        )


def test_only_the_date_of_entries_with_an_end_lies_in_the_clear(
    alice: User, superuser: psycopg.Connection[Any]
) -> None:
    wrote(alice, "Stays.")
    wrote(alice, "Goes.", days=90)
    with acting(alice):
        found = set(JournalEntry.objects.visible_to(alice.pk).values_list("expires_on", flat=True))
    assert found == {None, date(2027, 2, 22)}


@pytest.mark.django_db(transaction=True)
def test_the_worker_removes_what_is_over_and_sees_nothing_else() -> None:
    alice = make_person("alice")
    wrote(alice, "Over.", at=datetime(2020, 1, 1, 20, tzinfo=BERLIN), days=30)
    wrote(alice, "Stays.", days=365)
    wrote(alice, "For good.")
    with psycopg.connect(os.environ["WORKER_DATABASE_URL"]) as worker:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("SELECT expires_on FROM reflections_journalentry")
        worker.rollback()
        worker.execute("SET LOCAL ROLE kept_purge")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            worker.execute("SELECT entry FROM reflections_journalentry")
        worker.rollback()
        worker.execute("SET LOCAL ROLE kept_purge")
        seen = worker.execute("SELECT expires_on FROM reflections_journalentry").fetchall()
        assert seen == [(date(2020, 2, 3),)]
        gone = worker.execute(
            "DELETE FROM reflections_journalentry WHERE expires_on < current_date"
        )
        assert gone.rowcount == 1
        worker.commit()
    assert texts(alice) == ["For good.", "Stays."]


def test_a_text_that_does_not_open_shows_its_sentence_and_keeps_its_bytes(
    as_alice: Client, alice: User, couple: Space
) -> None:
    entry = wrote(alice, "Sealed away.")
    whole = wrote(alice, "Open.")
    with acting(alice):
        rows = JournalEntry.objects.visible_to(alice.pk).filter(pk=entry)
        damaged = bytes(rows.get().__dict__["entry"][:-1]) + b"\0"
        rows.update(entry=damaged)
    sentence = "This cannot be opened right now"
    page = as_alice.get("/journal/earlier/").content.decode()
    assert sentence in page
    assert page.index("Open.") < page.index(sentence)
    path = f"/journal/{entry}/"
    assert sentence in as_alice.get(path).content.decode()
    assert post(as_alice, path, {"text": "Over it", "days": "0", "seen": ""}).status_code == 422
    assert (
        "1 entry cannot be opened"
        in as_alice.post("/journal/earlier/", {"wanted": "Open"}).content.decode()
    )
    with acting(alice):
        assert bytes(rows.get().__dict__["entry"]) == damaged
        assert JournalEntry.objects.visible_to(alice.pk).get(pk=whole).text == "Open."
