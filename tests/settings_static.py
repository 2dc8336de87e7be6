"""Settings for tools that only look at the code: nothing is connected to."""

import os

os.environ.setdefault("DATABASE_URL", "postgres://nobody@localhost/none")
os.environ.setdefault("REDIS_URL", "redis://localhost/0")
os.environ.setdefault("SECRET_KEY", "for reading code only, never for serving it " * 2)

from tests.settings import *  # noqa: F403
