"""The helper never fails, never locks anyone out, and speaks in the order of its rules."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.guidance.rules import Facts, Hint, addresses, first_hint, passes_gate, review
from apps.guidance.rules.english import ACTS, SIGNS

WORDS = sorted(
    {word for sign in SIGNS for word in sign.example.split()}
    | set(ACTS.split("|"))
    | {"and", "if", "you", "when", ",", ".", "\n", "’", "🙂", "שלום", "  "}
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(WORDS)).map(" ".join))
FACTS = st.builds(
    Facts,
    partner_name=st.text(max_size=20),
    has_rhythm=st.booleans(),
    minutes=st.none() | st.integers(0, 600),
    confidence=st.none() | st.integers(1, 10),
    has_review=st.booleans(),
    daily_for_weeks=st.none() | st.integers(0, 60),
    language=st.sampled_from(["en", "en-gb", "de", "he", ""]),
)


@given(TEXTS, FACTS)
def test_any_text_gives_ordered_hints_with_valid_spans(text: str, facts: Facts) -> None:
    found = review(text, context=facts)
    rules = [each.rule for each in found]
    assert rules == sorted(set(rules))
    assert [_plain(each) for each in found] == [
        _plain(each) for each in review(text, context=facts)
    ]
    first = first_hint(text, context=facts)
    assert [_plain(first)] * bool(found) == [_plain(each) for each in found[:1]]
    for each in found:
        assert each.span is None or 0 <= each.span[0] < each.span[1] <= len(text)
        assert str(each.sentence).strip()


@given(TEXTS, st.text(max_size=20))
def test_one_tap_opens_the_gate_for_every_text(text: str, name: str) -> None:
    assert passes_gate(text, could_be_seen=True, partner_name=name)


@given(TEXTS)
def test_only_the_first_two_rules_hold_the_gate(text: str) -> None:
    rules = {each.rule for each in review(text, context=Facts())}
    assert passes_gate(text, could_be_seen=False) == rules.isdisjoint({1, 2})


@given(TEXTS)
def test_a_language_without_rules_has_no_hints_and_an_open_gate(text: str) -> None:
    assert review(text, context=Facts(language="de")) == []
    assert passes_gate(text, could_be_seen=False, language="de")


@pytest.mark.parametrize(
    "text",
    ["", "   \n", "12:00", "🙂🙂", "אני אנסה", "Я постараюсь", "我会努力"],
)
def test_nothing_is_said_about_text_the_rules_cannot_read(text: str) -> None:
    assert review(text, context=Facts()) == []
    assert passes_gate(text, could_be_seen=False)


def test_a_vague_wish_is_held_until_the_tap() -> None:
    assert not passes_gate("I will be more caring", could_be_seen=False)
    assert passes_gate("I will be more caring", could_be_seen=True)


def test_the_helper_speaks_to_the_one_who_repairs_and_never_to_the_injured() -> None:
    spoken_to = {role: addresses(role) for role in ("repairing", "none", "both", "injured")}
    assert spoken_to == {"repairing": True, "none": True, "both": True, "injured": False}


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        (Facts(has_review=True), ["when"]),
        (Facts(has_rhythm=True, has_review=True), []),
        (Facts(has_rhythm=True), ["review"]),
        (Facts(has_rhythm=True, has_review=True, minutes=31), ["small"]),
        (Facts(has_rhythm=True, has_review=True, minutes=30, confidence=8), []),
        (Facts(has_rhythm=True, has_review=True, confidence=7), ["small"]),
        (Facts(has_rhythm=True, has_review=True, daily_for_weeks=2), ["small"]),
        (Facts(has_rhythm=True, has_review=True, daily_for_weeks=1), []),
    ],
)
def test_choices_on_the_form_settle_or_raise_a_hint(facts: Facts, keys: list[str]) -> None:
    assert [each.key for each in review("I wash up", context=facts)] == keys


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "\n",
        " ",
        "my ",
        "and ",
        "I try, ",
        "if you ",
        "🙂",
        "show more ",
        ".",
        "when I ",
        "every day ",
        "change ",
        "not ",
        "’",
        "read my ",
        "'",
    ],
)
def test_twenty_thousand_characters_are_read_in_linear_time(piece: str) -> None:
    text = ("I wash up " + piece * 20_000)[:20_000]
    begun = time.process_time()
    review(text, context=Facts(partner_name="Maren"))
    # About 0.1 s on an idle core; one quadratic pattern takes tens of seconds.
    assert time.process_time() - begun < 3


def _plain(found: Hint | None) -> tuple[object, ...]:
    return (found.rule, found.key, str(found.sentence), found.span) if found else ()
