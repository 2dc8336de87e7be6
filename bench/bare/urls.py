"""One page, and one form that writes a row."""

from django.urls import path

from bench.bare import views

urlpatterns = [
    path("", views.page, name="page"),
    path("notes/", views.create, name="create"),
]
