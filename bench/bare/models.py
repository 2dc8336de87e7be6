"""One table."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class Note(models.Model):
    """A line beside a day, found by its author."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    line = models.CharField(max_length=280)

    notes: ClassVar[models.Manager["Note"]] = models.Manager()

    class Meta:
        app_label = "bare"
        indexes = [models.Index(fields=["author", "-day"], name="note_of_author")]

    def __str__(self) -> str:
        return self.line
