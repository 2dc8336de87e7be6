"""When something applies, in a few words."""

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.commitments.rules.rhythms import Kind, Rhythm
from apps.commitments.rules.spoken import day_words

WORKDAYS, WEEKEND = frozenset({1, 2, 3, 4, 5}), frozenset({6, 7})
_PLAIN = frozenset({Kind.DAILY, Kind.WHENEVER})


def rhythm_label(rhythm: Rhythm) -> str:
    """For example "Weekdays", "Every 3 days", "Twice a week" or "Once, 4 December"."""
    if rhythm.kind in _PLAIN:
        return str(rhythm.kind.label)
    if rhythm.kind is Kind.STANDING:
        return _("All the time")
    if rhythm.kind is Kind.WEEKDAYS:
        return _weekdays(rhythm.weekdays)
    return _once(rhythm) if rhythm.kind is Kind.ONCE else _number(rhythm.kind, rhythm.n or 1)


def _weekdays(days: frozenset[int]) -> str:
    if days == WORKDAYS:
        return _("Weekdays")
    if days == WEEKEND:
        return _("At the weekend")
    if len(days) == 7:
        return _("Every day")
    return ", ".join(str(WEEKDAYS_ABBR[day - 1]) for day in sorted(days))


def _once(rhythm: Rhythm) -> str:
    if rhythm.day is None:
        return _("Once")
    if rhythm.at is None:
        return _("Once, %(day)s") % {"day": day_words(rhythm.day)}
    return _("Once, %(day)s at %(time)s") % {
        "day": day_words(rhythm.day),
        "time": time_format(rhythm.at),
    }


def _number(kind: Kind, n: int) -> str:
    if kind is Kind.EVERY_N_DAYS:
        return ngettext("Every day", "Every %d days", n).replace("%d", str(n))
    if n == 2:
        return _("Twice a week") if kind is Kind.TIMES_A_WEEK else _("Twice a month")
    if kind is Kind.TIMES_A_WEEK:
        return ngettext("Once a week", "%d times a week", n).replace("%d", str(n))
    return ngettext("Once a month", "%d times a month", n).replace("%d", str(n))
