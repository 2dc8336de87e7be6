"""The commitments app."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    """See docs/architecture.md."""

    name = "apps.commitments"
