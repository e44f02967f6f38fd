"""Loading the dated rows by which names and sizes are judged. Twice changes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import NameThreshold, SizeRule


@transaction.atomic
def load_party_rules(
    *, actor: Actor, thresholds: Iterable[Mapping[str, str]], sizes: Iterable[Mapping[str, str]]
) -> int:
    """Load rows that are not there yet; what the office has set stays. Returns how many were new."""
    require(actor, "parties.register")
    points = set(NameThreshold.objects.values_list("code", "valid_from"))
    lines = set(SizeRule.objects.values_list("trade", "measure", "valid_from"))
    new_points = [
        NameThreshold(
            code=row["code"],
            title=row["title"],
            points=int(row["points"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=row["source"],
        )
        for row in thresholds
        if (row["code"], date.fromisoformat(row["valid_from"])) not in points
    ]
    new_lines = [
        SizeRule(
            trade=row["trade"],
            industries=row["industries"],
            edition=row["edition"],
            measure=row["measure"],
            small_from=Decimal(row["small_from"]),
            medium_from=Decimal(row["medium_from"]),
            large_from=Decimal(row["large_from"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=row["source"],
        )
        for row in sizes
        if (row["trade"], row["measure"], date.fromisoformat(row["valid_from"])) not in lines
    ]
    NameThreshold.objects.bulk_create(new_points)
    SizeRule.objects.bulk_create(new_lines)
    new = len(new_points) + len(new_lines)
    if new:
        record(actor, "parties.load_rules", label="归并判别和划型标准", changes={"items": (None, new)})
    return new
