"""Addresses."""

from django.urls import path

from .views import saved, search

app_name = "search"
urlpatterns = [
    path("", search.search_page, name="search"),
    path("saved/", saved.save, name="save"),
    path("saved/<int:pk>/delete/", saved.forget, name="forget"),
]
