"""Reads of parties."""

from ..rules.names import split_holders
from ..rules.places import PROVINCES

__all__ = ["PROVINCES", "split_holders"]
