"""Pages that belong to nobody."""

from django.urls import path

from apps.core import views

app_name = "core"
urlpatterns = [
    path("support/", views.support, name="support"),
    path("about/who-sees-what/", views.privacy, name="privacy"),
    path("out/", views.leave, name="out"),
    path("elsewhere/", views.elsewhere, name="elsewhere"),
]
