"""Reads: inboxes, the items of a body, the board of inaction."""

from .board import BoardRow, OldestItem, inaction_board
from .items import (
    colleagues,
    delegations_of,
    inbox,
    living_body,
    on_badge,
    open_items_about,
    open_items_held_by,
    open_items_of,
    passages_of,
    people_of,
    state_filter,
    tab_filter,
    warn_days,
)

__all__ = [
    "BoardRow",
    "OldestItem",
    "colleagues",
    "delegations_of",
    "inaction_board",
    "inbox",
    "living_body",
    "on_badge",
    "open_items_about",
    "open_items_held_by",
    "open_items_of",
    "passages_of",
    "people_of",
    "state_filter",
    "tab_filter",
    "warn_days",
]
