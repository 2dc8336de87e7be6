"""What the helper is told, and what it says: nine rules, one sentence each (commitments 3.2)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Facts:
    """What the form knows beside the wording.

    `has_rhythm`: a rhythm is chosen, which settles rule 3. `minutes`: how long the act
    takes. `confidence`: 1 to 10. `daily_for_weeks`: whole weeks it would be due every day.
    `language`: the language written in; one without rules gets no hints.
    """

    partner_name: str = ""
    has_rhythm: bool = False
    minutes: int | None = None
    confidence: int | None = None
    has_review: bool = False
    daily_for_weeks: int | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint: its rule (1 to 9), a stable key, the sentence, and the words it is about.

    `span` is half-open in code points of the text as given, None where the hint is about
    something missing or about a choice on the form.
    """

    rule: int
    key: str
    sentence: str | Promise
    span: tuple[int, int] | None


SENTENCES = {
    "first_person": _("Begin with what you do yourself. The rest is not yours to say."),
    "two_acts": _("There seem to be two acts here. Each could stand on its own."),
    "seen": _("Which part of this could {name} see or hear?"),
    "measure": _("How would {name} know that it happened? An hour or a number says it."),
    "when": _("When is it? Name a day, an hour, or the moment that sets it off."),
    "control": _("What {name} feels is not in your hands. Which part can you do either way?"),
    "doing": _(
        "This says how it should be every time, or what will not happen. "
        "What will you do when the moment comes?"
    ),
    "small": _("Would you manage it on a bad day? If not, say half as much."),
    "price": _(
        "This leans on something {name} does. Say it without the condition, "
        "or write that under your limits."
    ),
    "checking": _("Choose something that shows by itself, without anyone checking."),
    "review": _(
        "When will you look at it again? After two weeks you can keep it, "
        "make it smaller or bigger, or let it rest."
    ),
}


def hint(rule: int, key: str, name: str, span: tuple[int, int] | None = None) -> Hint:
    """The hint with the partner's name filled in, in the reader's language when shown."""
    sentence = format_lazy(SENTENCES[key], name=name or _("your partner"))
    return Hint(rule, key, sentence, span)
