"""Settings of the web server: threads, one load of the code, and nothing about visits kept."""

import gc
import os
import signal
from pathlib import Path
from typing import Any

from django.db import connections
from django.template import engines
from django.template.loader import get_template
from django.urls import get_resolver

from config.launch.process import follow_parent

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
# One process is enough for a few people and fits small machines; more of them use more cores.
workers = int(os.environ.get("WEB_CONCURRENCY", "1"))
threads = int(os.environ.get("WEB_THREADS", "8"))
preload_app = True
keepalive = 5
timeout = 60
graceful_timeout = 8
# Paths say which page somebody opened, and when: they are not written down.
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")


def when_ready(server: Any) -> None:
    """Before the first fork: share the loaded code's memory, but no database connection."""
    load_everything()
    for connection in connections.all(initialized_only=True):
        connection.close()
        getattr(connection, "close_pool", lambda: None)()
    gc.collect()
    gc.freeze()
    # A page makes tens of thousands of short-lived objects and no cycles worth looking for.
    gc.set_threshold(20_000, 20, 20)


def load_everything() -> None:
    """Views and templates, which each worker would otherwise load for itself on first use."""
    for pattern in get_resolver().url_patterns:
        getattr(pattern, "url_patterns", None)
    for folder in (Path(each) for engine in engines.all() for each in engine.dirs):
        for path in sorted(folder.rglob("*.html")):
            get_template(path.relative_to(folder).as_posix())


def post_fork(server: Any, worker: Any) -> None:
    """A worker ends with its master, however the master ends."""
    follow_parent(worker.ppid, signal.SIGKILL)
