"""What the plan says against commending a body: notices of dunning that wait for its answer."""

from datetime import date
from typing import Any

from qingzhi.domains.support.queries.commendation_checks import commendation_check
from qingzhi.domains.support.queries.credit import CreditAnswer

from ..models import DunningNotice
from .boards import unanswered

SOURCE = "督办"


def ask_dunning(subject: Any, on: date) -> CreditAnswer | None:
    """Whether a body owes the answer to a notice; nothing is said of others."""
    body = getattr(subject, "body", None)
    if body is None:
        return None
    waiting = unanswered(DunningNotice.objects.filter(body=body)).count()
    if waiting:
        return CreditAnswer(SOURCE, False, f"有 {waiting} 件督办单尚未答复")
    return CreditAnswer(SOURCE, True, "没有未答复的督办单")


def register_commendation_check() -> None:
    """Called once, by the app."""
    commendation_check("plan.dunning", ask_dunning)
