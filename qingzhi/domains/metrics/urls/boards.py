from django.urls import path

from ..views.desk import board, compare, opening
from ..views.public import opened

urlpatterns = [
    path("board/", board.board, name="board"),
    path("indicators/<slug:code>/open/", opening.open_page, name="open_to_public"),
    path("indicators/<slug:code>/close/", opening.close_page, name="close_to_public"),
    path("compare/", compare.compare, name="compare"),
    path("compare/load/", compare.load, name="load_compared"),
    path("compare/tables/<int:pk>/", compare.table, name="compared_table"),
    path("compare/tables/<int:pk>/withdraw/", compare.withdraw, name="withdraw_compared"),
]
public_urlpatterns = [
    path("data/", opened.index, name="open_index"),
    path("data/<slug:code>/", opened.indicator, name="open_indicator"),
    path("data/<slug:code>/chart.svg", opened.svg, name="open_svg"),
    path("data/<slug:code>/embed/", opened.embed, name="open_embed"),
    path("data/<slug:code>/download.<str:kind>", opened.download, name="open_download"),
]
