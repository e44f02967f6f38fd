from django.urls import path

from ..views import copyright

urlpatterns = [
    path("copyright/apply/", copyright.ask, name="apply"),
    path("copyright/", copyright.listed, name="list"),
]
