"""The words of a check-in: seven points, the answers beside them, and the tags (measurement 2.4).

Our own wording, not a published questionnaire and not validated; no norm or cut-off exists.
Stored as 1 to 7 with 7 at ease, shown with ease first. Only the order of the points is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LOWEST = 1
HIGHEST = 7
VALUES = range(LOWEST, HIGHEST + 1)


class Kind(StrEnum):
    """Whose question it is. The two are never set side by side or mixed in one series."""

    FELT = "felt"
    """The injured partner: how safe the day felt."""
    STEADY = "steady"
    """The repairing partner: how steady they were themself."""


class Other(StrEnum):
    """An answer that is no rating. It is stored and drawn apart from a day left empty."""

    NO_CONTACT = "no_contact"
    RATHER_NOT_SAY = "rather_not_say"


class Tag(StrEnum):
    """What a day held. A tag has no scale and is never counted against a rating."""

    ORDINARY = "ordinary"
    TALKED = "talked"
    SET_OFF = "set_off"
    APART = "apart"
    WORN = "worn"
    GOOD = "good"
    SOMETHING_NEW = "something_new"


class TakenIn(StrEnum):
    """Answers to the optional second question, off by default; never joined with the first."""

    NONE = "none"
    LITTLE = "little"
    SOME = "some"
    MOST = "most"
    ALL = "all"
    NOT_UP = "not_up"


@dataclass(frozen=True)
class Point:
    """One labelled point: its value, the label to tap, and a short name for use in sentences."""

    value: int
    label: StrPromise
    name: StrPromise


FELT_POINTS: tuple[Point, ...] = (
    Point(7, _("At ease all day, it hardly crossed my mind"), _("at ease all day")),
    Point(6, _("At ease for nearly all of it"), _("at ease for nearly all of it")),
    Point(5, _("Leaning towards at ease"), _("leaning towards at ease")),
    Point(4, _("About half and half"), _("about half and half")),
    Point(3, _("Leaning towards on guard"), _("leaning towards on guard")),
    Point(2, _("On guard for nearly all of it"), _("on guard for nearly all of it")),
    Point(1, _("On guard from morning to night"), _("on guard from morning to night")),
)
STEADY_POINTS: tuple[Point, ...] = (
    Point(7, _("Steady all day"), _("steady all day")),
    Point(6, _("Steady for nearly all of it"), _("steady for nearly all of it")),
    Point(5, _("Leaning towards steady"), _("leaning towards steady")),
    Point(4, _("About half and half"), _("about half and half")),
    Point(3, _("Leaning towards off balance"), _("leaning towards off balance")),
    Point(2, _("Off balance for nearly all of it"), _("off balance for nearly all of it")),
    Point(1, _("Off balance from morning to night"), _("off balance from morning to night")),
)
POINTS: dict[Kind, tuple[Point, ...]] = {Kind.FELT: FELT_POINTS, Kind.STEADY: STEADY_POINTS}
"""Ease (or steadiness) first, the order in which the points are shown."""

AXIS_WORDS: dict[Kind, tuple[StrPromise, StrPromise, StrPromise]] = {
    Kind.FELT: (_("at ease"), _("half and half"), _("on guard")),
    Kind.STEADY: (_("steady"), _("half and half"), _("off balance")),
}
"""Short words for points 7, 4 and 1 beside a small drawing."""

OTHER_LABELS: dict[Other, StrPromise] = {
    Other.NO_CONTACT: _("We had no contact"),
    Other.RATHER_NOT_SAY: _("I would rather not say"),
}
TAG_LABELS: dict[Tag, StrPromise] = {
    Tag.ORDINARY: _("An ordinary day"),
    Tag.TALKED: _("We spoke about it"),
    Tag.SET_OFF: _("Something brought it back"),
    Tag.APART: _("We were apart"),
    Tag.WORN: _("Ill or tired out"),
    Tag.GOOD: _("A good moment"),
    Tag.SOMETHING_NEW: _("Something new came to light"),
}
TAKEN_IN_LABELS: dict[TakenIn, StrPromise] = {
    TakenIn.NONE: _("None of it"),
    TakenIn.LITTLE: _("A little of it"),
    TakenIn.SOME: _("Some of it"),
    TakenIn.MOST: _("Most of it"),
    TakenIn.ALL: _("All of it"),
    TakenIn.NOT_UP: _("Nothing came up"),
}


def name_of(kind: Kind, value: int) -> str:
    """Return the short name of a point (1 to 7); a KeyError for any other value."""
    return str({point.value: point.name for point in POINTS[kind]}[value])
