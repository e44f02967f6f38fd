"""Audit's part of the shell: its menu entry and its card on the audit administrator's first page."""

from typing import Any

from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor

from .queries import last_seal, unsealed_entries


def register() -> None:
    """Called once at start-up."""
    menu_entry("审计记录", "audit:entries", section="管理", position=80, icon="history", permit="audit.view")
    card(Card("audit.chain", ("admin",), "audit/cards/chain.html", _chain, "audit.view", 6, 20))


def _chain(actor: Actor) -> dict[str, Any]:
    seal = last_seal()
    return {"sealed": seal.position if seal else 0, "waiting": unsealed_entries().count()}
