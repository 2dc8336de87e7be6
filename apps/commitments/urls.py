"""Routes of the commitments app."""

from django.urls import path

from apps.commitments import views

app_name = "commitments"
urlpatterns = [
    path("said/", views.index, name="index"),
]
