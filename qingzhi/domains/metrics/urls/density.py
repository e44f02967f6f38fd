from django.urls import path

from ..views.desk import density

urlpatterns = [
    path("density/", density.density, name="density"),
    path("density/import/", density.load, name="load_density"),
]
