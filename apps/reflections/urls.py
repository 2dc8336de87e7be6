"""Private pages. Their paths are neutral: a history list tells nothing (threat row 22)."""

from django.urls import path

from apps.reflections.views import drawings, evening, journal, logged, own

app_name = "reflections"
urlpatterns = [
    path("journal/", journal.write, name="journal"),
    path("journal/earlier/", journal.earlier, name="earlier"),
    path("journal/earlier/<str:month>/", journal.earlier, name="earlier_in"),
    path("journal/<uuid:entry_id>/", journal.change, name="entry"),
    path("journal/<uuid:entry_id>/remove/", journal.remove, name="entry_remove"),
    path("own/evening/", evening.ask, name="evening"),
    path("own/evening/less/", evening.less, name="less"),
    path("own/evening/<str:path>/", evening.ask, name="evening_of"),
    path("own/evening/<str:path>/kept/", evening.kept, name="kept"),
    path("own/evening/<str:path>/change/", evening.change, name="evening_change"),
    path("own/evening/<str:path>/effect/", evening.effect, name="effect"),
    path("own/drawing/", drawings.page, name="drawing"),
    path("own/drawing/<str:path>/", drawings.page, name="drawing_of"),
    path("own/band/", drawings.band, name="band"),
    path("own/what-holds/", own.holds, name="holds"),
    path("own/preferences/", own.wishes, name="preferences"),
    path("own/views/<uuid:entry_id>/", logged.view, name="view"),
    path("own/views/<uuid:entry_id>/remove/", logged.forget, name="view_remove"),
    path("own/views/<uuid:entry_id>/share/", logged.share, name="view_share"),
    path("own/views/<uuid:entry_id>/unshare/", logged.unshare, name="view_unshare"),
]
