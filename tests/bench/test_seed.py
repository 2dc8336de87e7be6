"""The couples of the benchmark hold what they claim to hold, sealed and for both to read."""

from datetime import date, timedelta

import pytest

from apps.commitments.models import Entry
from apps.core.keys import forget_keys
from apps.core.person import as_person
from bench.seed import LINE, WORDS, couple

DAYS = 20


@pytest.mark.django_db
def test_a_couple_has_five_marks_for_every_day() -> None:
    today = date(2026, 11, 22)
    try:
        made = couple(DAYS, today)
    finally:
        forget_keys()
    with as_person(made["partner"]["id"]):
        rows = list(Entry.objects.in_space(made["space"]).order_by("day"))
        assert len(rows) == DAYS * len(WORDS) == DAYS * len(made["commitments"])
        assert (rows[0].day, rows[-1].day) == (today - DAYS * timedelta(days=1),
                                               today - timedelta(days=1))  # fmt: skip
        lines = [row for row in rows if row.line is not None]
        assert {row.line for row in lines} == {LINE}
        assert len(lines) == len(rows) / 5
        assert LINE.encode() not in b"".join(row.__dict__["line"] for row in lines)
