from django.urls import path

from .views import desk, texts

app_name = "notices"
urlpatterns = [
    path("messages/", desk.inbox, name="inbox"),
    path("messages/read-all/", desk.read_all, name="read_all"),
    path("messages/choices/", texts.choices, name="choices"),
    path("messages/texts/", texts.texts, name="texts"),
    path("messages/texts/<int:pk>/end/", texts.end, name="end_text"),
    path("messages/texts/<str:code>/", texts.text, name="text"),
    path("messages/outbox/", desk.outbox, name="outbox"),
    path("messages/<int:pk>/", desk.message, name="message"),
]
