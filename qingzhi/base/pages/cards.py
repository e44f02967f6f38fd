"""Cards of the first page: domains register them; config shows each role those that its home names."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

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
_asked: ContextVar[dict[Any, Any] | None] = ContextVar("asked", default=None)
Answer = TypeVar("Answer")


def card(one: Card) -> None:
    """Register a card at start-up."""
    _cards[one.code] = one


def cards_for(actor: Actor, home: str) -> list[tuple[Card, dict[str, Any]]]:
    """The cards of a home page with their variables, in order."""
    found = []
    asked = _asked.set({})
    try:
        for one in sorted(_cards.values(), key=lambda item: item.position):
            if home in one.homes and (not one.permit or check(actor, one.permit)):
                context = one.context(actor)
                if context is not None:
                    found.append((one, context))
    finally:
        _asked.reset(asked)
    return found


def once_a_page(read: Callable[[Actor], Answer]) -> Callable[[Actor], Answer]:
    """A read that several cards of a page ask: it is read for the first and forgotten with the page."""

    @wraps(read)
    def shared(actor: Actor) -> Answer:
        known = _asked.get()
        if known is None:
            return read(actor)
        if read not in known:
            known[read] = read(actor)
        answer: Answer = known[read]
        return answer

    return shared
