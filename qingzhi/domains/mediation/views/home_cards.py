"""The card of first pages with the mediations and appraisals in which one takes part."""

from typing import Any

from qingzhi.base.pages.cards import Card, card
from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.queries.page import light_of

from ..access import APPRAISAL, CODE

SHOWN = 8


def register_cards() -> None:
    """Called once, at start-up."""
    card(Card("mediation.in_hand", ("mediator",), "mediation/card.html", in_hand, "tasks.view", 12, 20))


def in_hand(actor: Actor) -> dict[str, Any]:
    """Those that are open, the soonest first; an organisation sees those of all its mediators."""
    rows = visible_cases(actor).filter(procedure__in=(CODE, APPRAISAL), closed_at=None).select_related("body")
    found = rows.order_by("due_on", "pk")[:SHOWN]
    return {"cases": [(one, light_of(one)) for one in found]}
