"""Addresses of commendations."""

from django.urls import URLPattern, path

from ..views import public_awards
from ..views.desk import commendations

urlpatterns: list[URLPattern] = [
    path("commendations/", commendations.rounds, name="commendations"),
    path("commendations/<int:round_id>/", commendations.round_page, name="commendation"),
    path("commendations/<int:round_id>/check/", commendations.check_all, name="check_commendation"),
    path("commendations/<int:round_id>/publicise/", commendations.publicise, name="publicise_commendation"),
    path("commendations/<int:round_id>/decide/", commendations.decide, name="decide_commendation"),
    path("commendations/candidates/<int:candidate_id>/", commendations.exclude, name="leave_out"),
    path("commendations/public/<int:round_id>/", public_awards.commendation, name="commendation_public"),
]
