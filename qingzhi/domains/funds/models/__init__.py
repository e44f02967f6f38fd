from .ledger import Claim, Entry, Journal, LineBalance
from .payments import PaceRule, PayeeAccount, PaymentBatch, PaymentItem
from .programme import Programme, ProgrammeLine

__all__ = [
    "Claim",
    "Entry",
    "Journal",
    "LineBalance",
    "PaceRule",
    "PayeeAccount",
    "PaymentBatch",
    "PaymentItem",
    "Programme",
    "ProgrammeLine",
]
