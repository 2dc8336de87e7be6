"""Routes of the today app."""

from django.urls import path

from apps.today import views

app_name = "today"
urlpatterns = [
    path("", views.home, name="home"),
]
