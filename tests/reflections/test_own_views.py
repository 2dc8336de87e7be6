"""One's own view of a logged event: never asked for, private, shared as a copy only."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.test import Client

from apps.accounts.models import User
from apps.reflections.models import OwnView
from apps.reflections.services import events
from apps.sharing.models import SharedView
from apps.sharing.rules import View
from apps.spaces.models import Space
from apps.spaces.services.spaces import close, go_on
from tests.cast import acting
from tests.reflections.private import CANARY, EVENING, logged, post

pytestmark = pytest.mark.django_db
NOTE = {"view": "differently", "line": CANARY}


@pytest.fixture(autouse=True)
def _evening() -> Any:
    with time_machine.travel(EVENING, tick=False):
        yield


@pytest.fixture
def path(bob: User, couple: Space) -> str:
    return f"/own/views/{logged(bob)}/"


def notes(person: User) -> list[Any]:
    with acting(person):
        return [row.note["view"] for row in OwnView.objects.visible_to(person.pk)]


def copies(person: User) -> list[tuple[str, str]]:
    with acting(person) as here:
        rows = SharedView.objects.in_space(here.space.pk)
        return [(row.view_words, row.line) for row in rows]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_view_is_kept_for_oneself_and_replaced_by_a_second(
    htmx: bool, path: str, as_alice: Client, alice: User, bob: User
) -> None:
    assert post(as_alice, path, {"view": "same", "line": ""}, htmx=htmx).status_code < 400
    assert post(as_alice, path, NOTE, htmx=htmx).status_code < 400
    assert notes(alice) == ["differently"]
    assert (notes(bob), copies(bob)) == ([], [])
    assert CANARY in as_alice.get(path).content.decode()
    assert post(as_alice, path + "remove/", {}).status_code == 302
    assert notes(alice) == []


def test_sharing_shows_exactly_what_will_be_seen_and_makes_a_copy(
    path: str, as_alice: Client, alice: User, bob: User
) -> None:
    assert post(as_alice, path + "share/", {}).status_code == 302
    assert copies(bob) == []
    post(as_alice, path, NOTE)
    page = as_alice.get(path + "share/").content.decode()
    assert CANARY in page
    assert "I saw it differently" in page
    assert copies(bob) == []
    for _ in range(2):
        assert post(as_alice, path + "share/", {}).status_code == 302
    assert copies(bob) == [("I saw it differently", CANARY)]
    post(as_alice, path, {"view": "partly", "line": "Thought better of it."})
    assert copies(bob) == [("I saw it differently", CANARY)]
    for _ in range(2):
        assert post(as_alice, path + "unshare/", {}).status_code == 302
    assert copies(bob) == []
    assert notes(alice) == ["partly"]


def test_a_foreign_event_an_own_one_and_a_missing_one_are_the_same_404(
    path: str, as_alice: Client, as_bob: Client, as_charlie: Client
) -> None:
    missing = f"/own/views/{uuid4()}/"
    for ending in ("", "share/", "remove/", "unshare/"):
        for client in (as_bob, as_charlie):
            real, none = (client.post(p + ending, NOTE) for p in (path, missing))
            assert (real.status_code, real.content) == (none.status_code, none.content)
            assert real.status_code == 404
            real, none = (client.get(p + ending) for p in (path, missing))
            assert real.status_code == none.status_code
            assert real.status_code in {404, 405}
    assert as_alice.get(missing).status_code == 404


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    "bad", [{"view": ""}, {"view": "liar"}, {"line": "x" * 281}, {"line": "a\0"}]
)
def test_bad_input_changes_nothing(
    bad: dict[str, str], htmx: bool, path: str, as_alice: Client, alice: User
) -> None:
    page = post(as_alice, path, NOTE | bad, htmx=htmx)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert notes(alice) == []


def test_often_differently_is_told_in_counts_on_the_private_page_only(
    path: str, as_alice: Client, alice: User, as_bob: Client
) -> None:
    def note(view: View, times: int) -> None:
        with acting(alice):
            for _ in range(times):
                events.note_view(person_id=alice.pk, entry_id=uuid4(), view=view, line="")

    note(View.DIFFERENTLY, 3)
    assert "saw 3 differently" not in as_alice.get(path).content.decode()
    note(View.DIFFERENTLY, 1)
    note(View.SAME, 4)
    assert "Of 8 things you noted, you saw 4 differently" in as_alice.get(path).content.decode()
    note(View.SAME, 1)
    assert "differently. What" not in as_alice.get(path).content.decode()


def test_only_its_author_can_take_a_copy_back(
    path: str, as_alice: Client, alice: User, bob: User
) -> None:
    from apps.sharing.services import unshare_view

    post(as_alice, path, NOTE)
    post(as_alice, path + "share/", {})
    entry = UUID(path.split("/")[3])
    with acting(bob) as here:
        unshare_view(space_id=here.space.pk, person_id=alice.pk, entry_id=entry)
        assert SharedView._base_manager.filter(entry_id=entry).delete()[0] == 0
        assert SharedView._base_manager.filter(entry_id=entry).update(copy=b"x") == 0
    assert copies(bob) == [("I saw it differently", CANARY)]


def test_a_copy_is_found_beside_its_event(
    path: str, as_alice: Client, bob: User, charlie: User
) -> None:
    post(as_alice, path, NOTE)
    post(as_alice, path + "share/", {})
    entry = UUID(path.split("/")[3])
    with acting(bob) as here:
        found = SharedView.objects.in_space(here.space.pk).about([entry, uuid4()])
        assert [row.copy["shared_at"] for row in found] == ["2026-11-19"]
        space = here.space.pk
    with acting(charlie):
        assert not SharedView.objects.in_space(space).about([entry]).exists()


def test_the_event_may_be_of_an_earlier_day(as_alice: Client, bob: User, couple: Space) -> None:
    entry = logged(bob, day=EVENING - timedelta(days=90), mark="missed")
    assert "Not kept" in as_alice.get(f"/own/views/{entry}/").content.decode()


def test_after_the_end_nothing_new_is_shared_but_a_copy_can_be_taken_back(
    path: str, as_alice: Client, alice: User, bob: User
) -> None:
    post(as_alice, path, NOTE)
    post(as_alice, path + "share/", {})
    with acting(bob) as here:
        space = here.space.pk
        close(here=here, now=EVENING)
    for _ in ("while it is shown as closed", "after going on from it"):
        assert "Look at sharing it" not in as_alice.get(path).content.decode()
        assert post(as_alice, path + "share/", {}).status_code == 302
        with acting(alice) as here:
            if here.is_closed:
                go_on(here=here, now=EVENING)
    assert post(as_alice, path + "unshare/", {}).status_code == 302
    with acting(bob):
        assert not SharedView.objects.in_space(space).exists()
    assert notes(alice) == ["differently"]


def test_private_pages_stay_open_when_the_other_ends_the_space(
    as_alice: Client, bob: User, couple: Space
) -> None:
    with acting(bob) as here:
        close(here=here, now=EVENING)
    for page in ("/journal/", "/own/evening/", "/own/drawing/", "/own/preferences/"):
        assert as_alice.get(page).status_code == 200
