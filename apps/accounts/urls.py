"""Routes of the accounts app, and those of allauth that exist here: no others do."""

from allauth.account import views as allauth_views
from django.urls import path

from apps.accounts import views
from apps.accounts.decorators import page
from apps.core.decorators import Access

app_name = "accounts"
urlpatterns = [
    path("settings/", views.settings, name="settings"),
]

ANYONE, SELF = Access.ANYONE, Access.SELF
# Under the names allauth reverses, outside any namespace (config/urls.py).
entrance = [
    path("login/", page(allauth_views.login, ANYONE), name="account_login"),
    path("logout/", page(allauth_views.logout, ANYONE), name="account_logout"),
    path("signup/", page(allauth_views.signup, ANYONE, floor=True), name="account_signup"),
    path("code/", page(views.code, ANYONE), name="account_email_verification_sent"),
    path("again/", page(allauth_views.reauthenticate, SELF), name="account_reauthenticate"),
    path("address/", page(views.address, SELF), name="account_email"),
    path("password/", page(allauth_views.password_change, SELF), name="account_change_password"),
    path(
        "new/",
        page(allauth_views.password_reset, ANYONE, floor=True),
        name="account_reset_password",
    ),
    path("new/code/", page(views.reset_code, ANYONE), name="account_confirm_password_reset_code"),
    path(
        "new/password/",
        page(allauth_views.complete_password_reset, ANYONE),
        name="account_complete_password_reset",
    ),
    path("new/done/", page(views.reset_done, ANYONE), name="account_password_reset_completed"),
]
