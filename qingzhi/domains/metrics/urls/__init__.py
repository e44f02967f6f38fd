"""Addresses; each theme brings its own list."""

from django.urls import URLPattern

from .boards import urlpatterns as board_urls
from .indicators import urlpatterns as indicator_urls
from .surveys import urlpatterns as survey_urls

app_name = "metrics"
urlpatterns: list[URLPattern] = [
    *indicator_urls,
    *survey_urls,
    *board_urls,
]
