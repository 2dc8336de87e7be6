"""Every route of the site. Paths are neutral: a history list tells nothing (threat row 22)."""

from django.urls import include, path

handler400 = "django.views.defaults.bad_request"

urlpatterns = [
    path("", include("apps.core.urls")),
    path("account/", include("allauth.account.urls")),
]
