"""The wording helper: which of the nine rules a commitment could be kinder to (commitments 3.2).

Pure and deterministic: the same text and facts give the same hints. Nothing is stored.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from apps.guidance.rules import clauses, english
from apps.guidance.rules.english import SIGNS, Sign, View
from apps.guidance.rules.hints import Facts, Hint, hint

LANGUAGES = frozenset({"en"})
GATE_RULES = frozenset({1, 2})
LONGEST_MINUTES = 30
LONGEST_DAILY_WEEKS = 1
LEAST_CONFIDENCE = 8
_WHEN = re.compile(english.WHEN, re.IGNORECASE)
_LONG = re.compile(english.LONG, re.IGNORECASE)
_PARTNER = "you|her|him|them"


def addresses(role: str) -> bool:
    """Whether the helper speaks to a maker in this role: never to someone injured (answer 4).

    Roles are repairing, injured, both and none; "both" reads their own commitments.
    """
    return role != "injured"


def review(text: str, *, context: Facts) -> list[Hint]:
    """All hints in the order of the rules, at most one a rule; empty where no rules are known."""
    if not _readable(text, context.language):
        return []
    views = _views(text)
    hints = [
        *_from_signs(views, context.partner_name),
        *_from_facts(views[View.WHOLE], context),
    ]
    return sorted(hints, key=lambda found: found.rule)


def first_hint(text: str, *, context: Facts) -> Hint | None:
    """The one hint to show now, None when there is nothing to say."""
    return next(iter(review(text, context=context)), None)


def passes_gate(
    text: str,
    *,
    could_be_seen: bool,
    partner_name: str = "",
    language: str = "en",
) -> bool:
    """Whether the wording may enter the Log: rules 1 and 2 are quiet, or the maker said
    that someone could see it. One tap is enough, so a mistake here locks nobody out."""
    if could_be_seen or not _readable(text, language):
        return True
    found = _from_signs(_views(text), partner_name)
    return not any(each.rule in GATE_RULES for each in found)


def _readable(text: str, language: str) -> bool:
    """Whether there are rules for this language and the text is mostly in its letters."""
    if language.partition("-")[0].lower() not in LANGUAGES:
        return False
    letters = sum(map(str.isalpha, text))
    latin = sum(each.isascii() and each.isalpha() for each in text)
    return 0 < letters < latin * 2


def _views(text: str) -> Mapping[View, str]:
    whole = clauses.straighten(text)
    main = clauses.main_clauses(whole)
    return {View.WHOLE: whole, View.MAIN: main, View.DEED: clauses.deeds(main)}


def _from_signs(views: Mapping[View, str], name: str) -> Iterator[Hint]:
    """The first sign of each rule that the text shows."""
    seen: set[int] = set()
    for sign, pattern in _compiled(clauses.straighten(name.strip())):
        found = None if sign.rule in seen else pattern.search(views[sign.view])
        if found:
            seen.add(sign.rule)
            yield hint(sign.rule, sign.key, name.strip(), _trimmed(found))


def _from_facts(whole: str, facts: Facts) -> Iterator[Hint]:
    name = facts.partner_name.strip()
    if not facts.has_rhythm and not _WHEN.search(whole):
        yield hint(3, "when", name)
    long = _LONG.search(whole)
    if long:
        yield hint(6, "small", name, _trimmed(long))
    elif _too_large(facts):
        yield hint(6, "small", name)
    if not facts.has_review:
        yield hint(9, "review", name)


def _too_large(facts: Facts) -> bool:
    return (
        (facts.minutes or 0) > LONGEST_MINUTES
        or (facts.daily_for_weeks or 0) > LONGEST_DAILY_WEEKS
        or (facts.confidence is not None and facts.confidence < LEAST_CONFIDENCE)
    )


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    """The span of the match without the spaces and stops around it."""
    words = found.group()
    lead = len(words) - len(words.lstrip(" \t\n.,;!?"))
    return found.start() + lead, max(found.start() + lead, found.end())


@lru_cache(maxsize=64)
def _compiled(name: str) -> tuple[tuple[Sign, re.Pattern[str]], ...]:
    partner = f"{_PARTNER}|{re.escape(name)}" if name else _PARTNER
    return tuple(
        (sign, re.compile(sign.pattern.replace("NAME", f"(?:{partner})"), re.IGNORECASE))
        for sign in SIGNS
    )
