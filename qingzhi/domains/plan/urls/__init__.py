"""Addresses of the plan, one module a concern."""

from . import conference, targets, tracking, versions

app_name = "plan"
urlpatterns = [*versions.urlpatterns, *targets.urlpatterns, *tracking.urlpatterns, *conference.urlpatterns]
