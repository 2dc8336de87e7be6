"""Blanking out parts of a sentence without moving the rest, so that spans stay true."""

import re
from collections.abc import Callable

from apps.guidance.rules import english

_FLAGS = re.IGNORECASE
_SENTENCE = re.compile(r"(?:[^.;!?\n]|\.(?=\d))+")
_LEADING = re.compile(english.LEADING, _FLAGS)
_TRAILING = re.compile(english.TRAILING, _FLAGS)
_TELLING = re.compile(english.TELLING, _FLAGS)
_SUBJECT = re.compile(r"\bi\b", _FLAGS)
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "\u00a0": " "})


def straighten(text: str) -> str:
    """The text with straight quotes and plain spaces, one code point for one."""
    return text.translate(_STRAIGHT)


def main_clauses(text: str) -> str:
    """The text, same length, with trigger and purpose clauses blank."""
    return _each_sentence(text, _without_asides)


def deeds(main: str) -> str:
    """Main clauses, same length, with what follows a verb of telling blank."""
    return _each_sentence(main, _without_told)


def _each_sentence(text: str, change: Callable[[str], str]) -> str:
    return _SENTENCE.sub(lambda found: change(found.group()), text)


def _without_asides(sentence: str) -> str:
    leading = _LEADING.match(sentence)
    start = _leading_end(sentence, leading.end()) if leading else 0
    trailing = _TRAILING.search(sentence, start)
    end = trailing.start() if trailing else len(sentence)
    return " " * start + sentence[start:end] + " " * (len(sentence) - end)


def _leading_end(sentence: str, after: int) -> int:
    """Where "when I feel angry" ends: at its comma, else before the last I of the sentence."""
    comma = sentence.find(",", after)
    if comma >= 0:
        return comma + 1
    subjects = [found.start() for found in _SUBJECT.finditer(sentence, after)]
    return subjects[-1] if subjects else len(sentence)


def _without_told(sentence: str) -> str:
    told = _TELLING.search(sentence)
    if not told:
        return sentence
    return sentence[: told.end()] + " " * (len(sentence) - told.end())
