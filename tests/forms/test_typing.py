"""Whatever is typed: taken as it is, or refused in a sentence beside it, with nothing lost."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.forms.conftest import Stage
from tests.forms.pages import Page, strangers_sentences
from tests.forms.scene import Reply
from tests.forms.table import TABLE, Form, Pick, Text
from tests.forms.test_sending import HTMX, taken, whole

Field = tuple[Form, str]
TEXTS = [(form, name) for form in TABLE for name, f in form.fields.items() if isinstance(f, Text)]
ANY_SIGN = [
    (form, name) for form in TABLE for name, f in form.fields.items()
    if isinstance(f, Text) and f.emoji
]  # fmt: skip
PICKS = [(form, name) for form in TABLE for name, f in form.fields.items() if isinstance(f, Pick)]


def called(value: object) -> str:
    """A form's or a field's name, for the report."""
    return value.name if isinstance(value, Form) else str(value)


SIGNS = {
    "NUL": "a\x00b",
    "a control sign": "a\x07b",
    "escape": "a\x1b[31mb",
    "text turned round": "a\u202eb",
    "an isolate": "a\u2067b",
}  # fmt: skip
# What is not UTF-8 arrives as the sign for a lost one: written down, and never an error.
LOST = ["a\ud800b", "\udfff"]
ODD = {
    "family": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "joined": "می\u200cخواهم",
    "four bytes": "\U00020bb7\U0001d4d0",
    "combining": "e\u0301 q\u0323\u0307",
    "stacked": "Z" + "\u0300\u0316\u0334" * 8 + "a",
    "right to left": "שלום عليكم",
    "markup": "<b>&amp;\"'</b>{{ x }}%s",
    "long word": "w" * 50,
}  # fmt: skip
BLANK = ["", "   ", "\u3000\u00a0\u2003", "\r\n\r\n"]


@pytest.mark.parametrize(("form", "name"), TEXTS, ids=called)
@HTMX
def test_text_that_is_too_long_or_empty_is_told_beside_the_field(
    stage: Stage, form: Form, name: str, htmx: bool
) -> None:
    kind = form.fields[name]
    assert isinstance(kind, Text)
    with stage(form) as scene:
        data = whole(form, scene)
        for typed, sent in _long_or_blank(kind, data, name):
            scene.refreshed(form)
            refused(scene.post(sent, htmx=htmx), form, name, typed, data | {name: ""})
        if not kind.needed:
            assert taken(form, scene.post({**data, name: ""}, htmx=htmx))


def _long_or_blank(
    kind: Text, data: dict[str, Any], name: str
) -> Iterator[tuple[str | None, dict[str, Any]]]:
    long = "w" * (kind.most + 1)
    if "@" in data.get(name, ""):
        long = "w" * kind.most + "@mail.example"
    yield long, {**data, name: long}
    if kind.needed:
        # Spaces are a password like any other, if a poor one.
        for value in BLANK if kind.kept is not False else BLANK[:1]:
            yield None, {**data, name: value}
        yield None, {key: value for key, value in data.items() if key != name}


@pytest.mark.parametrize(("form", "name"), TEXTS, ids=called)
def test_signs_that_are_no_writing_are_refused_and_the_rest_is_taken(
    stage: Stage, form: Form, name: str
) -> None:
    kind = form.fields[name]
    assert isinstance(kind, Text)
    with stage(form) as scene:
        data = whole(form, scene)
        for number, sign in enumerate(SIGNS.values()):
            scene.refreshed(form)
            reply = scene.post({**data, name: sign}, htmx=number % 2 == 1)
            refused(reply, form, name, None, data | {name: ""}, about=repr(sign))
        for value in [*LOST, ["one", "two"]]:
            scene.refreshed(form)
            assert scene.post({**data, name: value}).status < 500


@pytest.mark.parametrize(("form", "name"), ANY_SIGN, ids=called)
def test_every_script_and_every_sign_that_is_writing_is_taken(
    stage: Stage, form: Form, name: str
) -> None:
    kind = form.fields[name]
    assert isinstance(kind, Text)
    most = kind.most
    whole_line = " ".join(ODD.values())
    for value in [whole_line] if len(whole_line) <= most else ODD.values():
        with stage(form) as scene:
            reply = scene.post({**whole(form, scene), name: value})
            assert taken(form, reply), f"{value!r}: {[e.text for e in reply.page.errors]}"


@pytest.mark.parametrize(("form", "name"), TEXTS, ids=called)
def test_what_one_wrote_comes_back_beside_another_fields_mistake(
    stage: Stage, form: Form, name: str
) -> None:
    kind, others = form.fields[name], [other for other in form.fields if other != name]
    assert isinstance(kind, Text)
    if not (others and kind.emoji and kind.kept):
        pytest.skip("the only field, or one that is not shown again")
    written = (" ".join(ODD.values()) + "\u2026 kept")[: min(kind.most, 250)]
    with stage(form) as scene:
        data = whole(form, scene) | {name: written}
        wrong = form.fields[others[0]]
        bad = wrong.wrong[0] if isinstance(wrong, Pick) else "w" * (wrong.most + 1)
        reply = scene.post({**data, others[0]: bad})
        assert reply.status == 422
        assert reply.changes == ()
        assert written in reply.page.held(name)


@pytest.mark.parametrize(("form", "name"), PICKS, ids=called)
@HTMX
def test_what_is_no_date_number_or_choice_is_told_beside_the_field(
    stage: Stage, form: Form, name: str, htmx: bool
) -> None:
    kind = form.fields[name]
    assert isinstance(kind, Pick)
    with stage(form) as scene:
        data = whole(form, scene)
        for value in wrong_ones(kind, htmx):
            reply = scene.post({**data, name: value}, htmx=htmx)
            refused(reply, form, name, value if kind.typed and value.isprintable() else None, data)
        if kind.needed:
            missing = {key: value for key, value in data.items() if key != name}
            refused(scene.post(missing, htmx=htmx), form, name, None, missing)
            refused(scene.post({**data, name: ""}, htmx=htmx), form, name, None, data)
        several = scene.post({**data, name: [kind.wrong[0], kind.wrong[-1]]}, htmx=htmx)
        assert several.status == 422
        assert several.changes == ()


def wrong_ones(kind: Pick, htmx: bool) -> Iterator[str]:
    """All of them, and with HTMX the first two: the form is the same."""
    yield from kind.wrong[:2] if htmx else (*kind.wrong, "\x00", "\ud800", "   x")


def refused(
    reply: Reply,
    form: Form,
    name: str,
    typed: str | None,
    data: dict[str, Any],
    about: str = "",
) -> None:
    """422, nothing changed, a sentence of ours tied to the field, and what was typed again."""
    said = [each.text.strip() for each in reply.page.errors]
    assert reply.status == 422, f"{reply.status} {said} for {about or repr(typed)[:80]}"
    assert reply.changes == (), [each.table for each in reply.changes]
    strange = [text for text in said if strangers_sentences().search(text)]
    assert not strange, strange
    assert said, "no sentence says what was wrong"
    kind = form.fields[name]
    if isinstance(kind, Pick) and not kind.seen:
        return
    _beside(reply.page, name)
    held = reply.page.held(name)
    if typed is not None and (isinstance(kind, Pick) or kind.kept):
        assert typed in held, f"what was typed into {name} is gone"
    if isinstance(kind, Text) and kind.kept is False:
        assert held <= {""}, "what is secret stands in the page"
    for other, its in form.fields.items():
        if other != name and isinstance(its, Text) and its.kept and data.get(other):
            assert data[other] in reply.page.held(other), f"what was typed into {other} is gone"


def _beside(page: Page, name: str) -> None:
    controls = page.named(name)
    assert controls, f"the page has no {name}"
    marked = [each for each in controls if each.attrs.get("aria-invalid") == "true"]
    assert marked, f"{name} is not marked aria-invalid"
    assert any(page.sentences(each) for each in marked), f"no sentence is tied to {name}"
