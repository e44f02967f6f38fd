"""By what execution is judged: dated rows from a reference table."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import PaceRule


@transaction.atomic
def load_pace_rules(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load dated rows that are not there yet; returns how many were new."""
    require(actor, "funds.programme.manage")
    there = set(PaceRule.objects.values_list("valid_from", flat=True))
    new = [row for row in rows if date.fromisoformat(row["valid_from"]) not in there]
    for row in new:
        made = PaceRule.objects.create(
            warn_gap=Decimal(row["warn_gap"]),
            late_gap=Decimal(row["late_gap"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
            source=row["source"],
        )
        record(actor, "funds.load_pace_rule", made, reason=made.source)
    return len(new)
