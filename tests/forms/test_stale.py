"""Pages that were open for a while: what they send meets a world that has moved on."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from tests.forms import ways
from tests.forms.conftest import Stage
from tests.forms.pages import strangers_sentences
from tests.forms.scene import Reply, Scene
from tests.forms.table import TABLE, Form
from tests.forms.test_sending import HTMX, kind_of, whole
from tests.world import NOW

BY_ROUTE: dict[str, Form] = {form.route: form for form in TABLE}
SHARED = [
    form for form in TABLE
    if form.who == "alice" and form.route.split(":")[0] in {"commitments", "spaces"}
    and form.route != "spaces:closed"
]  # fmt: skip


def by(who: str, route: str, data: dict[str, Any] | None = None, **ids: tuple[str, str]) -> Any:
    """A step taken elsewhere in the meantime."""

    def step(scene: Scene) -> None:
        pks = {name: scene.world.ids[kind][whose] for name, (kind, whose) in ids.items()}
        scene.go(route, data or {}, who=who, **pks)

    return step


MINE, BOBS = ("commitment", "alice"), ("commitment", "bob")
ENDED, RESTING = by("alice", "commitments:end", pk=MINE), by("alice", "commitments:rest", pk=MINE)
SENTENCE, REDIRECT, GONE = {"sentence"}, {"redirect"}, {"gone"}
MEANWHILE = [
    ("ended", ENDED, "commitments:log", SENTENCE),
    ("ended", ENDED, "commitments:words", SENTENCE),
    ("ended", ENDED, "commitments:rest", SENTENCE),
    ("ended", ENDED, "commitments:resume", SENTENCE),
    ("ended", ENDED, "commitments:end", SENTENCE),
    ("ended", ENDED, "commitments:review", SENTENCE),
    ("resting", RESTING, "commitments:words", SENTENCE),
    ("resting", RESTING, "commitments:rest", REDIRECT),
    ("bob ended it", by("bob", "commitments:end", pk=BOBS), "commitments:answer", SENTENCE),
    ("back already", by("alice", "commitments:away_back", pk=("away", "alice")),
     "commitments:away_back", GONE),
    ("removed", by("alice", "reflections:entry_remove", entry_id=("journal", "alice")),
     "reflections:entry", GONE),
    ("removed", by("alice", "reflections:entry_remove", entry_id=("journal", "alice")),
     "reflections:entry_remove", GONE),
    ("note gone", by("alice", "reflections:view_remove", entry_id=("entry", "bob")),
     "reflections:view_share", REDIRECT),
    ("copy gone", by("alice", "reflections:view_unshare", entry_id=("entry", "bob")),
     "reflections:view_unshare", REDIRECT),
    ("paused by bob", by("bob", "spaces:pause"), "spaces:pause", REDIRECT),
    ("resumed by bob", by("bob", "spaces:resume"), "spaces:resume", REDIRECT),
    ("taken back", by("charlie", "spaces:take_back"), "spaces:confirm", REDIRECT),
    ("stepped back", by("eve", "spaces:step_back"), "spaces:confirm", REDIRECT),
    ("confirmed", by("charlie", "spaces:confirm", invitation_id=("invitation", "charlie")),
     "spaces:take_back", REDIRECT),
    ("confirmed", by("charlie", "spaces:confirm", invitation_id=("invitation", "charlie")),
     "spaces:step_back", REDIRECT),
    ("asked already", by("dora", "spaces:invite", {"name": "D", "role": "none", "words": ""}),
     "spaces:invite", REDIRECT),
]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "route", "expected"), [case[1:] for case in MEANWHILE],
    ids=[f"{case[2]} after {case[0]}" for case in MEANWHILE],
)  # fmt: skip
@HTMX
def test_what_happened_meanwhile_is_said_and_stays(
    stage: Stage, step: Any, route: str, expected: set[str], htmx: bool
) -> None:
    form = BY_ROUTE[route]
    with stage(form) as scene:
        data = whole(form, scene)
        step(scene)
        reply = scene.post(data, htmx=htmx)
        assert kind_of(reply) in expected
        assert reply.changes == ()
        if expected is SENTENCE:
            assert reply.page.errors
            assert not any(strangers_sentences().search(e.text) for e in reply.page.errors)
        if expected is GONE:
            assert "There is nothing here." in reply.text


@pytest.mark.parametrize("form", SHARED, ids=lambda form: form.name)
@HTMX
def test_in_a_space_the_other_closed_nothing_shared_is_written(
    stage: Stage, form: Form, htmx: bool
) -> None:
    with stage(form) as scene:
        data = whole(form, scene)
        scene.go("spaces:close", {}, who="bob")
        reply = scene.post(data, htmx=htmx)
        assert kind_of(reply) == "redirect"
        where = reply.headers.get("Location") or reply.headers["HX-Redirect"]
        assert where == "/together/closed/"
        assert reply.changes == ()


@HTMX
def test_two_tabs_that_log_the_same_item_differently_keep_both_in_one_entry(
    stage: Stage, htmx: bool
) -> None:
    form = BY_ROUTE["commitments:log"]
    with stage(form) as scene:
        first = scene.post({**form.data, "how": "partly"}, htmx=htmx)
        second = scene.post({**form.data, "how": "kept"}, htmx=htmx)
        assert first.status == second.status
        assert (first.grown, second.grown) == ({"commitments_amendment": 1},) * 2
        entries = [each for each in second.changes if each.table == "commitments_entry"]
        assert [(e.act, e.before["mark"], e.after["mark"]) for e in entries] == [
            ("UPDATE", "partly", "kept")
        ]


@HTMX
def test_two_tabs_that_change_one_journal_entry_lose_neither(stage: Stage, htmx: bool) -> None:
    form = BY_ROUTE["reflections:entry"]
    with stage(form) as scene:
        data = whole(form, scene)
        assert scene.post(data | {"text": "From the one tab."}).status == 302
        reply = scene.post(data | {"text": "From the other tab."}, htmx=htmx)
        assert reply.status == 422
        assert reply.changes == ()
        assert "From the other tab." in reply.page.held("text")
        assert "From the one tab." in reply.text


@HTMX
def test_an_evening_left_open_for_two_days_is_not_kept_for_the_wrong_day(
    stage: Stage, htmx: bool
) -> None:
    form = BY_ROUTE["reflections:evening"]
    with stage(form) as scene, time_machine.travel(NOW + timedelta(days=1, hours=20), tick=False):
        # Only the day is over; whoever answers is still signed in.
        scene.client.force_login(scene.world.people["alice"])
        reply = scene.post(form.data, htmx=htmx)
        assert reply.status == 422
        assert reply.changes == ()
        assert "A plain line." in reply.page.held("line")
        assert "3" in reply.page.held("answer")


@pytest.mark.parametrize("way", ["expired", "used", "taken back", "unknown"])
@HTMX
def test_an_invitation_that_is_not_open_says_the_same_whatever_became_of_it(
    stage: Stage, way: str, htmx: bool
) -> None:
    told = []
    for route in ("spaces:link", "spaces:code"):
        form = BY_ROUTE[route]
        with stage(form) as scene:
            data = whole(form, scene)
            with time_machine.travel(NOW + _closed(way, scene), tick=False):
                scene.client.force_login(scene.world.people["dora"])
                sent = data | {"code": "0000-0000-0000"} if way == "unknown" else data
                reply = scene.post(sent, htmx=htmx)
            assert reply.status == (404 if route == "spaces:link" else 422)
            assert reply.changes == ()
            told.append(_sentence(reply))
    assert told == [True, True]


def _sentence(reply: Reply) -> bool:
    return "This invitation is not open." in reply.text


def _closed(way: str, scene: Scene) -> timedelta:
    if way == "expired":
        return timedelta(hours=73)
    if way == "unknown":
        scene.path = scene.path.replace(scene.guests["token"], "b" * 32)
    if way == "used":
        ways.used_by_another(scene)
    if way == "taken back":
        ways.greta_takes_back(scene)
    return timedelta(0)


@pytest.mark.parametrize("form", TABLE, ids=lambda form: form.name)
def test_a_person_who_is_gone_gets_no_error(stage: Stage, form: Form) -> None:
    """The session outlives its hours: every form leads to sign in, and is not written."""
    if form.who == "nobody" or form.route in {"account_logout", "spaces:link"}:
        pytest.skip("for people who are not signed in")
    with stage(form) as scene:
        data = whole(form, scene)
        with time_machine.travel(NOW + timedelta(hours=13), tick=False):
            reply = scene.post(data)
        assert reply.to_sign_in
        assert Counter(each.table for each in reply.changes).keys() <= {"django_session"}
