"""The timeline's pages: who may read them, what they say, and what they leave out."""

import re
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from apps.accounts.models import User
from apps.commitments.models import Away
from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.services import saying, telling, writing
from apps.commitments.services.saying import Wish
from apps.sharing.rules import View
from apps.sharing.services import share_view
from apps.spaces.models import Space
from apps.spaces.services import spaces
from tests.cast import acting, signed_in
from tests.commitments.people import DAILY, THURSDAY, at, logs, says, who
from tests.timeline.people import past

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("couple", "on_thursday")]
HOME = "/timeline/"
MONDAY = date(2026, 8, 31)


def _day(day: date) -> str:
    return f"/timeline/day/{day.isoformat()}/"


def test_an_empty_timeline_says_one_thing_in_the_serif(as_alice: Client) -> None:
    page = as_alice.get(HOME).content.decode()
    assert "Nothing has been said yet." in page
    assert 'class="range"' not in page


def test_both_see_the_same_thread_with_a_sentence_first_and_a_table_after(
    bob: User, as_alice: Client, as_bob: Client
) -> None:
    said = says(bob, on=MONDAY)
    past(bob, said, MONDAY, THURSDAY)
    for client in (as_alice, as_bob):
        page = client.get(HOME).content.decode()
        assert page.count("<use href=") == 2, "drawn once, shown in three lines"
        assert re.search(r"Kept \d+ of \d+ due", page)
        assert page.index("Kept ") < page.index('role="img"') < page.index("<table")
        assert len(re.findall(r'<th scope="row">', page)) == 12
        assert "%" not in re.sub(r"<[^>]+>", "", page)
        assert "line 2026" not in page, "lines stay sealed here"


@pytest.mark.parametrize(("span", "lines"), [("4w", 1), ("3m", 3), ("1y", 4), ("all", 1)])
def test_every_range_draws_its_own_lines(
    bob: User, as_alice: Client, span: str, lines: int
) -> None:
    said = says(bob, on=date(2025, 10, 6))
    past(bob, said, date(2025, 10, 6), THURSDAY)
    page = as_alice.get(HOME, {"range": span}).content.decode()
    assert page.count('class="line"') == lines
    assert f'id="r-{span}"' in page


def test_a_year_of_weeks_counts_as_the_days_do(bob: User, as_alice: Client) -> None:
    """The same weeks, once from every day and once from what PostgreSQL counted."""
    says(bob, rhythm=Rhythm(Kind.WEEKDAYS, weekdays=frozenset({1, 3, 5})), on=MONDAY)
    daily = says(bob, on=MONDAY)
    past(bob, daily, MONDAY, THURSDAY)
    quota = says(bob, rhythm=Rhythm(Kind.TIMES_A_WEEK, n=2), on=MONDAY)
    monthly = says(bob, rhythm=Rhythm(Kind.TIMES_A_MONTH, n=3), on=MONDAY)
    for weeks in range(11):
        for number, back in ((1, 1), (1, 3)):
            day = MONDAY + timedelta(weeks=weeks, days=back)
            logs(bob, quota, day, number=number)
            if weeks % 2:
                logs(bob, monthly, day, number=number)
    whenever = says(bob, rhythm=Rhythm(Kind.WHENEVER), on=MONDAY)
    _occasions(bob, whenever.pk)
    with acting(bob) as here:
        Away(
            space=here.space,
            author=bob,
            from_day=date(2026, 9, 14),
            to_day=date(2026, 9, 20),
            declared_on=date(2026, 9, 10),
        ).save()
    found = {span: _table(as_alice, span) for span in ("3m", "1y")}
    assert len(found["3m"]) == 12
    for monday, cells in found["3m"].items():
        assert found["1y"][monday] == cells, monday


