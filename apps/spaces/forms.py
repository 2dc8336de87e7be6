"""What people may say when two of them begin, and how it is checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from apps.accounts.forms import NameField
from apps.core.forms import Form, Lines
from apps.spaces.roles import Role

WORDS_LENGTH = 280
TOKEN_LENGTH = 60


class RoleForm(Form):
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

    name = NameField(
        label=gettext_lazy("Your name, as the other will see it"),
        error_messages={"required": gettext_lazy("A first name or a nickname is enough.")},
        autocomplete="off",
    )
    field_order = ["name", "role"]

    def details(self) -> dict[str, Any]:
        """Name and role for the services; call it on a valid form."""
        return {"name": self.cleaned_data["name"], "role": self.chosen()}


class InvitationForm(AnswerForm):
    """Asking: the same, and a line to go with it."""

    words = Lines(
        label=gettext_lazy("A line to go with it, if you like"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"class": "words", "rows": 3}),
    )
    field_order = ["name", "role", "words"]

    def details(self) -> dict[str, Any]:
        """Name, role and line for the services; call it on a valid form."""
        return super().details() | {"words": self.cleaned_data["words"]}


class CodeForm(Form):
    """A code that was read aloud: spaces, dashes and case do not matter."""

    code = forms.CharField(
        label=gettext_lazy("The code"),
        max_length=TOKEN_LENGTH,
        error_messages={"required": gettext_lazy("Type the code you were given.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def typed(self) -> str:
        """The code without what people put between; call it on a valid form."""
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isalnum())
