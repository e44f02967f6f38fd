"""Addresses; each theme brings its own list."""

from django.urls import URLPattern

from .boards import urlpatterns as board_urls
from .indicators import urlpatterns as indicator_urls

app_name = "metrics"
urlpatterns: list[URLPattern] = [
    *indicator_urls,
    *board_urls,
]
