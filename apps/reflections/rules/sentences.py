"""What the drawing says in words (measurement 2.5 and 2.6).

Points are named, never numbered; no decimal, share or praise, and the same calm words both ways.
Call these while a language is active: they return plain text.
"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.reflections.rules.comparison import Base, Comparison, Verdict, compare
from apps.reflections.rules.scale import Kind, name_of
from apps.reflections.rules.setbacks import PastRange, days_to_come_back, past_range
from apps.reflections.rules.spread import Middle
from apps.reflections.rules.trend import Series, Stage


def quoted(kind: Kind, value: int) -> str:
    """Return a point's short name in quotation marks."""
    return _("“%(point)s”") % {"point": name_of(kind, value)}


def where(kind: Kind, low: int, high: int) -> str:
    """Return "at X" or "between X and Y" for two points of the scale."""
    if low == high:
        return _("at %(point)s") % {"point": quoted(kind, low)}
    return _("between %(low)s and %(high)s") % {
        "low": quoted(kind, low),
        "high": quoted(kind, high),
    }


def middle_words(kind: Kind, found: Middle) -> str:
    """Return a median in words: a point, or between two neighbours."""
    return where(kind, found.low, found.high)


def and_list(numbers: Sequence[int]) -> str:
    """Return whole numbers as a list in words: 3, 4 and 6."""
    *earlier, last = [str(number) for number in numbers]
    if not earlier:
        return last
    return _("%(earlier)s and %(last)s") % {"earlier": ", ".join(earlier), "last": last}


def early_sentence(own: Series) -> str:
    """Return the sentence of weeks 1 to 3, or nothing from week 4 on."""
    if own.stage not in {Stage.EMPTY, Stage.DOTS}:
        return ""
    return _("It is too early for a line.")


def count_sentence(own: Series) -> str:
    """Return how many answers stand in the drawing."""
    count = len(own.values)
    if not count:
        return _("Nothing stands here yet.")
    words = ngettext(
        "There is %(count)s answer so far, as you gave it.",
        "There are %(count)s answers so far, as you gave them.",
        count,
    )
    return words % {"count": count}


def _before(found: Comparison, lay: str) -> str:
    count = found.before.count
    words = {
        Base.FIRST: ngettext(
            "Your first four weeks hold %(count)s answer, lying %(lay)s.",
            "Your first four weeks hold %(count)s answers, most of them %(lay)s.",
            count,
        ),
        Base.SINCE_NEW: ngettext(
            "The first four weeks since something new hold %(count)s answer, lying %(lay)s.",
            "The first four weeks since something new hold %(count)s answers, "
            "most of them %(lay)s.",
            count,
        ),
        Base.CHOSEN: ngettext(
            "The four weeks you chose hold %(count)s answer, lying %(lay)s.",
            "The four weeks you chose hold %(count)s answers, most of them %(lay)s.",
            count,
        ),
    }
    return words[found.base] % {"count": count, "lay": lay}


def _lately(count: int, lay: str) -> str:
    words = ngettext(
        "The last four hold %(count)s answer, lying %(lay)s.",
        "The last four hold %(count)s answers, most of them %(lay)s.",
        count,
    )
    return words % {"count": count, "lay": lay}


def verdict_words(verdict: Verdict) -> str:
    """Return the end of the comparison; higher and lower in the same voice."""
    return {
        Verdict.HIGHER: _("The later answers lie higher."),
        Verdict.LOWER: _("The later answers lie lower."),
        Verdict.NO_CLEAR: _(
            "They do not differ clearly. Answers move about from one day to the next, "
            "and that is usual."
        ),
    }[verdict]


def comparison_sentence(kind: Kind, found: Comparison) -> str:
    """Return both stretches with their answers, then what may be said (measurement 2.5, rule 7)."""
    before, lately = found.before, found.lately
    parts = (
        _before(found, where(kind, before.low, before.high)),
        _lately(lately.count, where(kind, lately.low, lately.high)),
        verdict_words(found.verdict),
    )
    return " ".join(parts)


def _first_weeks(base: Base, lay: str) -> str:
    if base is Base.SINCE_NEW:
        return _("The first four weeks since something new lay mostly %(lay)s.") % {"lay": lay}
    return _("Your first four weeks lay mostly %(lay)s.") % {"lay": lay}


def past_range_sentence(kind: Kind, found: PastRange) -> str:
    """Return a hard week beside the person's own past; it says so when the week lies below."""
    parts = [
        _("The last seven days lay mostly %(lay)s.")
        % {"lay": where(kind, found.week.low, found.week.high)},
        _first_weeks(found.base, where(kind, found.first.low, found.first.high)),
    ]
    if found.since:
        lay = where(kind, found.since.low, found.since.high)
        parts.append(_("The time between lay mostly %(lay)s.") % {"lay": lay})
    if found.below_first:
        parts.append(
            _("These days are below most of those first weeks. It says so because it is so.")
        )
    parts.append(_("What you wrote before stays where it is."))
    return " ".join(parts)


def come_back_sentence(days: Sequence[int]) -> str:
    """Return the days each closed setback took, as a list and without an average."""
    words = ngettext(
        "So far, your answers were back in your usual range after %(days)s day.",
        "So far, your answers were back in your usual range after %(days)s days.",
        days[-1],
    )
    return words % {"days": and_list(days)}


def sentences_for(own: Series, *, chosen: date | None = None) -> tuple[str, ...]:
    """Return everything the chart's page may say as of this look, in reading order."""
    if own.stage in {Stage.EMPTY, Stage.DOTS}:
        return early_sentence(own), count_sentence(own)
    compared, hard, days = compare(own, chosen=chosen), past_range(own), days_to_come_back(own)
    found = (
        comparison_sentence(own.kind, compared) if compared else "",
        past_range_sentence(own.kind, hard) if hard else "",
        come_back_sentence(days) if days else "",
    )
    return tuple(sentence for sentence in found if sentence)
