"""Grass-roots conditions: recorded for each division and year."""

from collections.abc import Mapping

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region

from ..models import GrassrootsCondition
from ..refusals import ValueNotValid

COUNTS = (
    "bodies",
    "full_time_staff",
    "part_time_staff",
    "certified_officers",
    "vehicles",
    "equipment",
    "training_attendance",
    "commendations",
)


@transaction.atomic
def record_condition(
    *, actor: Actor, region: Region, year: int, values: Mapping[str, int], source: str, commendation_note: str = ""
) -> GrassrootsCondition:
    """Record what a division had in a year, with its source; recording again corrects and keeps the old values."""
    require(actor, "plan.grassroots.record", region_code=region.code, body_id=0)
    if not 2000 <= year <= clock.today().year:
        raise ValueNotValid(f"年度应在 2000 至 {clock.today().year} 之间", "year")
    if not source.strip():
        raise ValueNotValid("请写明数据来源", "source")
    unknown = set(values) - set(COUNTS)
    if unknown or any(value < 0 for value in values.values()):
        raise ValueNotValid("各项数量应为不小于 0 的整数")
    if values.get("certified_officers", 0) > values.get("full_time_staff", 0) + values.get("part_time_staff", 0):
        raise ValueNotValid("持证执法人员不能多于专职和兼职人员之和", "certified_officers")
    found, created = GrassrootsCondition.objects.select_for_update().get_or_create(
        region=region,
        year=year,
        defaults={"source": source.strip(), "recorded_at": clock.now(), "recorded_by": actor.name},
    )
    changes = changed(found, **values, source=source.strip(), commendation_note=commendation_note.strip())
    if changes or created:
        changed(found, recorded_at=clock.now(), recorded_by=actor.name)
        found.save()
        record(actor, "plan.record_condition", found, changes=changes, reason=source.strip())
    return found
