"""Settings of the web server: threads, one load of the code, and nothing about visits kept."""

import gc
import os
import signal
from typing import Any

from django.db import connections

from config.launch.process import follow_parent

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
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
    for connection in connections.all(initialized_only=True):
        connection.close()
        getattr(connection, "close_pool", lambda: None)()
    gc.collect()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """A worker ends with its master, however the master ends."""
    follow_parent(worker.ppid, signal.SIGKILL)
