"""Reference data of tracking: thresholds, escalation levels, grass-roots standards, how the office signs."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import models, transaction

from qingzhi.base.audit.actions import record
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..models import ConferenceOffice, EscalationLevel, GrassrootsStandard, TaskThreshold

Rows = Iterable[Mapping[str, str]]


@transaction.atomic
def load_tracking(
    *, actor: Actor, thresholds: Rows = (), levels: Rows = (), standards: Rows = (), offices: Rows = ()
) -> int:
    """Load dated rows; a row that stands already stays as it is. Returns how many were new. Twice changes nothing."""
    require(actor, "plan.standard.manage")
    new = 0
    for row in thresholds:
        new += _keep(
            TaskThreshold,
            {"valid_from": _day(row["valid_from"])},
            due_soon_days=int(row["due_soon_days"]),
            milestone_days=int(row["milestone_days"]),
            report_days=int(row["report_days"]) if row.get("report_days") else None,
            valid_to=_day(row.get("valid_to")),
            source=row["source"],
        )
    for row in levels:
        new += _keep(
            EscalationLevel,
            {"level": int(row["level"]), "valid_from": _day(row["valid_from"])},
            title=row["title"],
            role=row["role"],
            days_after=int(row["days_after"]),
            valid_to=_day(row.get("valid_to")),
            source=row["source"],
        )
    for row in standards:
        new += _keep(
            GrassrootsStandard,
            {"level": row["level"], "item": row["item"], "valid_from": _day(row["valid_from"])},
            minimum=int(row["minimum"]),
            valid_to=_day(row.get("valid_to")),
            source=row["source"],
        )
    for row in offices:
        new += _keep(
            ConferenceOffice,
            {"valid_from": _day(row["valid_from"])},
            conference=row["conference"],
            body=Body.objects.get(code=row["body"]),
            issuer_head=row["issuer_head"],
            signatory=row["signatory"],
            printed_by=row.get("printed_by", ""),
            valid_to=_day(row.get("valid_to")),
            source=row["source"],
        )
    if new:
        record(actor, "plan.load_tracking", reason=f"新增 {new} 行")
    return new


def _keep(model: type[models.Model], key: Mapping[str, object], **values: object) -> bool:
    _, created = model._default_manager.get_or_create(**key, defaults=values)
    return created


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
