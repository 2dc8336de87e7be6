"""A person's own time zone and language, for the length of a request."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from apps.core.time import known_zone


class PreferencesMiddleware:
    """Shows a signed-in person their own times and words; others get the browser's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone, language = "UTC", translation.get_language_from_request(request)
        if request.user.is_authenticated:
            zone, language = known_zone(request.user.time_zone), request.user.language
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
        with timezone.override(ZoneInfo(zone)), translation.override(language):
            return self.get_response(request)
