"""Saying by which indicator and period a figure of the text is recomputed 「基期核对」."""

from uuid import UUID

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require
from qingzhi.base.regions.models import Region
from qingzhi.domains.metrics.queries import indicator_by_code
from qingzhi.domains.metrics.queries.recomputing import PeriodNotUnderstood, read_period

from ..events.baselines import BaselineBound
from ..models import Baseline, BaselineCheck, Plan
from ..queries.targets import own_region
from ..refusals import TargetUnknown, ValueNotValid
from ..terms import VersionState


@transaction.atomic
def bind_baseline(
    *,
    actor: Actor,
    plan: Plan,
    lineage: UUID | str,
    indicator: str,
    period: str = "",
    region: Region | None = None,
    note: str = "",
) -> BaselineCheck | None:
    """Recompute a figure of the text in force by an indicator for a period; without an indicator it is checked no more.

    Saying the same again changes nothing.
    """
    require(actor, "plan.target.bind", body_id=plan.owner_id or 0, region_code=plan.region.code if plan.region else "")
    Plan.objects.select_for_update().get(pk=plan.pk)
    told = Baseline.objects.filter(version__plan=plan, version__state=VersionState.PUBLISHED, lineage=lineage).first()
    if told is None:
        raise TargetUnknown("现行版本里没有这个基期数，可能已被新版本调整")
    there = BaselineCheck.objects.filter(plan=plan, baseline_lineage=told.lineage).select_related("indicator").first()
    label = f"{told.code} {told.indicator}"
    if not indicator:
        _unbound(actor, there, label)
        return None
    found = indicator_by_code(indicator)
    if found is None:
        raise ValueNotValid(f"没有代码为“{indicator}”的指标", "indicator")
    before = _named(there) if there else {}
    row = there or BaselineCheck(plan=plan, baseline_lineage=told.lineage)
    place = region or (there.region if there else own_region(plan))
    if not changed(row, indicator_id=found.pk, region_id=place.pk, period=_period(period), note=note.strip()):
        return row
    row.bound_at, row.bound_by = clock.now(), actor.name
    row.save()
    row.refresh_from_db()
    changes = {name: (before.get(name), now) for name, now in _named(row).items() if before.get(name, "") != now}
    record(actor, "plan.bind_baseline", row, changes=changes, label=label)
    publish(BaselineBound(plan_id=plan.pk, lineage=str(told.lineage), indicator_id=found.pk))
    return row


def _unbound(actor: Actor, row: BaselineCheck | None, label: str) -> None:
    if row is None:
        return
    record(
        actor, "plan.bind_baseline", row, changes={name: (was, "") for name, was in _named(row).items()}, label=label
    )
    publish(BaselineBound(plan_id=row.plan_id, lineage=str(row.baseline_lineage), indicator_id=0))
    row.delete()


def _named(row: BaselineCheck) -> dict[str, str]:
    return {"指标": row.indicator.name, "时期": row.period, "说明": row.note}


def _period(text: str) -> str:
    """The code of a period that is over."""
    try:
        found = read_period(text)
    except PeriodNotUnderstood as error:
        raise ValueNotValid(str(error), "period") from None
    if found.last > clock.today():
        raise ValueNotValid("这个时期还没有结束，不能核对", "period")
    return found.code
