"""Reads of support."""

from .credit import CreditAnswer, credit_answers, credit_source
from .ledger import earlier_payment

__all__ = ["CreditAnswer", "credit_answers", "credit_source", "earlier_payment"]
