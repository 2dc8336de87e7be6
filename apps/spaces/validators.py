"""A password that somebody close would not guess."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.person import as_person
from apps.spaces.here import find

SHORTEST = 3


class KnownWordsValidator:
    """Refuses the names and addresses of both partners (threats 4.2)."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when the password holds one of the words."""
        folded = "".join(password.casefold().split())
        if any(word in folded for word in self._words(user)):
            raise ValidationError(
                _("That one has a name or an address in it that somebody close would try first."),
                code="password_known_word",
            )

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("Leave out your names and addresses.")

    def _words(self, user: Any) -> set[str]:
        if user is None:
            return set()
        email = str(getattr(user, "email", "") or "").casefold()
        texts = [email, *email.split("@"), getattr(user, "display_name", "") or ""]
        if not user._state.adding:
            # Somebody who resets a password has proved the address but is not signed in yet.
            with as_person(user.pk):
                here = find(user.pk)
                texts += [here.name, here.partner_name] if here else []
        parts = {part for text in texts for part in [*str(text).casefold().split(), str(text)]}
        return {"".join(part.casefold().split()) for part in parts if len(part) >= SHORTEST}
