"""Every place to which something private could get, as bytes to be searched."""

import base64
import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import psycopg
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from redis import Redis

from apps.core.logs import AllowList
from tests.world import NOW, Secret

ROOT = Path(__file__).resolve().parents[2]
# At DEBUG it writes down whole contexts when a template asks for a name that is not there. The
# filter on the one handler there is keeps it silent: "stderr" below shows what is left.
TALKER = "django.template"
WORKER = """
import django; django.setup()
from datetime import datetime
from apps.core import services
now = datetime.fromisoformat("{now}")
for row in services.waiting_mail(now=now): services.send_queued(outbox_id=row, now=now)
"""


def spellings(text: str) -> set[bytes]:
    """How a text may be written down: plain, escaped, in hex, in base64 at any place."""
    plain = text.encode()
    found = {plain, json.dumps(text)[1:-1].encode(), quote(text).encode(), plain.hex().encode()}
    found |= {quote_plus(text).encode(), ascii(text)[1:-1].encode(), text.encode("utf-16-le")}
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + plain)
        # What depends on the neighbours is left out.
        found.add(whole[(4 if shift else 0) : len(whole) - 4])
    return found


def leaks(where: str, found: bytes, secrets: Iterable[Secret]) -> list[str]:
    """Every secret that stands in `found`, as sentences."""
    return [
        f"{where}: {secret.owner}'s {secret.place}"
        for secret in secrets
        if any(spelling in found for spelling in spellings(secret.text))
    ]


@contextmanager
def logs_kept() -> Iterator[dict[str, io.StringIO]]:
    """Everything any logger says at DEBUG, SQL included; and what the real stderr would show."""
    kept = {"log at DEBUG": io.StringIO(), "stderr": io.StringIO()}
    handlers = [logging.StreamHandler(stream) for stream in kept.values()]
    handlers[0].setFormatter(logging.Formatter("%(name)s %(message)s"))
    handlers[0].addFilter(lambda record: record.name != TALKER)
    handlers[1].addFilter(AllowList())
    loggers = [
        logging.getLogger(),
        *map(logging.getLogger, list(logging.Logger.manager.loggerDict)),
    ]
    before = [(logger, logger.level, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.propagate = True
    for handler in handlers:
        logging.getLogger().addHandler(handler)
    connection.force_debug_cursor = True
    try:
        yield kept
    finally:
        connection.force_debug_cursor = False
        for handler in handlers:
            logging.getLogger().removeHandler(handler)
        for logger, level, propagate in before:
            logger.setLevel(level)
            logger.propagate = propagate


def valkey() -> bytes:
    """Every key and value of the broker and the cache, queues included."""
    with Redis.from_url(settings.REDIS_URL) as client:
        return b"\n".join(b"%s %s" % (key, _value(client, key)) for key in client.scan_iter())


def _value(client: Any, key: bytes) -> bytes:
    read: dict[bytes, Any] = {
        b"string": lambda: [client.get(key) or b""],
        b"list": lambda: client.lrange(key, 0, -1),
        b"set": lambda: client.smembers(key),
        b"hash": lambda: [part for pair in client.hgetall(key).items() for part in pair],
        b"zset": lambda: client.zrange(key, 0, -1),
    }
    # What runs out while we look reads as nothing.
    return b"\n".join(read.get(client.type(key), lambda: [client.dump(key) or b""])())


def queued() -> list[dict[str, Any]]:
    """The messages that wait for a worker, opened."""
    with Redis.from_url(settings.REDIS_URL) as client:
        found = [json.loads(raw) for raw in client.lrange("celery", 0, -1)]
    return [each | {"body": json.loads(base64.b64decode(each["body"]))} for each in found]


def sessions() -> bytes:
    """What the sessions hold, decoded."""
    rows = Session.objects.all()
    return "\n".join(json.dumps(row.get_decoded(), ensure_ascii=False) for row in rows).encode()


def postgres_log() -> Path:
    """The private server's log file."""
    return Path(os.environ["KEYRING_FILE"]).parent.parent / "log" / "postgres.log"


def dump() -> bytes:
    """What a backup holds: pg_dump by the backup role, in plain SQL."""
    from config.launch.postgres import Postgres, binary

    server = Postgres(postgres_log().parent.parent)
    program = binary("pg_dump", server.account)
    url = os.environ["BACKUP_DATABASE_URL"]
    done = subprocess.run([program, "--dbname", url], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def run_worker(mail_port: int) -> bytes:
    """Send what waits, as the worker's role in a process of its own; what it said on stderr."""
    told = os.environ | {
        "KEPT_ROLE": "worker", "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DJANGO_SETTINGS_MODULE": "config.settings", "HOST": "127.0.0.1",
    }  # fmt: skip
    script = WORKER.format(now=NOW.isoformat())
    done = subprocess.run(
        [sys.executable, "-c", script], env=told, cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout + done.stderr


def say_in_postgres_log(text: str) -> None:
    """Let the server write something into its log, as a careless function would."""
    with psycopg.connect(os.environ["SUPERUSER_DATABASE_URL"], autocommit=True) as superuser:
        superuser.execute(f"DO $$ BEGIN RAISE WARNING '{text}'; END $$")
