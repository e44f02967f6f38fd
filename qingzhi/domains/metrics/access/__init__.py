"""Permits on indicators and statistics, and which of them an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, check, declare, permit, region_prefix
from qingzhi.base.regions.models import Region

from ..models import Formula, ImportBatch, Indicator, Statistic

declare("metrics.statistic.view", "查看统计数据")
declare("metrics.statistic.enter", "录入统计数据")
declare("metrics.statistic.revise", "更正统计数据")
declare("metrics.statistic.import", "导入统计数据")
declare("metrics.indicator.manage", "维护指标")
declare("metrics.formula.prepare", "拟订和试算指标公式")
declare("metrics.formula.publish", "发布指标公式")


def visible_indicators(actor: Actor) -> QuerySet[Indicator]:
    """Every indicator, for all who may see figures: definitions are no secret."""
    return Indicator.objects.all() if check(actor, "metrics.statistic.view") else Indicator.objects.none()


def visible_formulas(actor: Actor) -> QuerySet[Formula]:
    """Every version, for all who may see figures: how they are counted is no secret."""
    rows = Formula.objects.select_related("indicator")
    return rows if check(actor, "metrics.statistic.view") else rows.none()


def visible_statistics(actor: Actor) -> QuerySet[Statistic]:
    """All figures, or those of the actor's region and all within, or those of the region alone."""
    return Statistic.objects.filter(_reached(actor, "metrics.statistic.view", "region__"))


def visible_batches(actor: Actor) -> QuerySet[ImportBatch]:
    """The batches, for those who may import."""
    return ImportBatch.objects.all() if check(actor, "metrics.statistic.import") else ImportBatch.objects.none()


def regions_for(actor: Actor, code: str) -> QuerySet[Region]:
    """The divisions for which the actor may do `code`."""
    return Region.objects.filter(_reached(actor, code, ""))


def _reached(actor: Actor, code: str, path: str) -> Q:
    asked = permit(code).code
    scope = Scope.ALL if actor.is_system else actor.grants.get(asked)
    if scope is Scope.ALL:
        return Q()
    if scope is None or not actor.region_code:
        return Q(pk__in=[])
    if scope is Scope.REGION:
        return Q(**{f"{path}code__startswith": region_prefix(actor.region_code)})
    return Q(**{f"{path}code": actor.region_code})
