"""Drawings and buttons of what was said, for the templates that repeat them most."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.commitments.rules.outcomes import Outcome
from apps.commitments.rules.thread import Thread
from apps.commitments.services.mini import Mini
from apps.core.language import per_language
from apps.core.templatetags.kept import paths

register = template.Library()


@register.simple_tag
def small_thread(mini: Mini | None) -> str:
    """The last two weeks beside a row; nothing before the first day."""
    if mini is None:
        return ""
    return format_html(
        '<svg class="mini" viewBox="{}" role="img" aria-label="{}">{}</svg>',
        mini.view_box,
        mini.aria,
        paths(mini.strokes),
    )


@register.simple_tag
def thread_lines(thread: Thread, key: str) -> SafeString:
    """The lines of a thread: the first holds the drawing, the others show their part of it.

    `key` becomes the id of the drawing.
    """
    held = format_html('<g id="{}">{}</g>', key, paths(thread.strokes))
    again = format_html('<use href="#{}"/>', key)
    return format_html_join(
        "",
        '\n<div class="line"><svg viewBox="{}" role="img" aria-label="{}">{}</svg>'
        '<span aria-hidden="true">{}</span></div>',
        (
            (line.view_box, line.aria, again if number else held, line.label)
            for number, line in enumerate(thread.lines)
        ),
    )


@register.simple_tag
@per_language
def outcome_buttons(noting: bool = False) -> SafeString:
    """The four outcomes, equal effort; `noting` leaves the fourth to "only note it"."""
    shown = {"outcomes": list(Outcome), "noting": noting}
    return render_to_string("commitments/_outcomes.html", shown)
