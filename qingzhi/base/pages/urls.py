from django.urls import path

from .views import health

app_name = "pages"
urlpatterns = [path("health/", health.alive, name="alive")]
