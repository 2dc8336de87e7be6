"""The core app: grants after every migration, checks before every start."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate

from apps.core.registry import Grant, register_grant


class CoreConfig(AppConfig):
    """Scoping, sealing, HTMX, mail and time."""

    name = "apps.core"

    def ready(self) -> None:
        from apps.core import checks as own_checks
        from apps.core.grants import apply_grants

        register_grant(Grant("core_outbox", "kept_worker", "SELECT, UPDATE, DELETE"))
        register_grant(Grant("django_session", "kept_purge", "SELECT (expire_date), DELETE"))
        post_migrate.connect(apply_grants, dispatch_uid="kept.grants")
        checks.register(own_checks.check_key_ring)
        register = checks.register(checks.Tags.database)
        register(own_checks.check_database_role)  # type: ignore[type-var]
