"""The reflections app."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """See docs/architecture.md."""

    name = "apps.reflections"
