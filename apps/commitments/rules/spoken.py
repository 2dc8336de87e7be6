"""What a line of the thread says aloud, for those who do not see it drawn."""

from collections.abc import Sequence
from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, pgettext

from apps.commitments.rules.outcomes import Mark
from apps.commitments.rules.tally import DayState
from apps.core.language import per_language


@per_language
def day_words(day: date) -> str:
    """Day and month in the reader's order, as "31 August"."""
    return dateformat.format(day, pgettext("date format, day and month", "j F"))


@per_language
def year_words(day: date) -> str:
    """Day, month and year, as "31 August 2026"."""
    return dateformat.format(day, pgettext("date format, day, month and year", "j F Y"))


def line_sentence(first: date, last: date, days: Sequence[DayState]) -> str:
    """The whole line in one sentence: counts, with dates for what was partly or not kept."""
    span = _("%(first)s to %(last)s") % {"first": day_words(first), "last": day_words(last)}
    return _("%(span)s: %(what)s") % {"span": span, "what": _what(days)}


def week_line_sentence(first: date, last: date, days: Sequence[DayState]) -> str:
    """A long line in one sentence: counts only, since dates would run on for minutes."""
    span = _("%(first)s to %(last)s") % {"first": year_words(first), "last": year_words(last)}
    return _("%(span)s: %(what)s") % {"span": span, "what": _what(days, dated=False)}


def _what(days: Sequence[DayState], dated: bool = True) -> str:
    by_mark: dict[Mark, list[date]] = {}
    for day in days:
        by_mark.setdefault(day.mark, []).append(day.day)
    spoken = [_part(mark, by_mark[mark], dated) for mark in _ORDER if mark in by_mark]
    return "; ".join(spoken) or _("nothing was due")


def _part(mark: Mark, days: list[date], dated: bool) -> str:
    words = _count(mark, len(days))
    if not dated or mark not in _DATED:
        return words
    listed = ", ".join(day_words(day) for day in days)
    return _("%(words)s (%(days)s)") % {"words": words, "days": listed}


@per_language
def _count(mark: Mark, number: int) -> str:
    words = {
        Mark.KEPT: npgettext("spoken", "%d kept", "%d kept", number),
        Mark.PARTLY: npgettext("spoken", "%d partly or changed", "%d partly or changed", number),
        Mark.MISSED: npgettext("spoken", "%d not kept", "%d not kept", number),
        Mark.EXCUSED: npgettext("spoken", "%d did not arise", "%d did not arise", number),
        Mark.NOTHING: npgettext(
            "spoken", "%d with nothing written", "%d with nothing written", number
        ),
        Mark.PAUSED: ngettext("paused on %d day", "paused on %d days", number),
    }
    return words[mark] % number


_ORDER = (Mark.KEPT, Mark.PARTLY, Mark.MISSED, Mark.EXCUSED, Mark.NOTHING, Mark.PAUSED)
_DATED = frozenset({Mark.PARTLY, Mark.MISSED, Mark.EXCUSED})
