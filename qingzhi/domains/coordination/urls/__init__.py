"""Addresses of coordination."""

from django.urls import path

from ..views import desk

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
]
