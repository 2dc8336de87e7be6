"""Every private page opens for its owner, in every world, without JavaScript and with HTMX."""

import pytest
from django.test import Client

from apps.accounts.models import User
from apps.spaces.models import Space
from tests.reflections.private import HTMX, answered, logged, wrote

pytestmark = pytest.mark.django_db

PAGES = [
    "/own/evening/", "/own/evening/day/", "/own/evening/footing/", "/own/evening/day/kept/",
    "/own/evening/day/change/", "/own/evening/less/", "/own/drawing/", "/own/drawing/day/",
    "/own/drawing/?range=all", "/own/drawing/?range=nonsense", "/own/band/?range=4w",
    "/own/band/?range=1y", "/own/what-holds/", "/own/preferences/", "/journal/",
    "/journal/earlier/", "/journal/earlier/2026-11/",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_whoever_is_alone_paired_or_repairing(
    page: str, as_alice: Client, as_bob: Client, as_charlie: Client, couple: Space
) -> None:
    for client in (as_alice, as_bob, as_charlie):
        found = client.get(page)
        assert found.status_code in {200, 302}, found.content
        assert client.get(page, headers=HTMX).status_code in {200, 204}


def test_pages_with_history_open_too(
    as_alice: Client, alice: User, bob: User, couple: Space
) -> None:
    answered(alice, [3, 4, 2, None, 5] * 20)
    wrote(alice, "Home at a quarter to.")
    event = logged(bob)
    for page in [*PAGES, f"/own/views/{event}/"]:
        assert as_alice.get(page).status_code in {200, 302}, page
