"""Routes of the reflections app."""

from django.urls import path

from apps.reflections import views

app_name = "reflections"
urlpatterns = [
    path("journal/", views.journal, name="journal"),
]
