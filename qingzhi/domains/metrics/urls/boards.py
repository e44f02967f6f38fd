from django.urls import path

from ..views.desk import board

urlpatterns = [
    path("board/", board.board, name="board"),
]
