"""Addresses of published decisions and of their public texts."""

from django.urls import URLPattern, path

from ..views.desk import publicity as desk
from ..views.public import decisions

urlpatterns: list[URLPattern] = [
    path("decisions/public/", decisions.decisions, name="public_decisions"),
    path("decisions/publicity/", desk.drafts, name="public_drafts"),
    path("decisions/publicity/<int:pk>/", desk.draft, name="public_draft"),
    path("decisions/publicity/<int:pk>/cover/", desk.cover, name="cover_words"),
    path("decisions/publicity/<int:pk>/uncover/<int:place>/", desk.uncover, name="uncover_words"),
    path("decisions/publicity/<int:pk>/finish/", desk.finish, name="finish_review"),
    path("decisions/publicity/<int:pk>/publish/", desk.publish, name="publish_draft"),
    path("decisions/publicity/<int:pk>/back/", desk.send_back, name="send_back_draft"),
    path("decisions/publicity/<int:pk>/correct/", desk.correct, name="correct_draft"),
    path("decisions/publicity/<int:pk>/withhold/", desk.withhold, name="withhold_draft"),
]