def _occasions(bob: User, pk: UUID) -> None:
    for weeks in range(9):
        day = MONDAY + timedelta(weeks=weeks, days=4)
        known = who(bob, day)
        with acting(bob):
            mark = (Outcome.KEPT, Outcome.MISSED, None)[weeks % 3]
            writing.note_occasion(who=known, commitment_id=pk, day=day, number=1, mark=mark)


def _table(client: Client, span: str) -> dict[str, list[str]]:
    page = client.get(HOME, {"range": span}).content.decode()
    rows = re.findall(r"<tr><th scope=\"row\">.*?datetime=\"(.*?)\".*?</th>(.*?)</tr>", page, re.S)
    return {day: re.findall(r"<td>(.*?)</td>", cells) for day, cells in rows}


def marks_of_every_kind(alice: User, bob: User) -> None:
    """A line told first, days away, new words, a limit that did not hold, a shared view."""
    limit = says(bob, "No message to her", Rhythm(Kind.STANDING), on=MONDAY)
    said = says(bob, "Home by seven", on=MONDAY)
    entry = logs(bob, said, THURSDAY - timedelta(days=3), Outcome.PARTLY)
    with acting(bob) as here:
        space = here.space.pk
        telling.tell_first(
            space_id=space,
            person_id=bob.pk,
            line="About the card",
            now=at(THURSDAY),
            today=THURSDAY,
        )
        telling.away_declare(
            space_id=space,
            person_id=bob.pk,
            from_day=THURSDAY,
            to_day=THURSDAY,
            note="At work",
            today=THURSDAY,
        )
        saying.revise(
            space_id=space,
            person_id=bob.pk,
            commitment_id=said.pk,
            today=THURSDAY,
            wish=Wish("Home by eight", DAILY, "Europe/Berlin"),
            from_day=THURSDAY,
        )
    known = who(bob, THURSDAY)
    with acting(bob):
        writing.breach(
            who=known,
            commitment_id=limit.pk,
            day=THURSDAY,
            number=1,
            told_same_day=True,
            line="I wrote to her",
        )
    with acting(alice) as here:
        share_view(
            space_id=here.space.pk,
            person_id=alice.pk,
            entry_id=entry.pk,
            view=View.PARTLY,
            line="From the stairs",
            today=THURSDAY,
        )


def test_marked_days_come_in_one_list_with_their_own_marks(
    couple: Space, alice: User, bob: User, as_alice: Client
) -> None:
    marks_of_every_kind(alice, bob)
    page = as_alice.get(HOME).content.decode()
    for words in (
        "About the card",
        "Away until 19 November",
        "At work",
        "Said in new words",
        "Home by eight",
        "told the same day",
        "I wrote to her",
        "Shared how it was seen",
    ):
        assert words in page, words
    assert 'class="ev"' in page
    year = as_alice.get(HOME, {"range": "1y"}).content.decode()
    assert "About the card" not in year
    assert "Said first" in year


def test_a_day_says_everything_that_is_shared_about_it(
    alice: User, bob: User, as_alice: Client, as_bob: Client
) -> None:
    said = says(bob, "Home by seven", on=MONDAY)
    entry = logs(bob, said, THURSDAY, Outcome.KEPT)
    logs(bob, said, THURSDAY, Outcome.MISSED)
    known = who(bob, THURSDAY)
    with acting(bob):
        writing.add_line(who=known, entry_id=entry.pk, line="Home at half past")
        writing.add_next_step(who=known, entry_id=entry.pk, text="An alarm")
    with acting(alice) as here:
        share_view(
            space_id=here.space.pk,
            person_id=alice.pk,
            entry_id=entry.pk,
            view=View.DIFFERENTLY,
            line="Later than that",
            today=THURSDAY,
        )
    link = reverse("reflections:view", args=[entry.pk])
    for client, sees_link in ((as_alice, True), (as_bob, False)):
        page = client.get(_day(THURSDAY)).content.decode()
        for words in (
            "Home by seven",
            "Not kept",
            "Home at half past",
            "An alarm",
            "It said before",
            "Later than that",
            "I saw it differently",
        ):
            assert words in page, words
        assert (link in page) is sees_link
    empty = as_alice.get(_day(THURSDAY - timedelta(days=200))).content.decode()
    assert "Nothing was due on this day." in empty


