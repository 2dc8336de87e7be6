"""Routes of the spaces app."""

from django.urls import path

from apps.spaces import views

app_name = "spaces"
urlpatterns = [
    path("together/closed/", views.closed, name="closed"),
]
