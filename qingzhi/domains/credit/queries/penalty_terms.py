"""Until when a penalty is public, by the same table that keeps it in the archive."""

from datetime import date, timedelta
from typing import Any

from ..rules.dates import add_months
from ..rules.penalties import severity_of
from ..terms import EntryKind
from .rulings import ask


def public_term(decision: Any) -> date | None:
    """The last day of publicity of an effective penalty; None where it is not effective yet, or the rules keep it back."""
    if decision.effective_on is None:
        return None
    severity = severity_of(decision.severity).value
    rule = ask(
        "entries", decision.effective_on, kind=EntryKind.PENALTY.value, severity=severity, is_person=decision.is_person
    )
    months = int(rule.get("public_months") or 0)
    return add_months(decision.effective_on, months) - timedelta(days=1) if months else None
