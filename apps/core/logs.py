"""Logging by an allow-list: the program speaks of itself, never of what people write or do."""

import logging

ALLOWED = ("kept.", "gunicorn.error", "celery.", "django.request")
SILENT_BELOW = logging.ERROR


class AllowList(logging.Filter):
    """Lets the program's own loggers through; others only as errors, without their arguments.

    Tracebacks keep file and line but lose the exception's text, which may quote a value.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(ALLOWED) and record.name != "django.request":
            return True
        if record.levelno < SILENT_BELOW:
            return False
        record.msg, record.args = "%s", (_where(record),)
        record.exc_info = record.exc_text = None
        return True


def _where(record: logging.LogRecord) -> str:
    """`error in MODULE:LINE (TYPE)` of the innermost frame; no path of the request, no value."""
    kind, _, traceback = record.exc_info or (None, None, None)
    if traceback is None:
        return f"{record.name}: {record.levelname.lower()}"
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    frame = traceback.tb_frame
    module = frame.f_globals.get("__name__", "?")
    return f"{kind.__name__ if kind else 'error'} in {module}:{traceback.tb_lineno}"
