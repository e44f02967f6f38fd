"""Whom a call paid, as everybody may read it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from ..models import Call, SubsidyApplication


@dataclass(frozen=True)
class Result:
    """One line of the public result."""

    number: str
    holder: str
    rights: list[str]
    amount: Decimal
    decided: str
    paid_on: date | None
    recovered: Decimal


def results_of(call: Call, most: int = 500) -> list[Result]:
    """Every decision of a call; two queries."""
    rows = SubsidyApplication.objects.filter(call=call, amount_granted__isnull=False).select_related("case")
    found = rows.prefetch_related("claims").order_by("case__number")[:most]
    return [
        Result(
            one.case.number, one.party_name, [claim.number_shown for claim in one.claims.all() if claim.amount > 0],
            one.amount_granted or Decimal(0), one.decision_number, one.paid_on, one.amount_recovered,
        )
        for one in found
    ]  # fmt: skip


def to_announce(call: Call) -> QuerySet[SubsidyApplication]:
    """The decided cases of a call that no announcement has named yet."""
    return SubsidyApplication.objects.filter(call=call, amount_granted__isnull=False, result=None)
