"""Reads: what is left, what was done with it, for what."""

from .ledger import available, claims_of, entries_of, ledger_problems, summary_of

__all__ = ["available", "claims_of", "entries_of", "ledger_problems", "summary_of"]
