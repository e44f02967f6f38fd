"""The card of first pages that shows what waits."""

from typing import Any

from qingzhi.base.pages.cards import Card, card
from qingzhi.base.permits import Actor

from .kinds import kind_title
from .queries import inbox

HOMES = ("partner", "mediator", "expert")  # others have cards of their own work
SHOWN = 6


def register_home() -> None:
    """Called once, at start-up."""
    card(Card("tasks.waiting", HOMES, "tasks/card.html", waiting_card, "tasks.view", 12, 12))


def waiting_card(actor: Actor) -> dict[str, Any] | None:
    """The soonest of the actor's work; nothing where nothing waits."""
    rows = list(inbox(actor).order_by("due_on", "pk")[:SHOWN])
    return {"shown": [(one, kind_title(one.kind)) for one in rows]} if rows else None
