"""Routes of the timeline app."""

from django.urls import path

from apps.timeline import views

app_name = "timeline"
urlpatterns = [
    path("timeline/", views.home, name="home"),
]
