"""What two can do: parts, names, pausing, the quiet question, closing."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client

from apps.accounts.models import User
from apps.commitments.services.stretches import stretches
from apps.core.models import Outbox
from apps.core.person import as_person
from apps.core.registry import renamed
from apps.spaces.here import find, find_in
from apps.spaces.models import Membership, Pause, Space
from apps.spaces.roles import Role
from apps.spaces.rules import asks_again, effective_roles
from apps.spaces.services import pauses, spaces
from tests.cast import acting, pair
from tests.spaces.people import ASK, YES, joined

pytestmark = pytest.mark.django_db
PAGE = "/together/"
ACTIONS = ("part", "pause", "resume", "fine", "close")


def text(client: Client, path: str = PAGE) -> str:
    """A page's body."""
    return client.get(path).content.decode()


@pytest.mark.parametrize("mine", Role)
@pytest.mark.parametrize("other", Role)
def test_parts_hold_only_where_they_fit(mine: Role, other: Role) -> None:
    fit = {("repairing", "injured"), ("injured", "repairing"), ("both", "both")}
    expected = (mine, other) if (mine, other) in fit else (Role.NONE, Role.NONE)
    assert effective_roles(mine, other) == expected


def test_a_part_changed_holds_at_once_and_the_page_says_so_to_both(
    couple: Space, as_alice: Client, as_bob: Client
) -> None:
    assert "I have something to put right" in text(as_alice).split("<details")[0]
    assert as_bob.post("/together/part/", {"role": "injured"}).status_code == 302
    for client in (as_alice, as_bob):
        page = text(client)
        assert 'id="without-parts"' in page
        assert "put right" not in page.split("<details")[0]
    as_alice.post("/together/part/", {"role": "repairing"})
    assert "“I was hurt”" in text(as_bob)


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("wrong", ["", "owner", "REPAIRING"])
def test_a_part_that_is_none_is_refused(
    wrong: str, htmx: dict[str, str], couple: Space, as_bob: Client
) -> None:
    response = as_bob.post("/together/part/", {"role": wrong}, headers=htmx)
    assert response.status_code == 422
    assert ("<html" in response.content.decode()) is not bool(htmx)


def test_one_part_is_changed_and_never_the_other_s(
    alice: User, bob: User, couple: Space, as_bob: Client
) -> None:
    as_bob.post(
        "/together/part/",
        {"role": "both", "person_id": str(alice.pk), "seat": "1", "membership": "1"},
    )
    with acting(alice) as here:
        assert here.space.people["1"]["role"] == "injured"
        assert here.space.people["2"]["role"] == "both"
        assert here.membership.role == "injured"
        assert (here.role, here.partner_role) == (Role.NONE, Role.NONE)


def test_a_changed_part_moves_no_row_to_anybody_else(alice: User, bob: User, couple: Space) -> None:
    with acting(bob) as here:
        pauses.pause(here=here, today=date(2026, 11, 20), now=datetime.now(UTC))
        for role in Role:
            spaces.change_role(here=here, role=role)
        assert {p.author_id for p in Pause.objects.in_space(couple.pk)} == {bob.pk}
        assert here.membership.person_id == bob.pk


def test_a_new_name_is_shown_to_the_other(alice: User, bob: User, couple: Space) -> None:
    with as_person(bob.pk):
        for tell in renamed():
            tell(bob.pk, "Robert")
    with acting(alice) as here:
        assert (here.name, here.partner_name) == ("Alice", "Robert")


def test_a_new_name_reaches_no_closed_space(alice: User, bob: User, couple: Space) -> None:
    with acting(alice) as here:
        spaces.close(here=here, now=datetime.now(UTC))
    with as_person(bob.pk):
        spaces.rename(bob.pk, "Robert")
    with as_person(alice.pk):
        there = find_in(alice.pk, couple.pk)
        assert there
        assert there.partner_name == "Bob"


def test_either_pauses_and_either_resumes_without_a_word_about_who(
    couple: Space, as_alice: Client, as_bob: Client
) -> None:
    as_alice.post("/together/pause/")
    pages = [text(client) for client in (as_alice, as_bob)]
    assert all("Paused since" in page for page in pages)
    as_bob.post("/together/pause/")
    as_bob.post("/together/resume/")
    as_bob.post("/together/resume/")
    assert "Paused since" not in text(as_alice)


