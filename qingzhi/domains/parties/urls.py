"""Addresses."""

from django.urls import URLPattern, path

from .views import public
from .views.desk import changing, merging, parties, personal, questions

app_name = "parties"
urlpatterns: list[URLPattern] = [
    path("", parties.parties, name="parties"),
    path("new/", changing.register, name="register"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:question_id>/", questions.question, name="question"),
    path("questions/<int:question_id>/decide/", questions.decide, name="decide_question"),
    path("merges/<int:merge_id>/undo/", merging.undo, name="undo_merge"),
    path("public/<int:party_id>/", public.party, name="public_party"),
    path("<int:party_id>/", parties.party, name="party"),
    path("<int:party_id>/correct/", changing.correct, name="correct"),
    path("<int:party_id>/rename/", changing.rename, name="rename"),
    path("<int:party_id>/names/", changing.add_name, name="add_name"),
    path("<int:party_id>/move/", changing.move, name="move"),
    path("<int:party_id>/flags/", changing.add_flag, name="add_flag"),
    path("<int:party_id>/flags/<int:span_id>/end/", changing.end_flag, name="end_flag"),
    path("<int:party_id>/industries/", changing.add_industry, name="add_industry"),
    path("<int:party_id>/figures/", changing.add_figures, name="add_figures"),
    path("<int:party_id>/links/", changing.add_link, name="add_link"),
    path("<int:party_id>/links/<int:link_id>/end/", changing.end_link, name="end_link"),
    path("<int:party_id>/close/", changing.close, name="close"),
    path("<int:party_id>/merge/", merging.choose, name="choose_merge"),
    path("<int:party_id>/merge/<int:into_id>/", merging.merge, name="merge"),
    path("<int:party_id>/identity/", personal.identity, name="identity"),
    path("<int:party_id>/contact/", personal.contact, name="contact"),
    path("<int:party_id>/personal/<slug:what>/", personal.read, name="read_personal"),
]
