"""Addresses of coordination."""

from django.urls import path

from ..views import customs, desk

app_name = "coordination"
urlpatterns = [
    path("handovers/", desk.handovers, name="handovers"),
    path("handovers/new/", desk.send, name="send"),
    path("handovers/<int:pk>/", desk.handover, name="handover"),
    path("handovers/<int:pk>/answer/", desk.answer, name="answer"),
    path("handovers/<int:pk>/read/", desk.read, name="read"),
    path("handovers/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("board/", desk.board, name="board"),
    path("transfers/new/", desk.transfer, name="transfer"),
    path("customs/", customs.recordals, name="recordals"),
    path("customs/new/", customs.new_recordal, name="new_recordal"),
    path("customs/<int:pk>/", customs.recordal, name="recordal"),
    path("customs/<int:pk>/renew/", customs.renew, name="renew_recordal"),
    path("customs/<int:pk>/cancel/", customs.cancel, name="cancel_recordal"),
    path("customs/seizures/", customs.seizures, name="seizures"),
    path("customs/seizures/new/", customs.new_seizure, name="new_seizure"),
    path("customs/mine/", customs.mine, name="customs_mine"),
    path("customs/mine/ask/", customs.ask_seizure, name="ask_seizure"),
]
