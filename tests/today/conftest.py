"""Every test of this folder happens on one Thursday evening."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine


@pytest.fixture
def on_thursday() -> Iterator[None]:
    """19 November 2026, half past seven in Berlin."""
    with time_machine.travel(datetime(2026, 11, 19, 18, 30, tzinfo=UTC), tick=False):
        yield
