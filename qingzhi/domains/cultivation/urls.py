from django.urls import path

from . import views

app_name = "cultivation"
urlpatterns = [path("copyright/apply/", views.ask, name="apply"), path("copyright/", views.listed, name="list")]