@pytest.mark.parametrize("day", ["2026-11-20", "9999-12-31", "0001-01-01", "x", "2026-02-30"])
def test_a_day_that_is_none_or_has_not_come_is_not_found(as_alice: Client, day: str) -> None:
    assert as_alice.get(f"/timeline/day/{day}/").status_code == 404


@pytest.mark.parametrize("header", [{}, {"HX-Request": "true"}])
def test_no_address_breaks_the_page(bob: User, as_alice: Client, header: dict[str, str]) -> None:
    says(bob)
    spans = ("", "5w", "%00", "all", "1y")
    days = ("", "x", "2026-13-01", "1970-01-01", "9999-12-31", "0001-01-01")
    for span, to in product(spans, days):
        answer = as_alice.get(f"{HOME}?range={span}&to={to}", headers=header)
        assert answer.status_code == 200, (span, to)


def test_the_switch_swaps_the_chart_alone_and_earlier_years_come_beneath(
    bob: User, as_alice: Client
) -> None:
    said = says(bob, on=date(2024, 1, 1))
    past(bob, said, date(2024, 1, 1), THURSDAY, step=7)
    htmx = {"HX-Request": "true"}
    part = as_alice.get(HOME, {"range": "4w"}, headers=htmx).content.decode()
    assert "<html" not in part
    assert 'id="threads"' in part
    first = as_alice.get(HOME, {"range": "all"}, headers=htmx).content.decode()
    link = re.search(r'hx-get="([^"]*more=1)"', first)
    assert link is not None
    second = as_alice.get(link.group(1).replace("&amp;", "&"), headers=htmx).content.decode()
    assert 'class="range"' not in second
    assert "2025" in second
    assert not set(re.findall(r' id="(.*?)"', first)) & set(re.findall(r' id="(.*?)"', second))


def test_the_owners_band_is_a_fragment_for_her_and_nothing_for_him(
    alice: User, bob: User, as_alice: Client, as_bob: Client
) -> None:
    """measurement 2.5: not even an empty slot."""
    says(bob)
    assert "/own/band/?range=4w" in as_alice.get(HOME, {"range": "4w"}).content.decode()
    theirs = as_bob.get(HOME).content.decode()
    assert "own/" not in theirs
    assert "private" not in theirs
    assert "Only you" not in theirs


def test_a_stranger_and_a_closed_journal_are_not_found(
    couple: Space, alice: User, bob: User, charlie: User, dora: User, as_alice: Client
) -> None:
    said = says(bob, "Home by seven")
    logs(bob, said, THURSDAY)
    place, day = f"/timeline/earlier/{couple.pk}/", f"/timeline/earlier/{couple.pk}/day/2026-11-19/"
    for stranger in (charlie, dora):
        client = signed_in(stranger)
        for path in (place, day):
            assert client.get(path).status_code == 404
        assert "Home by seven" not in client.get(HOME).content.decode()
    with acting(alice) as here:
        spaces.close(here=here, now=at(THURSDAY))
    for client in (as_alice, signed_in(bob)):
        for path in (place, day):
            page = client.get(path)
            assert page.status_code == 200
            assert "Home by seven" in page.content.decode()
            assert "own/" not in page.content.decode()
    assert as_alice.get(place.replace(str(couple.pk)[:8], "00000000")).status_code == 404
    assert "Home by seven" not in as_alice.get(HOME).content.decode()


def test_nobody_signed_out_reads_anything(couple: Space) -> None:
    for path in (HOME, _day(THURSDAY), f"/timeline/earlier/{couple.pk}/"):
        assert Client().get(path).status_code == 302
