"""Loading the terms of protection: dated rows with their sources."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require

from ..models import RightTerm


@transaction.atomic
def load_right_terms(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Load rows 「保护期」 of `right_terms.csv`; returns (created, updated); twice changes nothing."""
    require(actor, "rights.register")
    created = updated = 0
    for row in rows:
        key = {
            "right_type": row["right_type"],
            "counts_from": row["counts_from"],
            "valid_from": _day(row["valid_from"]),
        }
        values = {
            "years": int(row["years"]),
            "to_year_end": row["to_year_end"] == "1",
            "renewable": row["renewable"] == "1",
            "valid_to": _day(row["valid_to"]),
            "source": row["source"],
            "status": row["status"],
        }
        found = RightTerm.objects.filter(**key).first()
        if found is None:
            RightTerm.objects.create(**key, **values)
            created += 1
        elif changed(found, **values):
            found.save()
            updated += 1
    if created or updated:
        record(actor, "rights.load_right_terms", reason=f"新增 {created} 条，更新 {updated} 条")
    return created, updated


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
