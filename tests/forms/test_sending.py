"""Every form, sent as it is meant to be: once, twice, with more than it has, and not at all."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.browser import rolled_back
from tests.access.routes import routes
from tests.forms.conftest import Stage
from tests.forms.scene import Reply, Scene
from tests.forms.table import TABLE, Form
from tests.world import World

FORMS = pytest.mark.parametrize("form", TABLE, ids=lambda form: form.name)
HTMX = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])


def whole(form: Form, scene: Scene) -> dict[str, Any]:
    """What a valid form holds here."""
    return {**form.data, **scene.extra}


def taken(form: Form, reply: Reply) -> bool:
    """Whether a form was accepted: it leads on, or shows what it found."""
    return reply.status in {200, 204, 302, 303} and not reply.to_sign_in


def test_every_route_that_takes_a_form_has_a_line(stage: Stage, world: World) -> None:
    known, missing = {form.route for form in TABLE}, []
    with rolled_back(), stage(TABLE[0]) as scene:
        for name, route in routes().items():
            if name in known:
                continue
            path = reverse(name, kwargs=_some_ids(route.params, world))
            reply = scene.send(b"", path=path, client=scene.browsers["alice"])
            if reply.status != 405:
                missing.append(f"{name} answers {reply.status} to a form")
    assert missing == []
    assert known <= routes().keys()


def _some_ids(params: tuple[str, ...], world: World) -> dict[str, Any]:
    known: dict[str, Any] = {
        "day": "2026-11-19", "path": "day", "month": "2026-11",
        "space": world.ids["space"]["closed"],
        "entry_id": world.ids["entry"]["bob"], "pk": world.ids["commitment"]["alice"],
    }  # fmt: skip
    return {name: known[name] for name in params}


@FORMS
@HTMX
def test_a_form_that_is_right_is_taken_and_sent_twice_it_counts_once(
    stage: Stage, form: Form, htmx: bool
) -> None:
    with stage(form) as scene:
        data = whole(form, scene)
        once = scene.post(data, htmx=htmx)
        assert taken(form, once), f"{once.status}: {[e.text for e in once.page.errors]}"
        assert bool(once.changes) or form.reads or form.route in QUIET
        twice = scene.post(data, htmx=htmx)
        # Asked for twice, a code is sent twice; only the newer works.
        assert twice.grown.keys() <= {"core_outbox"}, f"the second sending made {twice.grown}"
        assert kind_of(twice) in form.again | {kind_of(once)}, twice.status


# Nothing to change: it is as the form says already, or it happens in the session alone.
QUIET = {"account_login", "account_logout", "account_reauthenticate",
         "account_confirm_password_reset_code", "reflections:drawing", "reflections:drawing_of",
         "commitments:resume"}  # fmt: skip


def kind_of(reply: Reply) -> str:
    """What a reply is, in a word."""
    if reply.status in {204, 302, 303}:
        return "redirect"
    return {200: "page", 422: "sentence", 404: "gone"}.get(reply.status, str(reply.status))


MORE = {
    "id": "1", "pk": "1", "owner": "X", "owner_id": "X", "author": "X", "author_id": "X",
    "person_id": "X", "user": "X", "user_id": "X", "space": "S", "space_id": "S", "seat": "2",
    "solo": "true", "is_active": "false", "is_staff": "true", "is_superuser": "true",
    "state": "ended", "opened_at": "2020-01-01", "closed_at": "2020-01-01", "confirmed": "true",
    "verified": "true", "written_at": "2020-01-01", "made_at": "2020-01-01", "mark": "kept",
    "added_later": "false", "told_same_day": "true", "version_id": "1", "expires_at": "2099-01-01",
    "last_login": "2020-01-01", "month_tag": "x", "accepted_by_id": "X", "key_version": "9",
}  # fmt: skip


@FORMS
def test_fields_that_a_form_does_not_have_change_nothing(
    stage: Stage, world: World, form: Form
) -> None:
    strange = {"X": str(world.people["charlie"].pk), "S": str(world.ids["space"]["forming"])}
    more = {name: strange.get(value, value) for name, value in MORE.items()}
    with stage(form) as scene:
        plain = shape(scene.post(whole(form, scene)))
    with stage(form) as scene:
        data = whole(form, scene)
        reply = scene.post({name: value for name, value in more.items() if name not in data} | data)
        assert shape(reply) == plain
        found = str([each.after for each in reply.changes])
        assert strange["S"] not in found or form.who in {"charlie", "eve"}
        assert strange["X"] not in found or form.who in {"charlie", "eve"}


def shape(reply: Reply) -> list[Any]:
    """What was changed in which table, and every plain value that is no key and no seal."""
    return sorted(
        (each.table, each.act, str(sorted(_plain(each.before, each.after))))
        for each in reply.changes
    )


def _plain(before: Any, after: Any) -> Iterator[str]:
    for name, value in (after or before or {}).items():
        if (before or {}).get(name) != value or not before or not after:
            text = str(value)
            if len(text) < 32 or re.match(r"\d{4}-\d\d-\d\d\b", text):
                yield f"{name}={text}" if name != "id" else name


@FORMS
def test_after_sign_out_a_form_leads_to_sign_in_and_changes_nothing(
    stage: Stage, form: Form
) -> None:
    with stage(form) as scene:
        data = whole(form, scene)
        if form.who == "nobody":
            pytest.skip("for people who are not signed in")
        scene.client.post("/account/logout/")
        reply = scene.post(data)
        assert reply.changes == ()
        assert reply.to_sign_in or form.route in {"account_logout", "spaces:link"}, reply.status
        page = scene.send(b"", verb="GET")
        assert page.status in {302, 405, 200}
        assert "no-store" in page.headers["Cache-Control"]


@FORMS
def test_without_its_token_a_form_is_answered_kindly_and_changes_nothing(
    stage: Stage, form: Form
) -> None:
    with stage(form) as scene:
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.cookies = scene.client.cookies
        for htmx in (False, True):
            reply = scene.send(b"", client=strict, htmx=htmx)
            assert reply.status == 403
            assert reply.changes == ()
            assert "This page was open for a long while." in reply.text


@FORMS
def test_read_with_get_a_form_shows_itself_or_says_that_it_cannot(stage: Stage, form: Form) -> None:
    with stage(form) as scene:
        reply = scene.send(b"", verb="GET", query="?odd=1&id=2&%ff=%fe&change=no&from=x&back=\x00")
        assert reply.status in {200, 302, 404, 405}, reply.status
        assert reply.changes == ()
        if reply.status == 405:
            assert "<h1" in reply.text, "an empty page"
