from django.urls import path

from .views import health, preferences, style, styleguide

app_name = "pages"
urlpatterns = [
    path("health/", health.alive, name="alive"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("style-<slug:version>.css", style.sheet, name="style"),
    path("_styleguide/", styleguide.overview, name="styleguide"),
    path("_styleguide/portal/", styleguide.portal, name="styleguide_portal"),
    path("_styleguide/confirm/", styleguide.confirm, name="styleguide_confirm"),
    path("_styleguide/error/<int:status>/", styleguide.error, name="styleguide_error"),
]
