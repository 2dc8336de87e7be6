"""What the timeline says in words: a week of a thread, and the run of it."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext

from apps.commitments.rules.rhythms import Rhythm
from apps.commitments.rules.summary import Form, summary
from apps.commitments.rules.tally import Tally
from apps.core.language import per_language

_SIX_DAYS = timedelta(days=6)


def week_words(counts: Tally, monday: date, starts_on: date, ends_on: date | None) -> str:
    """One cell of the table: what a week held, or why it held nothing."""
    if starts_on > monday + _SIX_DAYS:
        return _("Not said yet")
    if words := _counted(counts):
        return words
    return _("Not said any more") if ends_on and ends_on < monday else _("Nothing due")


def pattern(now: Tally, before: Tally | None, rhythm: Rhythm) -> list[str]:
    """The run of it in plain sentences, counts and parts, never a rate (commitments 3.6)."""
    said = summary(now, before, rhythm)
    if said.kind is Form.LIST:
        return [_few(now)]
    return [part for part in (said.sentence, said.before, said.change) if part]


def _few(now: Tally) -> str:
    """Under five due a count would sound like a pattern; the marks below speak instead."""
    if not now.due:
        return _("Nothing was due in this time.")
    return (
        ngettext(
            "Due %d time in this time, too little for a pattern.",
            "Due %d times in this time, too little for a pattern.",
            now.due,
        )
        % now.due
    )


@per_language
def _counted(counts: Tally) -> str:
    words = [
        (counts.kept, npgettext("count", "%d kept", "%d kept", counts.kept)),
        (
            counts.partly,
            npgettext("count", "%d partly or changed", "%d partly or changed", counts.partly),
        ),
        (counts.missed, npgettext("count", "%d not kept", "%d not kept", counts.missed)),
        (
            counts.nothing,
            npgettext("count", "%d nothing written", "%d nothing written", counts.nothing),
        ),
        (
            counts.excused,
            npgettext("count", "%d did not arise", "%d did not arise", counts.excused),
        ),
        (
            counts.paused,
            npgettext("count", "%d away or paused", "%d away or paused", counts.paused),
        ),
        (counts.still_open, npgettext("count", "%d open", "%d open", counts.still_open)),
    ]
    return ", ".join(said % number for number, said in words if number)
