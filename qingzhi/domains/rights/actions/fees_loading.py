"""Loading fee schedules and reductions: dated rows with their sources."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from ..models import FeeReduction, FeeRule
from ..queries.fees import forget_fee_table

Rows = Iterable[Mapping[str, str]]


@transaction.atomic
def load_fee_rules(*, actor: Actor, rules: Rows = (), reductions: Rows = ()) -> tuple[int, int]:
    """Load the schedule 「收费标准」 and the reductions 「费减」; returns (created, updated); twice changes nothing."""
    require(actor, "rights.register")
    counts = [0, 0, 0]
    for row in rules:
        key = {
            "right_type": row["right_type"],
            "fee": row["fee"],
            "year_from": int(row["year_from"]),
            "valid_from": date.fromisoformat(row["valid_from"]),
        }
        values = {
            "year_to": int(row["year_to"]),
            "amount": Decimal(row["amount"]).quantize(Decimal("0.01")),
            "grace_months": int(row["grace_months"]),
            "surcharge_percent": int(row["surcharge_percent"]),
            "valid_to": _day(row["valid_to"]),
            "source": row["source"],
        }
        counts[_keep(FeeRule, key, values)] += 1
    for row in reductions:
        key = {"fee": row["fee"], "holders": row["holders"], "valid_from": date.fromisoformat(row["valid_from"])}
        values = {
            "percent": int(row["percent"]),
            "years": int(row["years"]),
            "valid_to": _day(row["valid_to"]),
            "source": row["source"],
        }
        counts[_keep(FeeReduction, key, values)] += 1
    _, updated, created = counts
    if created or updated:
        forget_fee_table()
        record(actor, "rights.load_fee_rules", reason=f"新增 {created} 条，更新 {updated} 条")
    return created, updated


def _keep(model: type[FeeRule] | type[FeeReduction], key: Mapping[str, object], values: Mapping[str, object]) -> int:
    """0 where the row stands as it is, 1 where it was updated, 2 where it is new."""
    found = model._default_manager.filter(**key).first()
    if found is None:
        model._default_manager.create(**key, **values)
        return 2
    if all(getattr(found, name) == value for name, value in values.items()):
        return 0
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    return 1


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
