"""What templates may ask of the design: drawings, dates, people's words, the navigation.

Every tag escapes what it is given. A wrong name for a drawing is a KeyError, not a hole in a page.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, Final, cast
from urllib.parse import urlencode

from django import template
from django.forms.boundfield import BoundField, BoundWidget
from django.template.base import NodeList, Parser, Template, Token, VariableNode
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.language import per_language
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

# What differs from page to page, and so can never stand in a fixed block.
OF_A_PAGE: Final = (VariableNode, IfNode, ForNode, CsrfTokenNode)


class FixedNode(template.Node):
    """A part that is the same on every page of a language: drawn once, then repeated."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.drawn: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The part, without anything of the page around it."""
        language = get_language()
        if language not in self.drawn:
            blank, page = Context(), cast(Template, context.template)
            blank.template = page
            with blank.render_context.push_state(page):
                self.drawn[language] = self.nodelist.render(blank)
        return self.drawn[language]


@register.tag
def fixed(parser: Parser, token: Token) -> FixedNode:
    """``{% fixed %}…{% endfixed %}``: words, addresses and drawings that never change.

    Variables, conditions, loops and the CSRF token are refused when the template is read.
    """
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    if any(nodelist.get_nodes_by_type(kind) for kind in OF_A_PAGE):
        raise template.TemplateSyntaxError("Something of the page stands in a fixed block.")
    return FixedNode(nodelist)


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """An icon that says nothing by itself; words stand beside it. ``size`` is "" or "sm"."""
    kinds = " ".join(filter(None, ("i", size, "flip" if name in drawings.FLIPPED else "")))
    return _svg(kinds, "0 0 24 24", drawings.ICONS[name])


@register.simple_tag
@cache
def mark(name: str) -> SafeString:
    """The mark of one state: kept, partly, missed, nothing, excused, paused, event, letter..."""
    return _svg("mark", "0 0 20 20", drawings.MARKS[drawings.ALIASES.get(name, name)])


@register.simple_tag
@cache
def stillness(rating: int | str) -> SafeString:
    """The line of a felt-safety point, 7 at ease to 1 on guard (measurement 2.4)."""
    path = format_html('<path d="{}"/>', drawings.STILLNESS[int(rating)])
    return _svg("", "0 0 60 24", path)


@register.simple_tag
def paths(strokes: Iterable[tuple[str, str]]) -> SafeString:
    """Strokes of a drawing, each a class and path data, as our own rules made them.

    Nothing a person typed can be in them: they are letters, figures and signs.
    """
    return _ours("".join(f'<path class="{css}" d="{d}"/>' for css, d in strokes))


@register.simple_tag
def dated_rows(rows: Iterable[tuple[date, Iterable[str]]]) -> SafeString:
    """Rows of a table: a day in short, and what stands beside it in plain cells."""
    drawn = []
    for first, texts in rows:
        cells = "".join([f"<td>{conditional_escape(text)}</td>" for text in texts])
        drawn.append(f'\n<tr><th scope="row">{_day(first, "short")}</th>{cells}</tr>')
    return _ours("".join(drawn))


@register.simple_tag
def control(widget: dict[str, Any]) -> SafeString:
    """An ``<input>`` of any kind, from what a widget of Django's tells about itself."""
    value = widget["value"]
    stated = {"type": widget["type"], "name": widget["name"]}
    stated |= {} if value is None else {"value": value}
    return _ours(f"<input{attributes(stated | widget['attrs'])}>")


@register.simple_tag
def attributes(attrs: dict[str, Any]) -> SafeString:
    """Attributes of an element, each after a space; False leaves one out, True gives its name."""
    return _ours("".join([_attr(*each) for each in attrs.items()]))


@register.simple_tag
def in_place(url: str, **query: object) -> SafeString:
    """Where a link in a list leads, and that its row is drawn anew in its place."""
    address = f"{url}?{urlencode(query)}"
    return format_html(
        'href="{}" hx-get="{}" hx-target="closest li" hx-swap="outerHTML"', address, address
    )


@register.simple_tag
def option(widget: dict[str, Any]) -> SafeString:
    """One choice of several, with its words beside it."""
    key = _attr("for", widget["attrs"].get("id", False))
    label = conditional_escape(widget["label"])
    return _ours(f'<label class="opt"{key}>{control(widget)} <span>{label}</span></label>')


@register.simple_tag
def level(widget: dict[str, Any]) -> SafeString:
    """One point of a scale, with its line (measurement 2.4)."""
    key = _attr("for", widget["attrs"].get("id", False))
    line, label = stillness(str(widget["value"])), conditional_escape(widget["label"])
    return _ours(f"<label{key}>{control(widget)}{line}<span>{label}</span></label>")


@register.filter
def points(field: BoundField) -> list[dict[str, Any]]:
    """Of a field's choices the points 7 to 1, as `level` draws them."""
    return [box.data for box in field if _is_point(box)]


@register.filter
def apart(field: BoundField) -> list[dict[str, Any]]:
    """Of a field's choices those beside the points, as `option` draws them."""
    return [box.data for box in field if box.data["value"] and not _is_point(box)]


@register.simple_tag
def day(value: date | datetime | str | None, style: str = "long") -> SafeString:
    """A local date (or its ISO form) in ``<time>``.

    ``style``: "long" is weekday, day and month; "short" day and month; "full" adds the year.
    """
    if not value:
        return mark_safe("")
    local = _local(date.fromisoformat(value) if isinstance(value, str) else value)
    return _day(local.date() if isinstance(local, datetime) else local, style)


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


@register.inclusion_tag("components/nav.html", takes_context=True)
def tabs(context: Context) -> dict[str, Any]:
    """The main navigation, the current place marked: "page" on the page itself, "true" below it."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    module = match.namespace.split(":")[0] if match else ""
    view = match.view_name if match else ""
    known = any(view == entry[0] for entry in TABS)
    return {
        "tabs": _tabs(module, request.path if known and request else ""),
        "here": getattr(request, "here", None),
    }


@per_language
def _tabs(module: str, path: str) -> SafeString:
    found = [tab for entry in TABS if (tab := _tab(entry, module, path))]
    return render_to_string("components/tabs.html", {"tabs": found})


def _tab(entry: tuple[str, str, Any, set[str]], module: str, path: str) -> dict[str, Any] | None:
    view, drawing, label, modules = entry
    try:
        url = reverse(view)
    except NoReverseMatch:  # a module not mounted has no tab; the look tests ask for all five
        return None
    current = "page" if url == path else "true" if module in modules else ""
    return {"url": url, "icon": drawing, "label": label, "current": current}


@per_language
def _day(local: date, style: str) -> SafeString:
    shape = {"long": "l j F", "short": "j F", "full": "j F Y"}[style]
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), date_format(local, shape)
    )


def _is_point(box: BoundWidget) -> bool:
    return str(box.data["value"]) in set("7654321")


def _attr(name: str, value: Any) -> str:
    if value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{conditional_escape(value)}"'


def _ours(markup: str) -> SafeString:
    return mark_safe(markup)  # noqa: S308 - put together above, whatever is a person's escaped


def _svg(kinds: str, box: str, inside: str) -> SafeString:
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>',
        kinds,
        box,
        _ours(inside),
    )


def _local(value: date | datetime) -> date | datetime:
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
