"""Forms of the account pages."""

from allauth.account import forms as allauth_forms


class SignupForm(allauth_forms.SignupForm):  # type: ignore[misc]
    """Sign-up by address and password."""


class LoginForm(allauth_forms.LoginForm):  # type: ignore[misc]
    """Sign-in by address and password."""
