"""The sharing app."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """See docs/architecture.md."""

    name = "apps.sharing"
