"""Reads: what is left, what was done with it, for what."""

from .execution import Execution, Row, execution
from .ledger import available, claims_of, entries_of, ledger_problems, summary_of

__all__ = [
    "Execution",
    "Row",
    "available",
    "claims_of",
    "entries_of",
    "execution",
    "ledger_problems",
    "summary_of",
]
