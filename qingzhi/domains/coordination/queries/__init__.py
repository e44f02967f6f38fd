"""Reads of coordination."""

from .board import BoardRow, silence_board
from .thresholds import Finding, reached

__all__ = ["BoardRow", "Finding", "reached", "silence_board"]
