"""The web application with a clock that a test can move: several evenings in one minute.

Only `django.utils.timezone.now` moves; it is the one clock the app reads.
"""

import datetime as dt
import os
from pathlib import Path

from django.utils import timezone

CLOCK = Path(os.environ["KEPT_TEST_CLOCK"])
_real_now = timezone.now


def _moved_now() -> dt.datetime:
    return _real_now() + dt.timedelta(seconds=float(CLOCK.read_text() or 0))


timezone.now = _moved_now

from config.wsgi import application  # noqa: E402

__all__ = ["application"]
