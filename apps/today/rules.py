"""What stands on the first page, and for whom. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.spaces.roles import Role

MORNING, NOON, EVENING = 5, 12, 18


class Felt(StrEnum):
    """How the evening question stands on the page."""

    ABSENT = ""
    FORM = "form"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Layout:
    """Which parts a page has: what the person said, what the other said, their own question."""

    own: bool
    theirs: bool
    felt: Felt


def layout(role: Role, *, shared: bool) -> Layout:
    """By role and nothing else, so that no part tells of what somebody wrote (answers 6).

    A repairing person's page has nothing of the question at all.
    """
    if role is Role.REPAIRING:
        return Layout(own=True, theirs=False, felt=Felt.ABSENT)
    if role is Role.INJURED and shared:
        return Layout(own=False, theirs=True, felt=Felt.FORM)
    return Layout(own=True, theirs=shared, felt=Felt.LINK)


def greeting(hour: int, name: str) -> str:
    """A greeting for a local hour (0 to 23), with the name if there is one."""
    if MORNING <= hour < NOON:
        words = (_("Good morning."), _("Good morning, %(name)s."))
    elif NOON <= hour < EVENING:
        words = (_("Good afternoon."), _("Good afternoon, %(name)s."))
    else:
        words = (_("Good evening."), _("Good evening, %(name)s."))
    return words[1] % {"name": name} if name else words[0]


def lead(*, said: int, open_: int, has_any: bool) -> str:
    """What today holds, in a sentence or two; nothing is pressed for."""
    if not has_any:
        return _("Begin smaller than you would like. One thing that holds in any week is enough.")
    if not said:
        return _("Nothing was said for today. Whatever comes of it is extra.")
    words = _said_for_today(said)
    if not open_:
        return words + " " + _("It is all written down.")
    if open_ == said:
        return words + " " + _("There is time until tomorrow night.")
    rest = ngettext(
        "One is still to be written down, and has until tomorrow night.",
        "%d are still to be written down, and have until tomorrow night.",
        open_,
    ).replace("%d", str(open_))
    return words + " " + rest


def _said_for_today(said: int) -> str:
    """The number in words, as it begins the sentence; five is the most that one person says."""
    words = {
        2: _("Two things were said for today."),
        3: _("Three things were said for today."),
        4: _("Four things were said for today."),
        5: _("Five things were said for today."),
    }
    many = ngettext("One thing was said for today.", "%d things were said for today.", said)
    return words.get(said, many.replace("%d", str(said)))
