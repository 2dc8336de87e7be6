"""The one door for `today` and `exports` (docs/architecture.md, The house)."""

from datetime import datetime

from django.utils import timezone

from apps.reflections.forms import Evening, evening
from apps.reflections.rules.scale import Kind, Other, Tag
from apps.reflections.services import preferences
from apps.reflections.services.answers import Answer, keep_answer
from apps.reflections.services.events import note_view
from apps.reflections.services.journal import keep_entry
from apps.reflections.services.words import kinds_for
from apps.spaces.here import Here

# The demo couple writes through the same doors as everybody.
__all__ = [
    "Answer",
    "Kind",
    "Other",
    "Tag",
    "evening_form",
    "keep_answer",
    "keep_entry",
    "note_view",
]


def evening_form(here: Here, now: datetime) -> Evening | None:
    """The evening question for the first page, or None on days without one.

    Draw it with `{% include "reflections/_evening.html" %}` and the context name `evening`.
    The same blank form whatever was answered before (answers 6). One query.
    """
    wishes = preferences.wishes(here.person_id)
    if not wishes.prompts_on(timezone.localdate(now)):
        return None
    kind = kinds_for(here.role)[0]
    return evening(kind, here.partner_name, wishes, now, timezone.get_current_timezone())
