"""Forms of the account pages: allauth's own, in our words, and the person's preferences."""

import unicodedata
from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.signup import prevent_enumeration
from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.services import is_proved, limit_session, unfinished
from apps.accounts.validators import visible_text
from apps.core.forms import TOO_LONG, Form
from apps.core.time import known_zone, zones

NAME = 60
PASSWORD = 256
CODE_HINT = _("You can paste it.")
NEW_PASSWORD_HINT = _("Twelve signs or more. One that nobody close to you would guess.")
Words = dict[str, tuple[Any, Any]]  # label and hint, translated late


def _limited(field: forms.Field) -> None:
    """A text without a limit of its own gets that of a password."""
    if isinstance(field, forms.CharField) and field.max_length is None:
        field.validators.append(MaxLengthValidator(PASSWORD, TOO_LONG))
        field.widget.attrs["maxlength"] = str(PASSWORD)


class InOurWords(Form):
    """Gives each field its label and hint, and takes allauth's placeholders away."""

    words: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label or "", ""))
            _limited(field)


class NameField(forms.CharField):
    """What somebody wants to be called: one visible line, in one Unicode form."""

    default_validators = [visible_text]

    def __init__(self, *, autocomplete: str = "nickname", **kwargs: Any) -> None:
        super().__init__(max_length=NAME, **kwargs)
        self.widget.attrs["autocomplete"] = autocomplete

    def to_python(self, value: Any) -> str:
        """The name without spaces around it, composed (NFC)."""
        return unicodedata.normalize("NFC", super().to_python(value) or "").strip()


class GuessedZone(forms.CharField):
    """The zone the browser names. A wrong guess is no reason to ask again."""

    widget = forms.HiddenInput(attrs={"data-timezone": ""})

    def clean(self, value: Any) -> str:
        """The zone when there is one of that name, else UTC."""
        return known_zone(str(value or ""))


class SignupForm(InOurWords, allauth_forms.SignupForm):  # type: ignore[misc]
    """Sign-up by address, password and a name."""

    account_already_exists: bool
    field_order = ["display_name", "email", "password1", "time_zone"]
    words: ClassVar[Words] = {
        "display_name": (
            _("What should we call you?"),
            _("Seen by you, and later by someone you ask to join. It can be changed."),
        ),
        "email": (_("E-mail"), _("Best one that only you read.")),
        "password1": (_("Password"), NEW_PASSWORD_HINT),
    }
    display_name = NameField()
    time_zone = GuessedZone(required=False)

    def clean(self) -> dict[str, Any]:
        """Judge the password beside the name and the address typed with it."""
        cleaned: dict[str, Any] = super(allauth_forms.SignupForm, self).clean() or {}
        person = User(email=cleaned.get("email", ""), display_name=cleaned.get("display_name", ""))
        if password := cleaned.get("password1"):
            try:
                get_adapter().clean_password(password, user=person)
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """A new person; or who began here before with this password; or what a known address
        answers with, which looks the same."""
        email = self.cleaned_data["email"]
        if self.account_already_exists:
            person = unfinished(email=email, password=self.cleaned_data["password1"])
            return (person, None) if person else (None, prevent_enumeration(request, email=email))
        try:
            with transaction.atomic():
                return super().try_save(request)  # type: ignore[no-any-return]
        except IntegrityError:
            # Sent twice at the same moment: the other one was faster.
            self.account_already_exists = True
            return self.try_save(request)


class LoginForm(InOurWords, allauth_forms.LoginForm):  # type: ignore[misc]
    """Sign-in by address and password. The device counts as shared unless said otherwise."""

    words: ClassVar[Words] = {
        "login": (_("E-mail"), ""),
        "password": (_("Password"), ""),
        "remember": (
            _("Stay signed in here for thirty days"),
            _("Leave this off when somebody else uses the device."),
        ),
    }

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in, for as long as the device allows (answers 15)."""
        response: HttpResponse = super().login(request, redirect_url=redirect_url)
        own = self.cleaned_data["remember"]
        limit_session(session=request.session, own_device=own, now=timezone.now())
        return response


class VerificationForm(InOurWords, allauth_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    """The six figures that came by mail."""

    words: ClassVar[Words] = {"code": (_("Code"), CODE_HINT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "input short code"}

    def clean_code(self) -> str:
        """Raises ValidationError for a wrong code; where no code was sent, every code is wrong.

        Whoever has the right code may read that the address is somebody's: it is their mailbox.
        """
        if self.user is None:
            raise get_adapter().validation_error("incorrect_code")
        code = str(super(allauth_forms.ConfirmEmailVerificationCodeForm, self).clean_code())
        if is_proved(email=self.email, by_other_than=self.user.pk):
            raise get_adapter().validation_error("email_taken")
        return code


class ResetForm(InOurWords, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Where to send a code for a new password."""

    words: ClassVar[Words] = {"email": (_("E-mail"), "")}


class ResetCodeForm(InOurWords, allauth_forms.ConfirmPasswordResetCodeForm):  # type: ignore[misc]
    """The letters that came by mail."""

    words: ClassVar[Words] = {"code": (_("Code"), CODE_HINT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autocapitalize"] = "characters"


class OnceOnly(InOurWords):
    """A new password typed once: it may be pasted, and a code by mail mends a slip."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class NewPasswordForm(OnceOnly, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password, after the code."""

    words: ClassVar[Words] = {"password1": (_("New password"), NEW_PASSWORD_HINT)}


class ChangePasswordForm(OnceOnly, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """A new password, knowing the one before."""

    words: ClassVar[Words] = {
        "oldpassword": (_("The password you have now"), ""),
        "password1": (_("New password"), NEW_PASSWORD_HINT),
    }


class AddressForm(InOurWords, allauth_forms.AddEmailForm):  # type: ignore[misc]
    """Another address. It counts once its code was typed in."""

    words: ClassVar[Words] = {"email": (_("New address"), _("Best one that only you read."))}


class AgainForm(InOurWords, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    words: ClassVar[Words] = {"password": (_("Password"), "")}


def zone_choices(current: str) -> list[Any]:
    """Every zone that stands for a place, by continent; and the person's own in any case."""
    areas: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zones()):
        area, _slash, place = name.partition("/")
        if place and area not in {"Etc", "SystemV", "US", "posix", "right"}:
            areas.setdefault(area, []).append((name, place.replace("_", " ")))
    listed = {name for places in areas.values() for name, _place in places}
    first = [(name, name) for name in dict.fromkeys((current, "UTC")) if name not in listed]
    return [*first, *areas.items()]


class PreferencesForm(InOurWords):
    """What a person is called, and whose clock and words the pages follow."""

    words: ClassVar[Words] = {
        "display_name": (_("What should we call you?"), ""),
        "time_zone": (
            _("Time zone"),
            _("Where your days begin and end. A change counts from now on."),
        ),
        "language": (_("Language"), ""),
    }
    display_name = NameField()
    time_zone = forms.ChoiceField(
        error_messages={"invalid_choice": _("There is no such time zone. Choose one of the list.")}
    )
    language = forms.ChoiceField(
        error_messages={"invalid_choice": _("That language is not here yet.")}
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "display_name": person.display_name,
            "time_zone": person.time_zone,
            "language": person.language,
        }
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zone_choices(person.time_zone)  # type: ignore[attr-defined]
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]
