"""People who do not exist, answering day by day (the assumptions of measurement 2.5).

Seven-point ratings, day-to-day SD 1.2 with autocorrelation 0.4, trigger days on 7 % of days two
points lower with half carried over to the next day, three quarters of days answered.
"""

import random
import sys
from datetime import date, timedelta

from tests.reflections.people import MONDAY

SD = 1.2
CARRIED = 0.4
TRIGGERS = 0.07
ANSWERED = 0.75
START = MONDAY
CENTRE = 3
"""The level an imagined person starts from: first weeks mostly between 2 and 4."""

RISING = 84

Values = dict[date, int]


def imagined(
    dice: random.Random,
    gain: float,
    *,
    days: int,
    centre: float = CENTRE,
    dip: range = range(0),
) -> Values:
    """Return one person's ratings; the gain comes evenly over twelve weeks, a dip takes two."""
    noise, before, values = dice.gauss(0, SD), 0, {}
    for step in range(days):
        noise = CARRIED * noise + dice.gauss(0, SD * (1 - CARRIED**2) ** 0.5)
        hit = 2 if dice.random() < TRIGGERS else 0
        level = centre + gain * min(1, step / RISING) + noise - hit - before / 2
        before = hit
        if dice.random() < ANSWERED:
            values[START + timedelta(days=step)] = bounded(level - 2 * (step in dip))
    return values


def bounded(level: float) -> int:
    """Return the nearest point of the scale."""
    return min(7, max(1, round(level)))


def show(line: str) -> None:
    """Leave a measured figure in the captured output (pytest -s shows it)."""
    sys.stdout.write(line + "\n")
