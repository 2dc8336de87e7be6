"""What may stand in a name or a password, and the sentences that say so."""

import unicodedata
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PASSWORD_SENTENCES: Final[dict[str, Any]] = {
    "password_too_short": gettext_lazy(
        "That one is a little short. Twelve signs or more will do; a few plain words are easy "
        "to keep in mind."
    ),
    "password_too_common": gettext_lazy(
        "That one is used by many people, so it is tried early. Another one is safer."
    ),
}


def visible_text(value: str) -> None:
    """Raises ValidationError when nothing in the text can be seen."""
    if not any(unicodedata.category(sign)[0] not in "CZ" for sign in value):
        raise ValidationError(_("Something has to stand here."), code="required")


def kind_password_error(error: ValidationError) -> ValidationError:
    """The same refusal in our own words, where we have some."""
    return ValidationError(
        [
            ValidationError(PASSWORD_SENTENCES[one.code], code=one.code)
            if one.code in PASSWORD_SENTENCES
            else one
            for one in error.error_list
        ]
    )