def test_paused_days_are_told_for_a_window(alice: User, bob: User, couple: Space) -> None:
    first, second = date(2026, 11, 3), date(2026, 11, 20)
    now = datetime(2026, 11, 3, 9, tzinfo=UTC)
    with acting(alice) as here:
        pauses.pause(here=here, today=first, now=now)
    with acting(bob) as here:
        pauses.resume(here=here, today=date(2026, 11, 10), now=now + timedelta(days=7))
        pauses.pause(here=here, today=date(2026, 11, 12), now=now + timedelta(days=9))
        pauses.resume(here=here, today=date(2026, 11, 12), now=now + timedelta(days=9))
        pauses.pause(here=here, today=second, now=now + timedelta(days=17))
        told = stretches(couple.pk, date(2026, 11, 1), date(2026, 11, 30))
        days = [(each.from_day, each.to_day, each.declared_on) for each in told]
        assert days == [(first, date(2026, 11, 9), first), (second, None, second)]
        assert stretches(couple.pk, date(2026, 11, 10), date(2026, 11, 19)) == []
        assert len(stretches(couple.pk, date(2026, 11, 9), date(2026, 11, 9))) == 1
        assert len(stretches(couple.pk, date(2026, 12, 9), date(2026, 12, 9))) == 1


def test_the_quiet_question_comes_after_ninety_days_for_each_alone(
    alice: User, bob: User, as_alice: Client, as_bob: Client
) -> None:
    now = datetime.now(UTC)
    pair(alice, bob, now=now)
    assert "You still share this with" not in text(as_alice)
    with time_machine.travel(now + timedelta(days=91)):
        as_alice.force_login(alice)
        as_bob.force_login(bob)
        assert "You still share this with Bob" in text(as_alice)
        as_alice.post("/together/fine/")
        assert "You still share this with" not in text(as_alice)
        assert "You still share this with Alice" in text(as_bob)
    assert not asks_again(since=date(2026, 1, 1), today=date(2026, 3, 31))
    assert asks_again(since=date(2026, 1, 1), today=date(2026, 4, 1))


def test_closing_is_done_alone_at_once_and_tells_nobody(
    alice: User, bob: User, couple: Space, as_alice: Client, as_bob: Client
) -> None:
    assert "You decide this alone" in text(as_alice, "/together/close/")
    assert "You and Alice" in text(as_bob)
    assert as_alice.post("/together/close/").headers["Location"] == PAGE
    with acting(alice) as here:
        assert here.space.solo
    assert "With Bob" in text(as_alice)
    assert mail.outbox == []
    assert Outbox.objects.none().count() == 0
    with acting(bob) as here:
        assert here.is_closed
    assert as_bob.get(PAGE).headers["Location"] == "/together/closed/"
    assert "This space is closed" in text(as_bob, "/together/closed/")
    for action in ACTIONS:
        answer = as_bob.post(f"/together/{action}/", {"role": "both"})
        assert answer.headers["Location"] == "/together/closed/"
        htmx = as_bob.post(f"/together/{action}/", {}, headers={"HX-Request": "true"})
        assert htmx.headers["HX-Redirect"] == "/together/closed/"
    for _ in range(2):
        assert as_bob.post("/together/closed/").headers["Location"] == PAGE
    assert "With Alice" in text(as_bob)
    assert as_bob.get("/together/closed/").headers["Location"] == PAGE


def test_both_keep_reading_what_was_shared_and_a_stranger_never_could(
    alice: User, bob: User, charlie: User, couple: Space
) -> None:
    with acting(alice) as here:
        pauses.pause(here=here, today=date(2026, 11, 20), now=datetime.now(UTC))
        spaces.close(here=here, now=datetime.now(UTC))
    for person in (alice, bob):
        with as_person(person.pk):
            there = find_in(person.pk, couple.pk)
            assert there
            assert there.partner_name in {"Alice", "Bob"}
            assert Pause.objects.in_space(couple.pk).count() == 1
    with as_person(charlie.pk):
        assert find_in(charlie.pk, couple.pk) is None
        assert find_in(charlie.pk, uuid.uuid4()) is None
        assert Pause.objects.in_space(couple.pk).count() == 0


