"""The reflections app."""

from django.apps import AppConfig


class ReflectionsConfig(AppConfig):
    """Private: check-ins, the drawing, the journal, own views. See docs/architecture.md."""

    name = "apps.reflections"

    def ready(self) -> None:
        from apps.core.registry import Grant, register_forgetter, register_grant
        from apps.reflections.services.journal import forget_expired

        register_forgetter(forget_expired)
        register_grant(
            Grant("reflections_journalentry", "kept_purge", "SELECT (expires_on), DELETE")
        )
