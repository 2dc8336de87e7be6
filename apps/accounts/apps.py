"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People: sign-up, sign-in, preferences, keys."""

    name = "apps.accounts"

    def ready(self) -> None:
        from apps.accounts.services import wrapped_keys
        from apps.core.keys import Scope, register_provider

        register_provider(Scope.PERSON, wrapped_keys)
