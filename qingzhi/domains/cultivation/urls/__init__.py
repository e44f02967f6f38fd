"""Addresses of cultivation, one module a concern."""

from . import cohorts, copyright

app_name = "cultivation"
urlpatterns = [*copyright.urlpatterns, *cohorts.urlpatterns]
