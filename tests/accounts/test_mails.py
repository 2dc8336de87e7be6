"""A mail says a code and nothing else (threat row 28)."""

from pathlib import Path
from typing import Any

import allauth.account
import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, RequestFactory

from apps.accounts.adapter import AccountAdapter
from apps.accounts.models import User
from apps.core.mail import Letter
from tests.accounts.conftest import CODE, RESET, SIGNUP, code_in, typed

THEIRS = Path(allauth.account.__file__).parents[1] / "templates" / "account"
NAMES = sorted(path.name for path in (THEIRS / "email").iterdir())
PREFIXES = sorted(name.removesuffix("_subject.txt") for name in NAMES if "_subject" in name)
MESSAGES = sorted(path.name for path in (THEIRS / "messages").iterdir())
PLACEHOLDER = "<code>"
ALLOWED = {
    f"{PLACEHOLDER} It works for twenty minutes, and once. If you did not ask for it, leave it "
    "be: nothing happens.",
    "No code is needed: this address is in use already. Sign in with it, or ask for a new "
    "password there. If it was not you, leave it be.",
    "Something was asked for with this address. There is nothing you need to do.",
}


def test_allauth_has_mails_to_override() -> None:
    assert len(NAMES) > 20


def source(name: str) -> Path:
    """The file a template comes from."""
    template: Any = get_template(name)
    return Path(template.origin.name)


@pytest.mark.parametrize("name", NAMES)
def test_each_mail_template_of_allauth_is_our_own(name: str) -> None:
    assert source(f"account/email/{name}").is_relative_to(settings.ROOT / "templates")


@pytest.mark.parametrize("name", MESSAGES)
def test_each_page_message_of_allauth_is_our_own(name: str) -> None:
    assert source(f"account/messages/{name}").is_relative_to(settings.ROOT / "templates")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", PREFIXES)
def test_whatever_allauth_knows_the_mail_says_one_of_three_things(
    prefix: str, outbox: list[Letter]
) -> None:
    canary = "canary@mail.example"
    everything = dict.fromkeys(
        ("user", "email", "ip", "user_agent", "site", "signup_url", "activate_url", "from_email"),
        canary,
    )
    adapter = AccountAdapter(RequestFactory().get("/"))
    adapter.send_mail(f"account/email/{prefix}", "to@mail.example", everything | {"code": "1"})
    letter = outbox[-1]
    assert letter.subject == "Your code"
    assert "canary" not in letter.body
    words = " ".join(letter.body.split())
    assert (f"{PLACEHOLDER}{words[1:]}" if words.startswith("1 ") else words) in ALLOWED


def test_every_mail_of_the_whole_way_is_on_the_list(visitor: Client, outbox: list[Letter]) -> None:
    visitor.post(SIGNUP, typed())
    visitor.post(CODE, {"action": "resend"})
    visitor.post(CODE, {"code": code_in(outbox[-1])})
    Client().post(SIGNUP, typed())
    Client().post(RESET, {"email": "mara@mail.example"})
    assert len(outbox) == 4
    for letter in outbox:
        body = " ".join(letter.body.split())
        code = code_in(letter)
        assert body.replace(code, PLACEHOLDER, 1) in ALLOWED or body in ALLOWED
        assert letter.subject == "Your code"
        for word in ("kept", "mara", "127.0.0.1", "http", "<", "journal", "partner"):
            assert word not in f"{letter.subject} {letter.body}".lower()


def test_the_sender_is_called_notes() -> None:
    assert settings.DEFAULT_FROM_EMAIL.startswith("Notes <")


def test_nobody_is_mailed_about_a_change_of_password(
    alice: User, as_alice: Client, outbox: list[Letter]
) -> None:
    """Notices of that kind tell whoever reads the mailbox (threat row 30)."""
    from tests.cast import PASSWORD

    as_alice.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": "a wholly new phrase"}
    )
    alice.refresh_from_db()
    assert alice.check_password("a wholly new phrase")
    assert outbox == []
