"""Cards of the first page: domains register them; config shows each role those that its home names."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qingzhi.base.permits import Actor, check


@dataclass(frozen=True)
class Card:
    """One card: who sees it (`homes`: role homes such as "office"; permit), where, and how it is made.

    `context` returns the template's variables for an actor, or None to leave the card out.
    """

    code: str
    homes: tuple[str, ...]
    template: str
    context: Callable[[Actor], dict[str, Any] | None]
    permit: str = ""
    width: int = 6  # of 12 columns
    position: int = 100


_cards: dict[str, Card] = {}


def card(one: Card) -> None:
    """Register a card at start-up."""
    _cards[one.code] = one


def cards_for(actor: Actor, home: str) -> list[tuple[Card, dict[str, Any]]]:
    """The cards of a home page with their variables, in order."""
    found = []
    for one in sorted(_cards.values(), key=lambda item: item.position):
        if home in one.homes and (not one.permit or check(actor, one.permit)):
            context = one.context(actor)
            if context is not None:
                found.append((one, context))
    return found
