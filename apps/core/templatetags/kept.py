"""What templates may ask of the design: drawings, dates, people's words, the navigation.

Every tag escapes what it is given. A wrong name for a drawing is a KeyError, not a hole in a page.
"""

from datetime import date, datetime
from typing import Any, Final

from django import template
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from apps.core.templatetags import drawings

register = template.Library()

# View, icon, words, and the modules whose pages stand under this tab.
TABS: Final = (
    ("today:home", "today", _("Today"), {"today", "repair"}),
    ("timeline:home", "timeline", _("Timeline"), {"timeline"}),
    ("commitments:index", "said", _("Said"), {"commitments"}),
    ("reflections:journal", "journal", _("Journal"), {"reflections"}),
    (
        "accounts:settings",
        "settings",
        _("Settings"),
        {"accounts", "spaces", "reminders", "exports"},
    ),
)


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon that says nothing by itself; words stand beside it. ``size`` is "" or "sm"."""
    kinds = " ".join(filter(None, ("i", size, "flip" if name in drawings.FLIPPED else "")))
    return _svg(kinds, "0 0 24 24", drawings.ICONS[name])


@register.simple_tag
def mark(name: str) -> SafeString:
    """The mark of one state: kept, partly, missed, nothing, excused, paused, event, letter..."""
    return _svg("mark", "0 0 20 20", drawings.MARKS[drawings.ALIASES.get(name, name)])


@register.simple_tag
def stillness(rating: int | str) -> SafeString:
    """The line of a felt-safety point, 7 at ease to 1 on guard (measurement 2.4)."""
    path = format_html('<path d="{}"/>', drawings.STILLNESS[int(rating)])
    return _svg("", "0 0 60 24", path)


@register.simple_tag
def day(value: date | datetime | str | None, style: str = "long") -> SafeString:
    """A local date (or its ISO form) in ``<time>``.

    ``style``: "long" is weekday, day and month; "short" day and month; "full" adds the year.
    """
    if not value:
        return mark_safe("")
    local = _local(date.fromisoformat(value) if isinstance(value, str) else value)
    shape = {"long": "l j F", "short": "j F", "full": "j F Y"}[style]
    stamp = local.strftime("%Y-%m-%d")
    return format_html('<time datetime="{}">{}</time>', stamp, date_format(local, shape))


@register.simple_tag
def clock(value: datetime) -> SafeString:
    """The local time of day in ``<time>``, in 24 hours: "p.m." before a full stop reads twice."""
    stamp = _local(value).strftime("%H:%M")
    return format_html('<time datetime="{}">{}</time>', stamp, stamp)


@register.filter
def words(value: Any) -> SafeString:
    """People's words: escaped, line breaks kept.

    A text that could not be opened (``is_unopened``) shows its own sentence and never looks empty.
    """
    if value is None:
        return mark_safe("")
    if getattr(value, "is_unopened", False):
        return format_html('<p class="meta">{}</p>', str(value))
    return SafeString(linebreaks(conditional_escape(value)))


@register.inclusion_tag("components/tabs.html", takes_context=True)
def tabs(context: Context) -> dict[str, Any]:
    """The main navigation, the current place marked: "page" on the page itself, "true" below it."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    module = match.namespace.split(":")[0] if match else ""
    path = getattr(request, "path", "")
    found = [tab for entry in TABS if (tab := _tab(entry, module, path))]
    return {"tabs": found, "here": getattr(request, "here", None)}


def _tab(entry: tuple[str, str, Any, set[str]], module: str, path: str) -> dict[str, Any] | None:
    view, drawing, label, modules = entry
    try:
        url = reverse(view)
    except NoReverseMatch:  # a module not mounted has no tab; the look tests ask for all five
        return None
    current = "page" if url == path else "true" if module in modules else ""
    return {"url": url, "icon": drawing, "label": label, "current": current}


def _svg(kinds: str, box: str, inside: str) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>',
        kinds,
        box,
        mark_safe(inside),  # noqa: S308 - ours, from drawings.py; never a person's text
    )


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
