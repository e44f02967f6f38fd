"""Loading the dated rows of awards. Twice changes nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require

from ..models import AwardGradeRule, AwardRule


@transaction.atomic
def load_award_rules(*, actor: Actor, rules: Iterable[Mapping[str, str]], grades: Iterable[Mapping[str, str]]) -> int:
    """Load rows of `award_rules.csv` and `award_grades.csv`; returns how many were new or different."""
    require(actor, "support.award.decide")
    touched = 0
    for row in rules:
        texts = {name: row[name] for name in ("title", "source", "status")}
        numbers = {"numerator": int(row["numerator"]), "denominator": int(row["denominator"] or 1)}
        touched += _put(AwardRule, row, {**texts, **numbers})
    for position, row in enumerate(grades):
        texts = {name: row[name] for name in ("title", "categories", "source", "status")}
        sums = {"prize": Decimal(row["prize"] or 0), "lowest": Decimal(row["lowest"] or 0)}
        counted = {"quota": int(row["quota"]), "needs_visit": row["needs_visit"] == "1", "position": position}
        touched += _put(AwardGradeRule, row, {**texts, **sums, **counted})
    if touched:
        record(actor, "support.load_award_rules", label="评选规则和奖项设置", changes={"items": (None, touched)})
    return touched


def _put(model: Any, row: Mapping[str, str], values: dict[str, Any]) -> bool:
    key = {"kind": row["kind"], "code": row["code"], "valid_from": _day(row["valid_from"])}
    values["valid_to"] = _day(row["valid_to"])
    found = model.objects.filter(**key).first()
    if found is None:
        model.objects.create(**key, **values)
        return True
    if not changed(found, **values):
        return False
    found.save()
    return True


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
