"""Addresses; each theme brings its own list."""

from django.urls import URLPattern

from .cases import urlpatterns as case_urls

app_name = "enforcement"
urlpatterns: list[URLPattern] = [*case_urls]
