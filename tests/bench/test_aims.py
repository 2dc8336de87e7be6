"""An aim is met or not by the worst figure it speaks of, and is silent about what was left out."""

import pytest

from bench.aims import Aim, Figures, aims


def told(found: Figures) -> dict[str, Aim]:
    """The aims by the beginning of their text."""
    return {aim.aim.split(" within")[0]: aim for aim in aims(found)}


def test_a_run_of_nothing_says_nothing() -> None:
    assert list(aims(Figures())) == []


def test_the_worst_page_speaks_for_its_aim() -> None:
    found = Figures(times={("today, who says", 1): 1.5, ("today, the other", 10): 2.4,
                           ("timeline, all", 1): 1.9})  # fmt: skip
    assert (told(found)["today"].measured, told(found)["today"].met) == (2.4, False)
    assert told(found)["timeline"].met


def test_a_swapped_row_is_not_held_against_the_bare_create() -> None:
    found = Figures(times={("log", 1): 1.9, ("log, swapped", 1): 5.0})
    assert told(found)["log"].measured == 1.9


@pytest.mark.parametrize(("older", "growth"), [(9, 0), (10, 1), (8, 1)])
def test_another_number_of_statements_after_ten_years_is_seen(older: int, growth: int) -> None:
    found = Figures(statements={("log", 1): 9, ("log", 10): older, ("bare page", 0): 3})
    aim = next(aim for aim in aims(found) if aim.aim.startswith("ten years with as many"))
    assert (aim.measured, aim.met) == (growth, growth == 0)


def test_the_bare_page_is_not_held_to_the_number_of_statements() -> None:
    found = Figures(statements={("today, who says", 1): 9, ("bare page", 0): 30})
    aim = next(aim for aim in aims(found) if aim.aim.startswith("at most 10"))
    assert aim.measured == 9


def test_one_lost_mark_is_one_too_many() -> None:
    assert not next(iter(aims(Figures(failed_writes=1)))).met
    assert next(iter(aims(Figures(failed_writes=0)))).met
