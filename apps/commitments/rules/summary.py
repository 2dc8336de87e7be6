"""Four weeks in one sentence, with the four before beside it (commitments 3.6)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.rules.tally import Tally

SPAN = timedelta(days=28)
# Under five due a sentence would sound like a pattern; the list itself is shown instead.
FEWEST_FOR_A_SENTENCE = 5
# Smaller differences or fewer items cannot be told from chance, so nothing is said.
FEWEST_TO_COMPARE = 10
LEAST_DIFFERENCE = 3


class Form(StrEnum):
    """How the page shows a summary."""

    SENTENCE = "sentence"
    LIST = "list"
    QUOTA = "quota"
    OCCASIONS = "occasions"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences for one commitment; an empty string is a sentence that is not said.

    With kind "list" the page lists the items themselves and `sentence` is empty.
    """

    kind: Form
    sentence: str = ""
    before: str = ""
    change: str = ""


def last_four_weeks(today: date) -> tuple[date, date]:
    """First and last day of the 28 days that end with `today`."""
    return today - SPAN + timedelta(days=1), today


def four_weeks_before(today: date) -> tuple[date, date]:
    """First and last day of the 28 days before the last four weeks."""
    return last_four_weeks(today - SPAN)


def summary(now_tally: Tally, before_tally: Tally | None, rhythm: Rhythm) -> Summary:
    """What can honestly be said of one commitment: counts and their parts, never a rate.

    `before_tally` is None or empty when the commitment is younger than four weeks.
    """
    if rhythm.kind is Kind.STANDING:
        return Summary(Form.STANDING, _standing(now_tally))
    if rhythm.kind is Kind.WHENEVER:
        return Summary(Form.OCCASIONS, _occasions(now_tally))
    before = before_tally or Tally()
    if rhythm.is_quota:
        return Summary(
            Form.QUOTA,
            _quota(now_tally, rhythm),
            _quota_before(before, rhythm),
        )
    if now_tally.due < FEWEST_FOR_A_SENTENCE:
        return Summary(Form.LIST)
    return Summary(
        Form.SENTENCE,
        _kept_of_due(now_tally),
        _before(before),
        _change(now_tally, before),
    )


def _kept_of_due(tally: Tally) -> str:
    words = _("Kept %(kept)d of %(due)d due") % {"kept": tally.kept, "due": tally.due}
    return _joined(words, _parts(tally), _excused(tally))


def _parts(tally: Tally) -> str:
    parts = [
        npgettext("count", "%d partly", "%d partly", tally.partly) % tally.partly
        if tally.partly
        else "",
        npgettext("count", "%d not kept", "%d not kept", tally.missed) % tally.missed
        if tally.missed
        else "",
        npgettext("count", "%d nothing written", "%d nothing written", tally.nothing)
        % tally.nothing
        if tally.nothing
        else "",
    ]
    return ", ".join(part for part in parts if part)


def _excused(tally: Tally) -> str:
    if not tally.excused:
        return ""
    return (
        npgettext(
            "count",
            "%d did not arise",
            "%d did not arise",
            tally.excused,
        )
        % tally.excused
    )


def _joined(words: str, parts: str, excused: str) -> str:
    with_parts = f"{words}: {parts}" if parts else words
    return f"{with_parts}; {excused}." if excused else f"{with_parts}."


def _before(tally: Tally) -> str:
    if not tally.due:
        return ""
    return _("The four weeks before: %(kept)d of %(due)d.") % {
        "kept": tally.kept,
        "due": tally.due,
    }


def _change(now: Tally, before: Tally) -> str:
    """More or fewer, when both stretches are long enough and the shares do not contradict it."""
    difference = now.kept - before.kept
    too_few = min(now.due, before.due) < FEWEST_TO_COMPARE
    if too_few or abs(difference) < LEAST_DIFFERENCE:
        return ""
    # 13 of 25 after 10 of 10 is three more and yet no more of what was due: say nothing.
    if difference * (now.kept * before.due - before.kept * now.due) <= 0:
        return ""
    return _("More than before.") if difference > 0 else _("Fewer than before.")


def _quota(tally: Tally, rhythm: Rhythm) -> str:
    if not tally.due:
        return _("Done so far: %d.") % tally.times
    words = _periods_met(tally, rhythm)
    times = ngettext("done %d time", "done %d times", tally.times) % tally.times
    return _joined(words, times, _excused(tally))


def _periods_met(tally: Tally, rhythm: Rhythm) -> str:
    numbers = {"kept": tally.kept, "due": tally.due}
    if rhythm.kind is Kind.TIMES_A_WEEK:
        return (
            ngettext(
                "%(kept)d of %(due)d week as said",
                "%(kept)d of %(due)d weeks as said",
                tally.due,
            )
            % numbers
        )
    return (
        ngettext(
            "%(kept)d of %(due)d month as said",
            "%(kept)d of %(due)d months as said",
            tally.due,
        )
        % numbers
    )


def _quota_before(tally: Tally, rhythm: Rhythm) -> str:
    if not tally.due:
        return ""
    return _("Before that: %s.") % _periods_met(tally, rhythm)


def _occasions(tally: Tally) -> str:
    if not tally.due:
        return _("No occasion noted.")
    noted = ngettext("%d occasion noted", "%d occasions noted", tally.due) % tally.due
    kept = npgettext("count", "%d kept", "%d kept", tally.kept) % tally.kept
    return _joined(f"{noted}, {kept}", _parts(tally), _excused(tally))


def _standing(tally: Tally) -> str:
    """A limit is not counted as kept; only breaches that were written down are named."""
    if not tally.missed:
        return _("Nothing was written that goes against it.")
    return (
        ngettext(
            "%d time something was written that goes against it.",
            "%d times something was written that goes against it.",
            tally.missed,
        )
        % tally.missed
    )
