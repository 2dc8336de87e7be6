"""The today app."""

from django.apps import AppConfig


class TodayConfig(AppConfig):
    """See docs/architecture.md."""

    name = "apps.today"
