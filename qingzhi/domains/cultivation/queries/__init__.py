"""Reads of cultivation."""

from .copyright import handling_body, party_of, recognised, works_of

__all__ = ["handling_body", "party_of", "recognised", "works_of"]
