"""Short ways to write private rows, and to blank out what may differ between two pages."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.test import Client

from apps.accounts.models import User
from apps.commitments.models import Entry, Version
from apps.commitments.rules.rhythms import Kind as RhythmKind
from apps.commitments.rules.rhythms import Rhythm
from apps.commitments.services.saying import Wish, say
from apps.core import keys
from apps.reflections.models import CheckIn
from apps.reflections.rules.scale import Kind
from apps.reflections.services import answers, preferences
from apps.reflections.services.answers import Answer
from apps.reflections.services.journal import keep_entry
from apps.reflections.services.tags import day_tag, month_tag
from tests.cast import acting

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 11, 19, 19, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
CANARY = "kingfisher-at-the-weir"
MASKED = (
    r'name="csrfmiddlewaretoken" value="[^"]*"|X-CSRFToken": "[^"]*"|name="token" value="[^"]*"'
)
HTMX = {"HX-Request": "true"}


def blank(page: Any) -> bytes:
    """A page without its CSRF token and the form's own id."""
    return re.sub(MASKED, "", page.content.decode()).encode()


def answered(
    person: User,
    values: Sequence[int | None],
    *,
    until: datetime = EVENING,
    kind: Kind = Kind.FELT,
    line: str = CANARY,
    tags: dict[int, tuple[str, ...]] | None = None,
) -> None:
    """One answer a day, the last of them on the day of `until`; None leaves a day empty."""
    with acting(person):
        keys.remember_keys()
        row = preferences.locked(person.pk)
        found, rows = preferences.from_stored(row.choices), []
        for step, value in enumerate(reversed(values)):
            if value is None:
                continue
            day = (until - timedelta(days=step)).astimezone(BERLIN).date()
            answer = Answer(value=value, line=line, tags=(tags or {}).get(step, ()))
            found = answers._noted(found, kind, day, answer)
            rows.append(
                CheckIn(
                    owner_id=person.pk,
                    day_tag=day_tag(person.pk, kind, day),
                    month_tag=month_tag(person.pk, kind, day),
                    answer=answers._stored(kind, day, answer, yesterday=False),
                )
            )
        old = CheckIn.objects.visible_to(person.pk)
        old.filter(day_tag__in=[each.day_tag for each in rows]).delete()
        CheckIn._base_manager.bulk_create(rows)
        row.choices = preferences.to_stored(found)
        row.save(update_fields=["choices"])
        keys.forget_keys()


def wrote(person: User, text: str, *, at: datetime = EVENING, days: int | None = None) -> UUID:
    """A journal entry, by its id."""
    with acting(person):
        entry = keep_entry(
            person_id=person.pk,
            entry_id=uuid4(),
            text=text,
            days=days,
            now=at.astimezone(BERLIN),
        )
        return UUID(str(entry.pk))


def logged(
    person: User, *, line: str = "18:44.", mark: str = "kept", day: datetime = EVENING
) -> UUID:
    """Something that `person` said and logged, by the entry's id."""
    with acting(person) as here:
        wish = Wish("Home by seven", Rhythm(RhythmKind.DAILY), "Europe/Berlin")
        date = day.date()
        said = say(
            space_id=here.space.pk, person_id=person.pk, wish=wish, starts_on=date,
            review_on=None, now=day, today=date,
        )  # fmt: skip
        version = Version.objects.in_space(here.space.pk).of(said.pk).first()
        entry = Entry(
            space_id=here.space.pk, author_id=person.pk, commitment=said, version=version,
            day=date, mark=mark, line=line, written_at=day,
        )  # fmt: skip
        entry.save(force_insert=True)
        return UUID(str(entry.pk))


def post(client: Client, path: str, data: dict[str, Any], *, htmx: bool = False) -> Any:
    """Send a form, with or without HTMX."""
    return client.post(path, data, headers=HTMX if htmx else {})
