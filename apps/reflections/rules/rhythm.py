"""How often to ask, and when to ask whether asking helps at all (measurement 2.3)."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

EVENINGS_DEFAULT = 4
EVENINGS = range(2, 8)
"""Prompted evenings a week a person may choose; answering unprompted is always possible."""

FIRST_QUESTION = timedelta(weeks=2)
NEXT_QUESTION = timedelta(weeks=4)
LOW = 2
LOOK_BACK = 7
ENOUGH_LOW = 5


class Effect(StrEnum):
    """What checking in does to the person who does it. HARDER offers less, or a stop."""

    HELPS = "helps"
    NO_DIFFERENCE = "no_difference"
    HARDER = "harder"


class Pace(StrEnum):
    """How check-ins are prompted. The last two are what HARDER offers."""

    EVENINGS = "evenings"
    FORTNIGHT = "fortnight"
    STOPPED = "stopped"


def question_due(first_day: date, answered: Sequence[date], today: date) -> bool:
    """Return whether to ask "does this help?": after two weeks, then every four.

    `first_day` is the local date of the first check-in, `answered` the dates on which the
    question was answered (measurement 2.3, rule 4).
    """
    if answered:
        return today >= max(answered) + NEXT_QUESTION
    return today >= first_day + FIRST_QUESTION


def quiet_line_due(ratings: Sequence[int]) -> bool:
    """Return whether five of the last seven ratings (oldest first, 1 to 7) stand at 1 or 2.

    One quiet line then offers fewer check-ins and Support; no alarm, nobody is told
    (measurement 2.3, rule 5).
    """
    return sum(value <= LOW for value in ratings[-LOOK_BACK:]) >= ENOUGH_LOW
