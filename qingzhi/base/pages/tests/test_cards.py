"""Cards of a first page: what several of them ask is read once for the page."""

from qingzhi.base.pages import cards
from qingzhi.base.pages.cards import Card, cards_for, once_a_page
from qingzhi.base.permits import PUBLIC


def test_what_several_cards_ask_is_read_once_a_page_and_anew_for_the_next(monkeypatch):
    read = []

    @once_a_page
    def figures(actor):
        read.append(actor)
        return {"number": len(read)}

    monkeypatch.setattr(cards, "_cards", {code: Card(code, ("office",), "", figures) for code in ("one", "two")})
    assert [context["number"] for _, context in cards_for(PUBLIC, "office")] == [1, 1]
    assert [context["number"] for _, context in cards_for(PUBLIC, "office")] == [2, 2]
    assert figures(PUBLIC) == {"number": 3} and figures(PUBLIC) == {"number": 4}, "outside a page nothing is kept"
