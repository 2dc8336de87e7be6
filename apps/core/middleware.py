"""Around every request: health, one address, headers, and the person whose rows may be seen."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from apps.core import health, keys, person

GetResponse = Callable[[HttpRequest], HttpResponse]

PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media",
                "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection",
                "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
                "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
            )
        ),
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
    ]
)  # fmt: skip


class HealthMiddleware:
    """Answers GET /healthz before hosts, sessions and transactions come into play."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz" and request.method in {"GET", "HEAD"}:
            return health.response()
        return self.get_response(request)


class LocalhostMiddleware:
    """127.0.0.1 becomes localhost: passkeys and cookies want one name (answers 26)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host()
        if host.startswith("127.0.0.1") and request.method == "GET":
            there = host.replace("127.0.0.1", "localhost", 1)
            return HttpResponsePermanentRedirect(f"http://{there}{request.get_full_path()}")
        return self.get_response(request)


class HeadersMiddleware:
    """Nothing is kept by a browser or proxy, embedded elsewhere, or given a sensor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response


class StepMiddleware:
    """An address that only takes a form, opened as a page, says so: it happens after signing in
    again, when the browser comes back to where a form was sent."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "405.html", status=405)
        page.headers["Allow"] = response.headers["Allow"]
        return page


class PersonMiddleware:
    """One transaction a request, in which PostgreSQL knows who is asking (threats 3.3).

    Anything answered with an error is rolled back: bad input changes nothing.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        keys.remember_keys()
        try:
            with person.person_scope(), transaction.atomic(durable=True):
                if request.user.is_authenticated:
                    person.become(request.user.pk)
                response = self.get_response(request)
                if response.status_code >= 400:
                    transaction.set_rollback(True)
                return response
        finally:
            keys.forget_keys()

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Django turns exceptions into responses before we see them: roll back here."""
        transaction.set_rollback(True)
