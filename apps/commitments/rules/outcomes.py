"""What a person can write beside something that was due (commitments 3.4)."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy


class Outcome(StrEnum):
    """One of the four marks. "Nothing written" is the absence of an entry, never a value."""

    KEPT = "kept"
    PARTLY = "partly"
    MISSED = "missed"
    EXCUSED = "excused"

    @property
    def label(self) -> Promise:
        """The house words for this mark, translated when shown."""
        return _LABELS[self]

    @classmethod
    def choices(cls) -> list[tuple[str, Promise]]:
        """Value and label pairs for form and model fields, in the order they are offered."""
        return [(outcome.value, outcome.label) for outcome in cls]


_LABELS: dict[Outcome, Promise] = {
    Outcome.KEPT: pgettext_lazy("outcome", "Kept"),
    Outcome.PARTLY: pgettext_lazy("outcome", "Partly, or changed and said so"),
    Outcome.MISSED: pgettext_lazy("outcome", "Not kept"),
    Outcome.EXCUSED: pgettext_lazy("outcome", "Did not arise"),
}


class Mark(StrEnum):
    """What one due item looks like on a given day: an outcome, or why there is none."""

    KEPT = "kept"
    PARTLY = "partly"
    MISSED = "missed"
    EXCUSED = "excused"
    NOTHING = "nothing"
    PAUSED = "paused"
    OPEN = "open"

    @property
    def label(self) -> Promise:
        """The house words for this mark, translated when shown."""
        return _LABELS[Outcome(self.value)] if self.value in _OUTCOMES else _OTHER[self]


_OUTCOMES = frozenset(outcome.value for outcome in Outcome)
_OTHER: dict[Mark, Promise] = {
    Mark.NOTHING: pgettext_lazy("outcome", "Nothing written"),
    Mark.PAUSED: pgettext_lazy("outcome", "Away or paused"),
    Mark.OPEN: pgettext_lazy("outcome", "Still open"),
}
