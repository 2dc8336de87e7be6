"""The wording helper for commitments: one kind hint at a time, and a gate that never locks."""

from apps.guidance.rules.hints import Facts, Hint
from apps.guidance.rules.review import addresses, first_hint, passes_gate, review

__all__ = ["Facts", "Hint", "addresses", "first_hint", "passes_gate", "review"]
