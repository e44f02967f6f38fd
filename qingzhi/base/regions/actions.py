"""Loading divisions as reference data: rows are added, changed or retired, never deleted."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require

from .models import Region


@transaction.atomic
def load_regions(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Load rows (code, name, short_name, level, parent, valid_from, valid_to, replaced_by, source) in order.

    Parents stand before children. Returns (created, updated). Running it twice changes nothing.
    """
    require(actor, "regions.load")
    created = updated = 0
    later: list[tuple[Region, str]] = []
    for position, row in enumerate(rows):
        values = _values(row, position)
        region = Region.objects.filter(code=row["code"]).first()
        if region is None:
            region, created = Region.objects.create(code=row["code"], **values), created + 1
        elif any(getattr(region, name) != value for name, value in values.items()):
            Region.objects.filter(pk=region.pk).update(**values)
            updated += 1
        if row.get("replaced_by"):
            later.append((region, row["replaced_by"]))
    for region, code in later:
        Region.objects.filter(pk=region.pk).update(replaced_by=Region.objects.get(code=code))
    if created or updated:
        record(actor, "regions.load", reason=f"新增 {created} 个，更新 {updated} 个")
    return created, updated


def _values(row: Mapping[str, str], position: int) -> dict[str, object]:
    return {
        "name": row["name"],
        "short_name": row["short_name"],
        "level": row["level"],
        "parent": Region.objects.get(code=row["parent"]) if row.get("parent") else None,
        "valid_from": date.fromisoformat(row["valid_from"]) if row.get("valid_from") else None,
        "valid_to": date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
        "position": position,
        "source": row["source"],
    }
