"""Routes of the commitments app."""

from django.urls import path

from apps.commitments.views import pages, saying, telling, writing

app_name = "commitments"
urlpatterns = [
    path("said/", pages.index, name="index"),
    path("said/new/", saying.new, name="new"),
    path("said/helper/", saying.second_look, name="helper"),
    path("said/first/", telling.first, name="first"),
    path("said/away/", telling.away, name="away"),
    path("said/away/<uuid:pk>/back/", telling.back, name="away_back"),
    path("said/entry/<uuid:pk>/line/", writing.line, name="line"),
    path("said/entry/<uuid:pk>/next/", writing.next_step, name="next"),
    path("said/<uuid:pk>/", pages.detail, name="detail"),
    path("said/<uuid:pk>/day/<str:day>/", pages.one_day, name="day"),
    path("said/<uuid:pk>/words/", saying.words, name="words"),
    path("said/<uuid:pk>/rest/", saying.rest, name="rest"),
    path("said/<uuid:pk>/resume/", saying.resume, name="resume"),
    path("said/<uuid:pk>/end/", saying.end, name="end"),
    path("said/<uuid:pk>/review/", saying.review, name="review"),
    path("said/<uuid:pk>/answer/", telling.answer, name="answer"),
    path("said/<uuid:pk>/log/", writing.log, name="log"),
    path("said/<uuid:pk>/occasion/", writing.occasion, name="occasion"),
    path("said/<uuid:pk>/still/", writing.still, name="still"),
    path("said/<uuid:pk>/breach/", writing.breach, name="breach"),
]
