"""What any form may refuse, in our words; and what is no writing."""

import unicodedata
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    EmailValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinValueValidator,
    ProhibitNullCharactersValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Marks that turn the direction of whatever text stands around them.
TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
ADDRESS = 254

REQUIRED = gettext_lazy("Something has to stand here.")
TOO_LONG = gettext_lazy("This is longer than fits here: %(limit_value)d signs at most.")
CHOOSE = gettext_lazy("Choose one of those that stand here.")
CHOOSE_AMONG = gettext_lazy("Choose among those that stand here.")
NOT_A_DATE = gettext_lazy("Choose a date, as day, month and year.")
NOT_A_TIME = gettext_lazy("Write an hour, such as 19:00.")
NOT_A_NUMBER = gettext_lazy("Write a whole number, such as 3.")
NOT_AN_ADDRESS = gettext_lazy("That does not look like an address yet.")

# By kind of field, the more special first: a code of Django's and our sentence for it.
SENTENCES: Final[tuple[tuple[type[forms.Field], dict[str, Any]], ...]] = (
    (forms.MultipleChoiceField, {
        "required": CHOOSE_AMONG, "invalid_choice": CHOOSE_AMONG, "invalid_list": CHOOSE_AMONG,
    }),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": CHOOSE}),
    (forms.DateField, {"required": NOT_A_DATE, "invalid": NOT_A_DATE}),
    (forms.TimeField, {"required": NOT_A_TIME, "invalid": NOT_A_TIME}),
    (forms.IntegerField, {"required": NOT_A_NUMBER, "invalid": NOT_A_NUMBER}),
    (forms.Field, {"required": REQUIRED}),
)  # fmt: skip
LIMITS: Final[dict[type, Any]] = {
    MaxLengthValidator: TOO_LONG,
    MinValueValidator: gettext_lazy("%(limit_value)s is the smallest that fits here."),
    MaxValueValidator: gettext_lazy("%(limit_value)s is the largest that fits here."),
}


def plain_text(value: str) -> None:
    """Raises ValidationError for what is no writing on one line: NUL and other control signs,
    halves of a sign, and marks that turn the text's direction. Joiners and emoji are writing."""
    if any(unicodedata.category(sign) in {"Cc", "Cs"} or sign in TURNING for sign in value):
        raise ValidationError(
            _("There is an invisible sign in this that cannot be kept. Please type it by hand."),
            code="invisible",
        )


def plain_lines(value: str) -> None:
    """The same for a text of several lines, with tabs."""
    plain_text(value.translate({ord("\n"): " ", ord("\r"): " ", ord("\t"): " "}))


class Lines(forms.CharField):
    """A text of several lines: stripped, line breaks alike before its length is counted."""

    def to_python(self, value: Any) -> str:
        """The text with plain line breaks."""
        text = super().to_python(value) or ""
        return str(text).replace("\r\n", "\n").replace("\r", "\n")


class Once(forms.CharField):
    """An id that comes with a form, so that sending it twice is doing it once."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, initial=uuid4, label="", **kwargs)

    def clean(self, value: Any) -> UUID:
        """The id; a fresh one where it is none."""
        try:
            found = UUID(str(value))
        except ValueError:
            return uuid4()
        return found if found.version == 4 else uuid4()


class Form(forms.Form):
    """A form that speaks our way wherever a field brings no sentence of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            kindly(field)


def kindly(field: forms.Field) -> None:
    """Give a field our sentences in the places where Django's own would stand, and let a field
    for text refuse what is no writing."""
    theirs = _defaults(type(field))
    for kind, sentences in SENTENCES:
        if isinstance(field, kind):
            for code, sentence in sentences.items():
                if field.error_messages.get(code) is theirs.get(code):
                    field.error_messages[code] = sentence
            break
    if isinstance(field, forms.EmailField):
        field.max_length = ADDRESS
        field.widget.attrs["maxlength"] = str(ADDRESS)
    # Validators are shared by every form there is: a new one, never a changed one.
    field.validators = [_kind(check, field) for check in field.validators]


def _defaults(kind: type[forms.Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in reversed(kind.__mro__):
        found.update(getattr(each, "default_error_messages", {}))
    return found


def _kind(check: Any, field: forms.Field) -> Any:
    if isinstance(check, ProhibitNullCharactersValidator):
        return plain_lines if isinstance(field, Lines) else plain_text
    if isinstance(check, EmailValidator):
        return EmailValidator(NOT_AN_ADDRESS)
    sentence = LIMITS.get(type(check))
    if sentence is not None and check.message is type(check).message:
        limit = ADDRESS if isinstance(field, forms.EmailField) else check.limit_value
        return type(check)(limit, sentence)
    return check
