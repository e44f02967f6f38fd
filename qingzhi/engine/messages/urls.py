from django.urls import path

from .views import desk

app_name = "notices"
urlpatterns = [
    path("messages/", desk.inbox, name="inbox"),
    path("messages/read-all/", desk.read_all, name="read_all"),
    path("messages/outbox/", desk.outbox, name="outbox"),
    path("messages/<int:pk>/", desk.message, name="message"),
]
