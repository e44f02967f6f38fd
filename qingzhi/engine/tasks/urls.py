from django.urls import path

from .views import board, desk

app_name = "tasks"
urlpatterns = [
    path("inbox/", desk.inbox, name="inbox"),
    path("inbox/take/", desk.take_picked, name="take_picked"),
    path("inbox/board/", board.board, name="board"),
    path("inbox/board/items/", board.board_list, name="board_list"),
    path("inbox/delegations/", desk.delegations, name="delegations"),
    path("inbox/delegations/<int:pk>/end/", desk.end_one, name="end_delegation"),
    path("inbox/<int:pk>/", desk.item, name="item"),
    path("inbox/<int:pk>/take/", desk.take_one, name="take"),
    path("inbox/<int:pk>/hand-over/", desk.hand_over_page, name="hand_over"),
]
