from django.urls import path

from .views import desk

app_name = "metrics"
urlpatterns = [
    path("statistics/<int:pk>/", desk.statistic, name="statistic"),
]
