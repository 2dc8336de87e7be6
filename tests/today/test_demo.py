"""The demo couple: made twice, signed in, and the wall that keeps it on this machine."""

import re
from io import StringIO
from time import monotonic

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from apps.accounts.models import User
from apps.commitments.models import Entry
from tests.cast import acting

pytestmark = pytest.mark.django_db


def _run() -> dict[str, str]:
    out = StringIO()
    call_command("demo", stdout=out)
    return dict(re.findall(r"^demo: (\S+@demo\.example) (\S+)$", out.getvalue(), re.M))


def test_the_demo_makes_two_people_who_can_sign_in_and_see_their_twelve_weeks() -> None:
    began = monotonic()
    told = _run()
    assert monotonic() - began < 30, "eight seconds alone on a machine, more in company"
    assert set(told) == {"tobin@demo.example", "maren@demo.example"}
    for email, password in told.items():
        client = Client()
        assert client.login(email=email, password=password)
        for name in ("today:home", "timeline:home", "reflections:journal"):
            assert client.get(reverse(name)).status_code == 200, name
    tobin = User.objects.get(email="tobin@demo.example")
    with acting(tobin) as here:
        entries = list(Entry.objects.in_space(here.space.pk).by(tobin.pk))
        assert any(entry.line for entry in entries)
    assert {entry.mark for entry in entries} >= {"kept", "partly", "missed", "excused"}
    assert len(entries) > 90


def test_a_second_run_sets_new_passwords_and_writes_nothing_twice() -> None:
    first = _run()
    tobin = User.objects.get(email="tobin@demo.example")
    with acting(tobin) as here:
        before = Entry.objects.in_space(here.space.pk).count()
    second = _run()
    assert set(first) == set(second)
    assert first["tobin@demo.example"] != second["tobin@demo.example"]
    assert not Client().login(email="tobin@demo.example", password=first["tobin@demo.example"])
    assert Client().login(email="tobin@demo.example", password=second["tobin@demo.example"])
    with acting(tobin) as here:
        assert Entry.objects.in_space(here.space.pk).count() == before


def test_the_demo_refuses_where_others_could_reach_it() -> None:
    with override_settings(LOOPBACK=False), pytest.raises(CommandError, match="this machine"):
        call_command("demo")
    assert not User.objects.filter(email__endswith="@demo.example").exists()
