"""Addresses of online cases."""

from django.urls import URLPattern, path

from ..views.desk import online, platforms

urlpatterns: list[URLPattern] = [
    path("online/", online.cases, name="online"),
    path("online/new/", online.new_online, name="new_online"),
    path("online/notices/", platforms.notices, name="platform_notices"),
    path("online/notices/<int:pk>/", platforms.notice, name="platform_notice"),
    path("online/<int:pk>/links/", online.links, name="online_links"),
    path("online/<int:pk>/links/<int:link>/capture/", online.capture, name="capture_link"),
    path("online/<int:pk>/captures/<int:item>/", online.words, name="capture"),
]
