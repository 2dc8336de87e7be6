"""The spaces app."""

from django.apps import AppConfig


class SpacesConfig(AppConfig):
    """Pairing, pausing, closing."""

    name = "apps.spaces"

    def ready(self) -> None:
        from apps.core.keys import Scope, register_provider
        from apps.core.registry import (
            Grant,
            register_forgetter,
            register_grant,
            register_newcomer,
            register_renamed,
            register_rewrapper,
        )
        from apps.spaces.services.invitations import forget_expired
        from apps.spaces.services.keys import rewrap_keys, wrapped_keys
        from apps.spaces.services.spaces import make_solo, rename

        register_provider(Scope.SPACE, wrapped_keys)
        register_newcomer(make_solo)
        register_renamed(rename)
        register_rewrapper(rewrap_keys)
        register_forgetter(forget_expired)
        register_grant(Grant("spaces_invitation", "kept_purge", "SELECT (expires_at), DELETE"))
