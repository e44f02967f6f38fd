"""Addresses of the pages about tokens; those of the API itself are put together in config."""

from django.urls import path

from .views import tokens

app_name = "api_tokens"
urlpatterns = [
    path("", tokens.tokens, name="tokens"),
    path("new/", tokens.issue, name="issue"),
    path("<int:pk>/revoke/", tokens.revoke, name="revoke"),
]
