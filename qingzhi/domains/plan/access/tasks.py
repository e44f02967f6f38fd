"""Permits on tasks, rounds, reports and dunning, and which of them an actor sees."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, Scope, declare, region_prefix
from qingzhi.base.permits.reach import scope_of

from ..models import DunningNotice, PlanTask, ProgressReport, ReportingRound, TaskSupport

declare("plan.task.view", "查看任务")
declare("plan.task.divide", "分解下达任务")
declare("plan.task.split", "向下级地区分解任务")
declare("plan.task.change", "调整和办结任务")
declare("plan.round.view", "查看填报期")
declare("plan.round.open", "开启填报期")
declare("plan.round.lock", "锁定填报期")
declare("plan.report.view", "查看进展填报")
declare("plan.report.write", "填报进展")
declare("plan.report.decide", "审核进展填报")
declare("plan.report.revise", "更正已锁定的填报")
declare("plan.dunning.view", "查看督办单")
declare("plan.dunning.draw", "制发督办单")
declare("plan.dunning.answer", "答复督办单")
declare("plan.dunning.close", "办结督办单")
declare("plan.board.view", "查看未履职情况")
declare("plan.record.view", "查看单位履职记录")
declare("plan.bulletin.draw", "生成通报")
declare("plan.standard.manage", "维护任务阈值和督办层级")


def _narrowed(actor: Actor, code: str, own: Q, regional: Q) -> Q:
    scope = scope_of(actor, code)
    if scope is None:
        return Q(pk__in=[])
    if scope is Scope.ALL:
        return Q()
    if scope is Scope.REGION and actor.region_code:
        return own | regional
    return own


def visible_tasks(actor: Actor) -> QuerySet[PlanTask]:
    """All; or those of the actor's region; or those that the body leads, supports, or gave on to others."""
    supports = TaskSupport.objects.filter(task=OuterRef("pk"), body=actor.body_id)
    own = Q(lead=actor.body_id) | Q(Exists(supports)) | Q(parent__lead=actor.body_id)
    prefix = region_prefix(actor.region_code)
    regional = Q(region__code__startswith=prefix) | Q(lead__region__code__startswith=prefix)
    return PlanTask.objects.filter(_narrowed(actor, "plan.task.view", own, regional))


def visible_reports(actor: Actor) -> QuerySet[ProgressReport]:
    """The reports on the body's own tasks, of the region, or all."""
    prefix = region_prefix(actor.region_code)
    own = Q(body=actor.body_id) | Q(task__lead=actor.body_id) | Q(task__parent__lead=actor.body_id)
    regional = Q(task__region__code__startswith=prefix) | Q(body__region__code__startswith=prefix)
    return ProgressReport.objects.filter(_narrowed(actor, "plan.report.view", own, regional))


def visible_rounds(actor: Actor) -> QuerySet[ReportingRound]:
    """Every round, for all who may see rounds: what is owed in it is narrowed by body."""
    return ReportingRound.objects.filter(_narrowed(actor, "plan.round.view", Q(), Q()))


def visible_notices(actor: Actor) -> QuerySet[DunningNotice]:
    """The notices to the body, to the bodies of the region, or all."""
    regional = Q(body__region__code__startswith=region_prefix(actor.region_code))
    return DunningNotice.objects.filter(_narrowed(actor, "plan.dunning.view", Q(body=actor.body_id), regional))


def visible_bodies(actor: Actor, code: str = "plan.record.view") -> QuerySet[Body]:
    """The bodies whose record the actor may read."""
    regional = Q(region__code__startswith=region_prefix(actor.region_code))
    return Body.objects.filter(_narrowed(actor, code, Q(pk=actor.body_id), regional))
