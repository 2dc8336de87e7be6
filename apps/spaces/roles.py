"""The roles somebody may choose for themself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody says of themself. Rights never depend on it."""

    REPAIRING = "repairing", _("I have something to put right")
    INJURED = "injured", _("I was hurt")
    BOTH = "both", _("Both are true of me")
    NONE = "none", _("Neither, or I would rather not say")
