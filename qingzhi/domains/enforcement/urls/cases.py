"""Addresses of penalty and adjudication."""

from django.urls import URLPattern, path

from ..views.desk import proceedings as views

urlpatterns: list[URLPattern] = [
    path("clues/new/", views.new_clue, name="new_clue"),
    path("on-the-spot/", views.on_the_spot, name="on_the_spot"),
    path("adjudication/new/", views.ask_adjudication, name="ask_adjudication"),
    path("adjudication/paper/", views.enter_request, name="enter_request"),
    path("cases/<int:pk>/evidence/", views.add_evidence, name="add_evidence"),
    path("cases/<int:pk>/evidence/<int:item>/", views.hand_on, name="hand_on"),
    path("cases/<int:pk>/exclude/", views.exclude, name="exclude"),
    path("cases/<int:pk>/archive/", views.archive, name="archive"),
    path("certificates/", views.certificates, name="certificates"),
    path("certificates/new/", views.new_certificate, name="new_certificate"),
]
