"""What no browser sends: too much, too many, cut off, in no known letters."""

import pytest

from tests.forms.conftest import Stage
from tests.forms.scene import FORM, Reply, Scene, encoded
from tests.forms.table import TABLE, Form
from tests.forms.test_sending import FORMS, whole

MULTIPART = "multipart/form-data; boundary=X"
PART = b'--X\r\nContent-Disposition: form-data; name="line"\r\n\r\n'
STRANGE = {
    "too large": (b"line=" + b"w" * 600_000, FORM),
    "a thousand fields": (b"&".join(b"f%d=1" % number for number in range(1000)), FORM),
    "no end": (PART + b"cut off", MULTIPART),
    "no boundary": (PART, "multipart/form-data"),
    "a wrong boundary": (PART, "multipart/form-data; boundary=" + "é" * 5),
    "not base64": (PART.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                   + b"%%%\r\n--X--\r\n", MULTIPART),
    "a file": (b'--X\r\nContent-Disposition: form-data; name="line"; filename="a.txt"\r\n'
               b"Content-Type: text/plain\r\n\r\nwords\r\n--X--\r\n", MULTIPART),
    "not UTF-8": (b"line=%ff%fe%c0%80&name=%ed%a0%80&\xff=\xfe", FORM),
    "another charset": (b"line=%E4", FORM + "; charset=utf-16"),
    "an unknown charset": (b"line=1", FORM + "; charset=klingon"),
    "JSON": (b'{"line": ["a"]}', "application/json"),
    "nothing at all": (b"", "text/plain"),
    "a broken percent": (b"%=%&%zz=%1&&&=&;", FORM),
}  # fmt: skip
ODD_QUERY = "?%ff=%ed%a0%80&back=%00&next=//evil.example"
OWN_PAGE = {400: "That did not arrive whole.", 404: "There is nothing here."}
# One of each family of views; what comes before a view is the same for all.
SOME = list({form.route: form for form in TABLE if form.route in {
    "account_login", "accounts:settings", "spaces:invite", "commitments:new", "commitments:first",
    "commitments:log", "commitments:line", "reflections:journal", "reflections:view",
}}.values())  # fmt: skip


@pytest.mark.parametrize("form", SOME, ids=lambda form: form.name)
@pytest.mark.parametrize("strange", STRANGE)
def test_strange_bodies_are_answered_with_a_page_of_ours(
    stage: Stage, form: Form, strange: str
) -> None:
    body, kind = STRANGE[strange]
    with stage(form) as scene:
        for htmx in (False, True):
            kindly(scene.send(body, kind=kind, htmx=htmx))


@FORMS
def test_too_large_or_too_many_changes_nothing_on_any_form(stage: Stage, form: Form) -> None:
    with stage(form) as scene:
        right = encoded(whole(form, scene))
        for body in (right + b"&more=" + b"w" * 600_000, right + b"&more=1" * 1000):
            reply = scene.send(body)
            # Where nothing is read of it, it is as if nothing had been sent along.
            assert reply.status == 400 or not form.fields, reply.status
            if reply.status == 400:
                kindly(reply)
                assert reply.changes == ()


@FORMS
@pytest.mark.parametrize("query", ["?x=1&x=2&[]=%00", ODD_QUERY])
def test_an_odd_address_is_never_an_error(stage: Stage, form: Form, query: str) -> None:
    with stage(form) as scene:
        for verb in ("GET", "POST"):
            reply = scene.send(encoded(whole(form, scene)), query=query, verb=verb)
            assert reply.status < 500
            assert "evil.example" not in reply.headers.get("Location", "").replace("%2F", "/")


FORGED = ["00000000-0000-0000-0000-000000000000", "A" * 36, "1", "..%2F..", "%00", "%ff",
          "x" * 3000, "ffffffff-ffff-ffff-ffff-ffffffffffff",
          "0b7f2c1e6a534d0c9f432f6f6b0a1c11"]  # fmt: skip


@pytest.mark.parametrize(
    "form", [form for form in TABLE if form.ids or form.words], ids=lambda form: form.name
)
def test_a_forged_id_is_not_found_and_changes_nothing(stage: Stage, form: Form) -> None:
    with stage(form) as scene:
        data = encoded(whole(form, scene))
        for path in _forged(form, scene):
            reply = scene.send(data, path=path)
            # Confirming what is not there leads back, and says that there is nothing.
            assert reply.status == 404 or form.route == "spaces:confirm", (path, reply.status)
            assert reply.changes == ()


def _forged(form: Form, scene: Scene) -> list[str]:
    known = [str(scene.world.ids[kind][whose]) for kind, whose in form.ids.values()]
    real = (known or list(form.words.values()))[0]
    return [scene.path.replace(real, each) for each in FORGED]


def kindly(reply: Reply) -> None:
    """A refusal on a page of ours, or an ordinary answer; never an error, never a traceback."""
    assert reply.status < 500, reply.status
    assert "Traceback" not in reply.text
    if reply.status in OWN_PAGE:
        assert OWN_PAGE[reply.status] in reply.text
