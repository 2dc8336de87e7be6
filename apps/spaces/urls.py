"""Routes of the spaces app."""

from django.urls import path

from apps.spaces.views import door, joining, shared, together

app_name = "spaces"
urlpatterns = [
    path("begin/", door.door, name="door"),
    path("together/", together.together, name="together"),
    path("together/invite/", together.invite, name="invite"),
    path("together/again/", together.again, name="again"),
    path("together/take-back/", together.take_back, name="take_back"),
    path("together/confirm/<uuid:invitation_id>/", together.confirm, name="confirm"),
    path("together/step-back/", joining.step_back, name="step_back"),
    path("together/part/", shared.role, name="role"),
    path("together/pause/", shared.pause, name="pause"),
    path("together/resume/", shared.resume, name="resume"),
    path("together/fine/", shared.still_fine, name="still_fine"),
    path("together/close/", shared.close, name="close"),
    path("together/closed/", shared.closed, name="closed"),
    path("j/", joining.code, name="code"),
    path("j/<str:token>/", joining.link, name="link"),
]
