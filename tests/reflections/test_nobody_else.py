"""Nothing private reaches a partner or a stranger, by any route, verb or way round the managers."""

import re
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.core.keys import NotYourKey
from apps.core.managers import UnscopedQueryError
from apps.reflections.models import CheckIn, JournalEntry, OwnView, Preferences
from apps.reflections.services import events, preferences
from apps.sharing.rules import View
from apps.spaces.models import Space
from tests.cast import acting
from tests.reflections.private import CANARY, EVENING, HTMX, answered, blank, logged, wrote

pytestmark = pytest.mark.django_db
TABLES = [CheckIn, JournalEntry, OwnView, Preferences]
PAGES = [
    "/own/evening/", "/own/evening/day/", "/own/evening/footing/", "/own/evening/day/kept/",
    "/own/evening/day/change/", "/own/evening/day/effect/", "/own/evening/less/", "/own/drawing/",
    "/own/drawing/day/", "/own/drawing/?range=all", "/own/band/?range=all", "/own/what-holds/",
    "/own/preferences/", "/journal/", "/journal/earlier/", "/journal/earlier/2026-11/",
]  # fmt: skip
VERBS = ["get", "head", "post", "put", "patch", "delete", "options"]
FORM: dict[str, Any] = {"wanted": CANARY[:4], "text": "", "answer": "", "pace": "x"}


@pytest.fixture(autouse=True)
def _evening() -> Any:
    with time_machine.travel(EVENING, tick=False):
        yield


def live_privately(alice: User, bob: User) -> list[str]:
    """Alice answers, writes, and notes something; the addresses that came of it."""
    answered(alice, [2, 4, 3] * 30, tags={3: ("something_new",)})
    entry = wrote(alice, f"{CANARY} again", days=90)
    event = logged(bob, day=EVENING)
    with acting(alice):
        events.note_view(person_id=alice.pk, entry_id=event, view=View.DIFFERENTLY, line=CANARY)
    return [f"/journal/{entry}/", f"/journal/{entry}/remove/"]


def fetched(client: Client, page: str, verb: str) -> Any:
    data = dict(FORM) if verb == "post" else None
    return getattr(client, verb)(page, data, headers=HTMX if verb == "get" else {})


@pytest.mark.parametrize("verb", VERBS)
def test_no_route_gives_a_partner_or_a_stranger_anything(
    verb: str, alice: User, bob: User, as_bob: Client, as_charlie: Client, couple: Space
) -> None:
    own = live_privately(alice, bob)
    missing = [page.replace(page.split("/")[2], str(uuid4())) for page in own]
    for client in (as_bob, as_charlie):
        for page in PAGES:
            found = fetched(client, page, verb)
            assert found.status_code < 500
            assert CANARY not in found.content.decode()
        for real, none in zip(own, missing, strict=True):
            one, other = fetched(client, real, verb), fetched(client, none, verb)
            assert (one.status_code, blank(one)) == (other.status_code, blank(other))
            assert one.headers.items() == other.headers.items()
            assert one.status_code in ({404, 405} if verb != "options" else {404, 405, 200})


def test_foreign_and_missing_take_the_same_queries(
    alice: User, bob: User, as_bob: Client, couple: Space
) -> None:
    (page, _remove) = live_privately(alice, bob)
    as_bob.get(page)

    def queries(path: str) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            as_bob.get(path)
        bare = [query["sql"].split("WHERE")[0] for query in seen.captured_queries]
        return [re.sub(r"SAVEPOINT .*", "SAVEPOINT", sql) for sql in bare]

    assert queries(page) == queries(f"/journal/{uuid4()}/")


def test_the_partners_pages_are_the_same_in_both_worlds(
    alice: User, bob: User, as_bob: Client, couple: Space
) -> None:
    event = logged(bob)
    before = [blank(as_bob.get(page)) for page in PAGES]
    answered(alice, [2, 4, 3] * 30)
    wrote(alice, CANARY)
    with acting(alice):
        events.note_view(person_id=alice.pk, entry_id=event, view=View.PARTLY, line=CANARY)
        preferences.change(person_id=alice.pk, evenings=2, spellcheck=True)
    assert [blank(as_bob.get(page)) for page in PAGES] == before


def test_no_page_of_the_repairing_partner_has_a_trace_of_felt_safety(
    bob: User, as_bob: Client, couple: Space
) -> None:
    shown = ["/own/evening/", "/own/drawing/", "/own/band/", "/own/what-holds/", "/journal/",
             "/own/preferences/", "/own/evening/less/"]  # fmt: skip
    for page in shown:
        text = as_bob.get(page).content.decode().lower()
        assert not [w for w in ("safe", "felt", "guard", "at ease", "/day/") if w in text], page


@pytest.mark.parametrize("model", TABLES)
def test_the_database_shows_a_row_to_its_owner_only(
    model: Any, alice: User, bob: User, charlie: User, couple: Space
) -> None:
    live_privately(alice, bob)
    with acting(alice):
        assert model._base_manager.count() > 0
    for person in (bob, charlie):
        with acting(person):
            assert model._base_manager.count() == 0
            assert model._base_manager.all().delete()[0] == 0
            assert model._base_manager.update(owner_id=person.pk) == 0
            with pytest.raises(UnscopedQueryError):
                model.objects.all()
    with acting(alice):
        assert model._base_manager.count() > 0


@pytest.mark.parametrize("model", TABLES)
def test_nobody_at_all_is_an_error_not_an_empty_list(
    model: Any, alice: User, bob: User, couple: Space
) -> None:
    live_privately(alice, bob)
    with pytest.raises(DatabaseError), transaction.atomic():
        list(model._base_manager.all())


def test_nobody_writes_in_anothers_name(alice: User, bob: User, couple: Space) -> None:
    with acting(bob):
        with pytest.raises(NotYourKey), transaction.atomic():
            JournalEntry(owner_id=alice.pk, month_tag=b"x", entry={"text": "forged"}).save()
        with pytest.raises(DatabaseError), transaction.atomic():
            JournalEntry(owner_id=alice.pk, month_tag=b"x", entry=b"forged").save()


def test_nothing_lies_in_the_database_in_the_clear(alice: User, bob: User, couple: Space) -> None:
    live_privately(alice, bob)
    with acting(alice):
        for model in TABLES:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT t::text FROM {model._meta.db_table} t")
                stored = " ".join(row[0] for row in cursor.fetchall())
            words = [CANARY, CANARY.encode().hex(), "2026-11", b"2026-11".hex(), "something_new"]
            assert not [word for word in words if word in stored], model
            assert all(
                len(str(row.pk)) == 36 and row.pk.version == 4 for row in model._base_manager.all()
            )


def test_private_tables_have_no_clear_time_number_or_sequence() -> None:
    allowed = {"UUIDField", "ForeignKey", "BinaryField", "SealedField"}
    clear = {
        (model.__name__, field.name)
        for model in TABLES
        for field in model._meta.get_fields()
        if type(field).__name__ not in allowed
    }
    assert clear == {("JournalEntry", "expires_on")}
