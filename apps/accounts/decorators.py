"""What every page of the sign-in flow shares, whichever code answers it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from apps.core.decorators import Access, access

View = Callable[..., HttpResponseBase]


def page(view: View, rule: Access, *, floor: bool = False) -> View:
    """Declare a view's rule, answer bad input with 422, and with `floor` never answer a POST
    faster than `settings.LATENCY_FLOOR` seconds, so that a known address takes as long as an
    unknown one (threat row 31).
    """

    @access(rule)
    @wraps(view)
    def _answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        began = time.monotonic()
        response = view(request, *args, **kwargs)
        # A form of allauth that is right always leads on; one drawn again was not.
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 422
        if floor and request.method == "POST":
            time.sleep(max(0.0, settings.LATENCY_FLOOR - (time.monotonic() - began)))
        return response

    return _answer
