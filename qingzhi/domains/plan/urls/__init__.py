"""Addresses of the plan, one module a concern."""

from . import conference, tracking, versions

app_name = "plan"
urlpatterns = [*versions.urlpatterns, *tracking.urlpatterns, *conference.urlpatterns]
