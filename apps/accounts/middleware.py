"""How long a sign-in lasts; and a person's own time zone and language for each request."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from apps.accounts.services import is_over
from apps.core.time import known_zone

GetResponse = Callable[[HttpRequest], HttpResponse]


class SessionLimitMiddleware:
    """Signs out once a session's hours have passed, however much it was used (answers 15)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_over(session=request.session, now=timezone.now()):
            logout(request)
        return self.get_response(request)


class PreferencesMiddleware:
    """Shows a signed-in person their own times and words; others get the browser's language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        zone, language = "UTC", translation.get_language_from_request(request)
        if request.user.is_authenticated:
            zone, language = known_zone(request.user.time_zone), request.user.language
        request.LANGUAGE_CODE = language
        with timezone.override(ZoneInfo(zone)), translation.override(language):
            return self.get_response(request)
