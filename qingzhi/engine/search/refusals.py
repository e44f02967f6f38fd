"""Refusals."""

from qingzhi.base.permits import Refusal


class SearchNotNamed(Refusal):
    """A search is kept under a name."""


class TooManySearches(Refusal):
    """Nobody keeps that many."""
