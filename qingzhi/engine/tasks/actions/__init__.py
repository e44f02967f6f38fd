"""Writes on work items, one verb each."""

from .closing import close_item, close_items, close_items_about, note_act
from .delegating import delegate, end_delegation
from .due import change_due, rank_items, renew_item
from .holding import hand_over, take, take_many
from .opening import NewItem, open_item, open_items
from .reminding import remind
from .succeeding import move_items_about, move_to_successor, move_to_successors

__all__ = [
    "NewItem",
    "change_due",
    "close_item",
    "close_items",
    "close_items_about",
    "delegate",
    "end_delegation",
    "hand_over",
    "move_items_about",
    "move_to_successor",
    "move_to_successors",
    "note_act",
    "open_item",
    "open_items",
    "rank_items",
    "remind",
    "renew_item",
    "take",
    "take_many",
]
