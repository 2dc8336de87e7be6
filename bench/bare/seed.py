"""Rows for the bare page: one signed-in person among others. Prints JSON.

Run by bench.stage as `python -m bench.bare.seed`, with DJANGO_SETTINGS_MODULE set.
"""

import json
from datetime import date, timedelta

import django

PEOPLE, DAYS = 10, 3650


def main() -> None:
    """Make tables' rows and a session."""
    django.setup()
    from django.contrib.auth.models import User

    from bench.bare.models import Note
    from bench.sessions import session_for

    people = [User.objects.create(username=f"person{n}") for n in range(PEOPLE)]
    first = date(2016, 1, 1)
    rows = (
        Note(author=person, day=first + timedelta(days=n), line=f"What was done on day {n}")
        for n in range(DAYS)
        for person in people
    )
    Note.notes.bulk_create(rows, batch_size=2000)
    print(json.dumps({"session": session_for(people[0])}))


if __name__ == "__main__":
    main()
