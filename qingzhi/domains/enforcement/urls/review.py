"""Addresses of performance and of reviews."""

from django.urls import URLPattern, path

from ..views.desk import performance, reviews

urlpatterns: list[URLPattern] = [
    path("performance/", performance.performance, name="performance"),
    path("performance/records/", performance.performance_records, name="performance_records"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/new/", reviews.new_review, name="new_review"),
    path("reviews/<int:pk>/", reviews.review, name="review"),
    path("reviews/<int:pk>/draw/", reviews.draw, name="draw_dossiers"),
    path("reviews/<int:pk>/close/", reviews.close, name="close_review"),
    path("reviews/dossiers/<int:pk>/", reviews.dossier, name="reviewed_dossier"),
    path("reviews/dossiers/<int:pk>/score/", reviews.score, name="score_dossier"),
    path("reviews/dossiers/<int:pk>/correct/", reviews.correct, name="correct_dossier"),
    path("reviews/dossiers/<int:pk>/confirm/", reviews.confirm, name="confirm_correction"),
]
