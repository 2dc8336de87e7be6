"""What people may say when two of them begin, and how it is checked."""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.spaces.roles import Role

NAME_LENGTH = 60
WORDS_LENGTH = 280
TOKEN_LENGTH = 60


def plain_line(value: str) -> None:
    """Refuses signs that cannot be seen: control signs, and those that turn text round."""
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in value):
        raise ValidationError(
            _("There is a sign in it that cannot be shown. Please type it again."), code="unseen"
        )


def plain_words(value: str) -> None:
    """The same for several lines; joiners within words and emoji are fine."""
    for piece in "\n".join(value.split("\r\n")).split("\n"):
        plain_line(piece.replace("\t", " ").replace("\u200d", "").replace("\u200c", ""))


class RoleForm(forms.Form):
    """What somebody says of themself."""

    role = forms.ChoiceField(
        label=gettext_lazy("Your part in it"),
        choices=Role.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Please choose one. The last says nothing.")},
    )

    def chosen(self) -> Role:
        """The role; call it on a valid form."""
        return Role(self.cleaned_data["role"])


class AnswerForm(RoleForm):
    """Saying yes: the name the other will see, and one's own part."""

    name = forms.CharField(
        label=gettext_lazy("Your name, as the other will see it"),
        max_length=NAME_LENGTH,
        validators=[plain_line],
        error_messages={"required": gettext_lazy("A first name or a nickname is enough.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["name", "role"]

    def details(self) -> dict[str, Any]:
        """Name and role for the services; call it on a valid form."""
        return {"name": self.cleaned_data["name"], "role": self.chosen()}


class InvitationForm(AnswerForm):
    """Asking: the same, and a line to go with it."""

    words = forms.CharField(
        label=gettext_lazy("A line to go with it, if you like"),
        required=False,
        max_length=WORDS_LENGTH,
        validators=[plain_words],
        widget=forms.Textarea(attrs={"class": "words", "rows": 3}),
    )
    field_order = ["name", "role", "words"]

    def details(self) -> dict[str, Any]:
        """Name, role and line for the services; call it on a valid form."""
        return super().details() | {"words": self.cleaned_data["words"]}


class CodeForm(forms.Form):
    """A code that was read aloud: spaces, dashes and case do not matter."""

    code = forms.CharField(
        label=gettext_lazy("The code"),
        max_length=TOKEN_LENGTH,
        validators=[plain_line],
        error_messages={"required": gettext_lazy("Type the code you were given.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def typed(self) -> str:
        """The code without what people put between; call it on a valid form."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum())
