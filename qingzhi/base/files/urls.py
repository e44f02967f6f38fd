from django.urls import path

from .views import download

app_name = "files"
urlpatterns = [path("files/<int:pk>/", download.download, name="download")]