def test_closing_twice_and_from_both_sides_is_closing_once(
    alice: User, bob: User, couple: Space
) -> None:
    with acting(bob) as his, acting(alice) as hers:
        spaces.close(here=hers, now=datetime.now(UTC))
        first = Space.objects.get(pk=couple.pk).closed_at
        spaces.close(here=hers, now=datetime.now(UTC))
        with as_person(bob.pk):
            spaces.close(here=his, now=datetime.now(UTC))
            assert Space.objects.get(pk=couple.pk).closed_at == first
            again = find(bob.pk)
            assert again
            assert again.space.solo


def test_changes_after_the_other_closed_change_nothing(
    alice: User, bob: User, couple: Space
) -> None:
    with acting(bob) as stale:
        with as_person(alice.pk):
            hers = find(alice.pk)
            assert hers
            spaces.close(here=hers, now=datetime.now(UTC))
        today, now = date(2026, 11, 22), datetime.now(UTC)
        with pytest.raises(spaces.SpaceClosed):
            pauses.pause(here=stale, today=today, now=now)
        with pytest.raises(spaces.SpaceClosed):
            pauses.resume(here=stale, today=today, now=now)
        with pytest.raises(spaces.SpaceClosed):
            spaces.change_role(here=stale, role=Role.BOTH)
        with pytest.raises(spaces.SpaceClosed):
            spaces.still_fine(here=stale, today=today)


def test_a_new_space_inherits_nothing(
    alice: User, bob: User, couple: Space, as_alice: Client, as_bob: Client
) -> None:
    as_alice.post("/together/pause/")
    as_alice.post("/together/close/")
    as_bob.post("/together/closed/")
    as_alice.post(joined(as_alice, as_bob, role="both"))
    with acting(alice) as here:
        assert here.space.pk != couple.pk
        assert not here.is_paused
        assert (here.role, here.partner_role) == (Role.NONE, Role.NONE)
        assert Pause.objects.in_space(here.space.pk).count() == 0


def test_dora_who_was_here_before_sees_what_was_hers_and_nothing_after(
    alice: User, bob: User, dora: User, as_alice: Client
) -> None:
    earlier = pair(alice, dora)
    with acting(alice) as here:
        spaces.close(here=here, now=datetime.now(UTC))
    later = pair(alice, bob)
    with as_person(dora.pk):
        assert find_in(dora.pk, earlier.pk)
        assert find_in(dora.pk, later.pk) is None
        assert not Space.objects.filter(pk=later.pk).exists()
    page = text(as_alice)
    assert "With Dora" in page
    assert "You and Bob" in page
    as_dora = Client()
    as_dora.force_login(dora)
    assert "Bob" not in text(as_dora, "/together/closed/")


def test_a_stranger_and_somebody_alone_change_nothing_shared(
    couple: Space, as_charlie: Client, as_alice: Client
) -> None:
    for action in ACTIONS:
        answer = as_charlie.post(f"/together/{action}/", {"role": "both"})
        assert answer.headers["Location"] == PAGE
    assert as_charlie.get("/together/closed/").headers["Location"] == PAGE
    page = text(as_alice)
    assert "You and Bob" in page
    assert "Paused since" not in page
    with acting(User.objects.get(email="charlie@mail.example")) as here:
        assert Membership.objects.of(here.person_id).going_on().count() == 1


def test_unsigned_in_nobody_gets_further_than_the_door(client: Client, couple: Space) -> None:
    for action in (*ACTIONS, "invite", "again", "take-back", "step-back", "closed"):
        answer = client.post(f"/together/{action}/", ASK | YES)
        assert answer.headers["Location"].startswith("/account/login/")
    assert client.get(PAGE).headers["Location"].startswith("/account/login/")
    assert client.post("/j/", {"code": "x"}).headers["Location"].startswith("/account/login/")
