"""The project's settings, with a fast password hasher and mail kept in memory."""

import os

os.environ.setdefault("HOST", "127.0.0.1")
os.environ.setdefault("EMAIL_URL", "memory://")

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A pool would hold connections of threads that tests have long forgotten.
DATABASES["default"]["OPTIONS"].pop("pool", None)
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LATENCY_FLOOR = 0
