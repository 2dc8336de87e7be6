"""What cannot be done, each with the sentence that says so kindly."""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A step does not fit the state things are in. Nothing was changed."""

    sentence: ClassVar[str | Promise] = _("This has changed in the meantime. Nothing was lost.")


class TooMany(Refused):
    """The maker has five active commitments already (answers 12)."""

    sentence = _("You have five already. Let one rest or end first; fewer are easier to keep.")


class Ended(Refused):
    """The commitment has ended."""

    sentence = _("This one has ended. What was written stays as it is.")


class Resting(Refused):
    """The commitment rests, or never rested."""

    sentence = _("This one is resting. You can take it up again first.")


class NotDue(Refused):
    """Nothing was due on that day."""

    sentence = _("Nothing was due that day, so there is nothing to write beside it.")


class TooLate(Refused):
    """The day lies more than 14 days back."""

    sentence = _("Two weeks is as far back as you can write. That day stays as it is.")


class TooEarly(Refused):
    """The day has not come yet."""

    sentence = _("That day has not come yet. You can write it down when it has.")


class OnlyBeforehand(Refused):
    """Being away, or new words, cannot begin in the past."""

    sentence = _("This can begin today or later. Days that have passed stay as they were.")


class AlreadyWritten(Refused):
    """The day on which new words should begin has an entry under the words before."""

    sentence = _("That day is written down already. The new words can begin the day after.")


class NotYours(Refused):
    """One cannot answer one's own commitment."""

    sentence = _("This is for the other person to answer.")


class AskedToRest(Refused):
    """The partner said "not this one, please"."""

    sentence = _("You were asked to leave this one. It rests for as long as that stands.")
