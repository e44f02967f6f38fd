"""Priority points of a party or a right on a day, with their reasons; own variety rights of an agricultural project."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from qingzhi.domains.parties.queries import family_ids
from qingzhi.domains.rights.queries.holdings import rights_of_records
from qingzhi.engine.decisions.queries import decide

from ..models import PriorityStanding
from ..rules.priority import NONE, Points, Reason, collected
from .award_rules import holding

PENDING = ("pending", "published", "examined")


def standings_of(party: Any, right: Any, on: date) -> list[PriorityStanding]:
    """What holds on a day for the family of a party, or for this right."""
    mine = Q(party__in=family_ids(party), right=None) if party is not None else Q(pk__in=[])
    if right is not None:
        mine |= Q(right=right)
    rows = PriorityStanding.objects.filter(mine & holding(on)).exclude(valid_from=None)
    return list(rows.order_by("ground", "pk"))


def priority_points(party: Any, right: Any, on: date) -> Points:
    """The points of a party and the right it comes with, each ground once, with its reason."""
    found: dict[str, PriorityStanding] = {}
    for one in standings_of(party, right, on):
        found.setdefault(one.ground, one)
    if not found:
        return NONE
    reasons, most = [], []
    for ground, one in found.items():
        verdict = decide("support.priority", {"ground": ground}, on)
        reasons += [
            Reason(
                Decimal(str(row.outcome["points"])),
                f"{row.outcome.get('reason') or '优先支持'}：{one.name}",
                row.source,
            )
            for row in verdict.rows
        ]
        if (cap := _decimal(verdict.outcome.get("most"))) is not None:
            most.append(cap)
    return collected(reasons, max(most, default=None))


def variety_points(party: Any, stage: str, on: date) -> Points:
    """The points that own variety rights earn an agricultural research project, counted from the register."""
    counts = variety_counts(party)
    verdict = decide("support.variety_points", {"stage": stage, **counts}, on)
    told = f"登记簿：有效 {counts['in_force']} 件，申请中 {counts['pending']} 件"
    reasons = [
        Reason(Decimal(str(row.outcome["points"])), f"{row.outcome.get('reason') or '品种权'}（{told}）", row.source)
        for row in verdict.rows
    ]
    return collected(reasons, _decimal(verdict.outcome.get("most")))


def variety_counts(party: Any) -> dict[str, int]:
    """How many variety rights the family holds now: in force, pending."""
    rows = rights_of_records(family_ids(party)).filter(kind="variety").values_list("status", flat=True)
    statuses = list(rows)
    return {
        "in_force": sum(one == "in_force" for one in statuses),
        "pending": sum(one in PENDING for one in statuses),
    }


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, []) else Decimal(str(value))
