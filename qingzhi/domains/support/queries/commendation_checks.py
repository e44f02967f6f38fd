"""What stands against a commendation: the credit archive of a party, and what other domains say of anybody, registered at start-up."""

from collections.abc import Callable
from datetime import date
from typing import Any

from .credit import CreditAnswer, credit_answers

CommendationCheck = Callable[
    [Any, date], CreditAnswer | None
]  # subject, day; None: it has nothing to say of such a subject
_checks: dict[str, CommendationCheck] = {}
NOTHING = CreditAnswer("核查", None, "没有适用的核查来源")


def commendation_check(name: str, ask: CommendationCheck) -> None:
    """Declare who knows whether a subject may be commended (处罚、督办未答复 …)."""
    _checks[name] = ask


def answers_for(subject: Any, on: date) -> list[CreditAnswer]:
    """Every source's answer on a subject; where none knows anything, that nothing was checked."""
    party = getattr(subject, "party", None)
    found = credit_answers(party, on) if party is not None else []
    told = [ask(subject, on) for ask in _checks.values()]
    return [*found, *(one for one in told if one is not None)] or [NOTHING]
