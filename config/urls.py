"""Every route of the site. Paths are neutral: a history list tells nothing (threat row 22)."""

from django.urls import include, path

from apps.accounts.urls import entrance

urlpatterns = [
    path("", include("apps.today.urls")),
    path("", include("apps.timeline.urls")),
    path("", include("apps.reflections.urls")),
    path("", include("apps.commitments.urls")),
    path("", include("apps.spaces.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.core.urls")),
    path("account/", include(entrance)),
]
