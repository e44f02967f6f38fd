"""Reads of coordination."""

from .board import BoardRow, silence_board
from .envelopes import envelopes_of
from .thresholds import Finding, reached

__all__ = ["BoardRow", "Finding", "envelopes_of", "reached", "silence_board"]
