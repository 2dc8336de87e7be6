"""What the timeline costs: the same for few rows and many, for one year and ten."""

import gzip
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import User
from apps.commitments.services import telling
from tests.cast import acting
from tests.commitments.people import THURSDAY, at, says
from tests.timeline.people import past

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("couple", "on_thursday")]
SPANS = ("4w", "3m", "1y", "all")


def _asked(client: Client, path: str) -> tuple[list[str], bytes]:
    with CaptureQueriesContext(connection) as asked:
        page = client.get(path)
    assert page.status_code == 200
    return [query["sql"] for query in asked], page.content


def test_the_number_of_queries_does_not_grow(bob: User, as_alice: Client) -> None:
    paths = [f"/timeline/?range={span}" for span in SPANS]
    said = says(bob, on=THURSDAY - timedelta(days=6))
    past(bob, said, THURSDAY - timedelta(days=6), THURSDAY)
    few = [_asked(as_alice, path)[0] for path in paths]
    for number in range(4):
        more = says(bob, f"I do {number}", on=date(2017, 1, 2))
        past(bob, more, date(2017, 1, 2), THURSDAY - timedelta(days=90), step=14)
        past(bob, more, THURSDAY - timedelta(days=80), THURSDAY)
    with acting(bob) as here:
        for back in range(20):
            telling.tell_first(
                space_id=here.space.pk,
                person_id=bob.pk,
                line="x",
                now=at(THURSDAY),
                today=THURSDAY - timedelta(days=back),
            )
    for path, before in zip(paths, few, strict=True):
        many, _ = _asked(as_alice, path)
        assert len(many) == len(before), (path, before, many)


def test_three_months_open_only_the_words_and_what_is_listed(
    bob: User, as_alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from apps.core.fields import SealedField

    said = says(bob, on=date(2025, 11, 24))
    past(bob, said, date(2025, 11, 24), THURSDAY)
    opened: list[str] = []
    real = SealedField.open

    def spy(self: SealedField, instance: object, sealed: bytes | None) -> object:
        opened.append(f"{type(instance).__name__}.{self.attname}")
        return real(self, instance, sealed)

    monkeypatch.setattr(SealedField, "open", spy)
    as_alice.get("/timeline/")
    assert "Version.said" in opened
    assert not [name for name in opened if name.startswith("Entry.")]


def test_three_months_with_four_threads_stay_small(bob: User, as_alice: Client) -> None:
    for number in range(4):
        said = says(bob, f"I am home by {number} or I call before", on=date(2026, 8, 31))
        past(bob, said, date(2026, 8, 31), THURSDAY)
    _, body = _asked(as_alice, "/timeline/")
    assert len(gzip.compress(body)) < 6500
