"""The ways somebody may have seen a logged event (commitments 3.5). Pure."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class View(StrEnum):
    """One's own view of an event. No answer is set beside the mark as right or wrong."""

    SAME = "same"
    PARTLY = "partly"
    DIFFERENTLY = "differently"
    NOT_THERE = "not_there"
    RATHER_NOT = "rather_not"


VIEW_LABELS: dict[View, Promise] = {
    View.SAME: _("That is how I saw it"),
    View.PARTLY: _("I saw it so in part"),
    View.DIFFERENTLY: _("I saw it differently"),
    View.NOT_THERE: _("I was not there"),
    View.RATHER_NOT: _("I would rather not say"),
}


def label_of(view: str) -> str:
    """The words of one answer; a ValueError for anything else."""
    return str(VIEW_LABELS[View(view)])
