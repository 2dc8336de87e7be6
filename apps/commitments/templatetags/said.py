"""Drawings and buttons of what was said, for the templates that repeat them most."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.commitments.rules.outcomes import Outcome
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
@per_language
def outcome_buttons(noting: bool = False) -> SafeString:
    """The four outcomes, equal effort; `noting` leaves the fourth to "only note it"."""
    shown = {"outcomes": list(Outcome), "noting": noting}
    return render_to_string("commitments/_outcomes.html", shown)
