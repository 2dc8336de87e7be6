"""A second look at the wording, for makers who want one (commitments 3.2, answers 4)."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from apps.commitments.rules.rhythms import Kind
from apps.guidance.rules.hints import Facts, Hint
from apps.guidance.rules.review import GATE_RULES, addresses, first_hint, passes_gate


class SecondLook(NamedTuple):
    """One hint or none, and whether the wording may be said as it is."""

    hint: Hint | None
    passes: bool

    @property
    def asks_seen(self) -> bool:
        """Whether the one tap on "someone could see this" is what is missing."""
        return not self.passes


def second_look_at(
    words: str,
    *,
    when: str,
    minutes: int | None,
    has_review: bool,
    could_be_seen: bool,
    role: str,
    partner_name: str,
    language: str,
) -> SecondLook:
    """The hint for `words` as typed so far. Somebody in the injured role gets none, and no
    gate. `when` is the kind of rhythm chosen, empty before that; `minutes` as on the form."""
    if not words or not addresses(role):
        return SecondLook(None, passes=True)
    name = partner_name or _("someone")
    facts = Facts(
        partner_name=name,
        has_rhythm=bool(when) and when != Kind.STANDING,
        minutes=minutes,
        has_review=has_review,
        language=language,
    )
    passes = passes_gate(words, could_be_seen=could_be_seen, partner_name=name, language=language)
    hint = first_hint(words, context=facts)
    if hint is not None and passes and hint.rule in GATE_RULES:
        # Somebody could see it, says its maker: that settles the hint, too.
        return SecondLook(None, passes)
    return SecondLook(hint, passes)
