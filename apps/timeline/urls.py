"""Routes of the timeline app. Every one of them reads what is shared, and nothing else."""

from django.urls import path

from apps.timeline import views

app_name = "timeline"
urlpatterns = [
    path("timeline/", views.home, name="home"),
    path("timeline/day/<str:day>/", views.one_day, name="day"),
    path("timeline/earlier/<uuid:space>/", views.earlier, name="earlier"),
    path("timeline/earlier/<uuid:space>/day/<str:day>/", views.earlier_day, name="earlier_day"),
]
