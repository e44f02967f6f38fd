"""The card of silence on first pages: who has not answered, for how long."""

from typing import Any

from qingzhi.base.pages.cards import Card, card
from qingzhi.base.permits import Actor

from ..queries.board import silence_board

HOMES = ("enforcement", "partner", "office", "leader", "auditor")
MOST = 5


def register_cards() -> None:
    """Called once, at start-up."""
    card(Card("coordination.silent", HOMES, "coordination/home/silent.html", silent_card, "coordination.view", 6, 24))


def silent_card(actor: Actor) -> dict[str, Any]:
    """Those with whom something waits, the most silent first."""
    rows = [one for one in silence_board(actor) if one.waiting]
    return {"rows": rows[:MOST], "more": max(0, len(rows) - MOST)}
