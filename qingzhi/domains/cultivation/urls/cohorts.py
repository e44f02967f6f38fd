from django.urls import path

from ..views import cohorts, outreach

urlpatterns = [
    path("cohorts/", cohorts.overview, name="cohorts"),
    path("cohorts/draw/", cohorts.draw, name="draw_roll"),
    path("cohorts/<int:pk>/", cohorts.roll, name="roll"),
    path("cohorts/<int:pk>/applications/", cohorts.applications, name="roll_applications"),
    path("cohorts/<int:pk>/add/", cohorts.add, name="add_member"),
    path("cohorts/<int:pk>/freeze/", cohorts.freeze, name="freeze_roll"),
    path("cohorts/<int:pk>/count/", cohorts.count, name="count_roll"),
    path("cohorts/<int:pk>/outreach/", outreach.ask, name="ask_outreach"),
    path("cohorts/members/<int:pk>/", cohorts.member, name="member"),
    path("cohorts/members/<int:pk>/remove/", cohorts.remove, name="remove_member"),
    path("outreach/", outreach.calls, name="outreach"),
    path("outreach/<int:pk>/", outreach.answer, name="answer_outreach"),
]
