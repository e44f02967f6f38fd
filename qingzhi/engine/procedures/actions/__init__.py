"""Writes on cases, one verb each."""

from .attaching import attach, supplement
from .clocking import extend, resume, suspend
from .holding import hand_over_case, take_case
from .linking import link
from .moving import move_rules, move_to_version
from .opening import open_case
from .rating import rate
from .stepping import take_step
from .talking import say

__all__ = [
    "attach",
    "extend",
    "hand_over_case",
    "link",
    "move_rules",
    "move_to_version",
    "open_case",
    "rate",
    "resume",
    "say",
    "supplement",
    "suspend",
    "take_case",
    "take_step",
]
