"""Wrap every key anew under the ring's current key, after a new one was added to the ring."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.accounts.models import User
from apps.accounts.services import rewrap_keys
from apps.core.person import as_person
from apps.core.registry import rewrappers


class Command(BaseCommand):
    """Goes from person to person, each in a transaction of their own; safe to run again."""

    help = "Wrap every person's and space's keys anew under the ring's current key."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print counts and nothing else."""
        people = keys = 0
        for person_id in User.objects.values_list("pk", flat=True):
            with as_person(person_id):
                keys += rewrap_keys(person_id=person_id)
                keys += sum(rewrap(person_id) for rewrap in rewrappers())
            people += 1
        self.stdout.write(f"people: {people}, keys wrapped anew: {keys}")
