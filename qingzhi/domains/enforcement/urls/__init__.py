"""Addresses; each theme brings its own list."""

from django.urls import URLPattern

from .campaigns import urlpatterns as campaign_urls
from .cases import urlpatterns as case_urls
from .complaints import urlpatterns as complaint_urls
from .fairs import urlpatterns as fair_urls
from .flags import urlpatterns as flag_urls
from .online import urlpatterns as online_urls
from .publicity import urlpatterns as publicity_urls
from .review import urlpatterns as review_urls
from .rewards import urlpatterns as reward_urls

app_name = "enforcement"
urlpatterns: list[URLPattern] = [
    *complaint_urls,
    *case_urls,
    *fair_urls,
    *publicity_urls,
    *flag_urls,
    *campaign_urls,
    *reward_urls,
    *online_urls,
    *review_urls,
]
