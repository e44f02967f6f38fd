"""Addresses; each theme brings its own list: pages of the desk under /metrics/, pages for everybody beside it."""

from django.urls import URLPattern, URLResolver, include, path

from .boards import public_urlpatterns as open_data
from .boards import urlpatterns as board_urls
from .density import urlpatterns as density_urls
from .evaluation import public_urlpatterns as public_methods
from .evaluation import urlpatterns as evaluation_urls
from .frozen import public_urlpatterns as public_figures
from .frozen import urlpatterns as frozen_urls
from .indicators import urlpatterns as indicator_urls
from .reports import public_urlpatterns as public_reports
from .reports import urlpatterns as report_urls
from .surveys import urlpatterns as survey_urls
from .yearbook import urlpatterns as yearbook_urls

app_name = "metrics"
desk: list[URLPattern] = [
    *indicator_urls,
    *board_urls,
    *survey_urls,
    *yearbook_urls,
    *frozen_urls,
    *density_urls,
    *evaluation_urls,
    *report_urls,
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("metrics/", include(desk)),
    *public_figures,
    *open_data,
    *public_methods,
    *public_reports,
]
