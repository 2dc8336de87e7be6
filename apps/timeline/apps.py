"""The timeline app."""

from django.apps import AppConfig


class TimelineConfig(AppConfig):
    """See docs/architecture.md."""

    name = "apps.timeline"
