"""Setting by what targets are judged."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import LightThresholdSet
from ..models import LightThreshold
from ..refusals import ValueNotValid


@transaction.atomic
def set_threshold(
    *,
    actor: Actor,
    warn_gap: Decimal,
    late_gap: Decimal,
    stale_days: int,
    approx_percent: Decimal,
    valid_from: date,
    source: str,
    valid_to: date | None = None,
) -> LightThreshold:
    """Set by what targets are judged from a day on; the row in force until then ends on that day and stays readable."""
    require(actor, "plan.target.threshold")
    if not source.strip():
        raise ValueNotValid("请填写阈值的依据", "source")
    if not 0 <= warn_gap <= late_gap:
        raise ValueNotValid("滞后线不应低于预警线", "late_gap")
    values = {
        "warn_gap": warn_gap,
        "late_gap": late_gap,
        "stale_days": stale_days,
        "approx_percent": approx_percent,
        "valid_to": valid_to,
        "source": source.strip(),
    }
    rows = list(LightThreshold.objects.select_for_update().order_by("valid_from"))
    row = next((one for one in rows if one.valid_from == valid_from), None)
    if row is None:
        row = LightThreshold(valid_from=valid_from)
        changes = {name: (None, value) for name, value in values.items()}
        for name, value in values.items():
            setattr(row, name, value)
    else:
        changes = changed(row, **values)
        if not changes:
            return row
    later = next((one for one in rows if one.valid_from > valid_from), None)
    row.valid_to = later.valid_from if later and (valid_to is None or valid_to > later.valid_from) else valid_to
    row.save()
    for one in rows:
        if one.pk != row.pk and one.valid_from < valid_from and (one.valid_to is None or one.valid_to > valid_from):
            one.valid_to = valid_from
            one.save(update_fields=["valid_to"])
    record(actor, "plan.set_threshold", row, changes=changes, label=f"自 {valid_from} 起的亮灯阈值")
    publish(LightThresholdSet(threshold_id=row.pk, valid_from=valid_from.isoformat()))
    return row


def load_light_thresholds(*, actor: Actor, rows: Iterable[Mapping[str, str]]) -> int:
    """Load dated rows that are not there yet; what the office has set for a day stays. Returns how many were new."""
    there = set(LightThreshold.objects.values_list("valid_from", flat=True))
    new = [row for row in rows if date.fromisoformat(row["valid_from"]) not in there]
    for row in new:
        set_threshold(
            actor=actor,
            warn_gap=Decimal(row["warn_gap"]),
            late_gap=Decimal(row["late_gap"]),
            stale_days=int(row["stale_days"]),
            approx_percent=Decimal(row["approx_percent"]),
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
            source=row["source"],
        )
    return len(new)
