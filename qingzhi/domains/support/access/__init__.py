"""Permits on calls, applications, the ledger and later checks; and which of them an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix
from qingzhi.base.permits.reach import scope_of

from ..models import Call, PaidClaim, SubsidyApplication
from ..terms import CallState

declare("support.call.view", "查看申报通知")
declare("support.call.write", "拟定申报通知")
declare("support.call.publish", "发布和撤回申报通知")
declare("support.apply", "申报资助")
declare("support.application.view", "查看资助申报")
declare("support.precheck", "市州初审")
declare("support.handle", "受理和审查资助申报")
declare("support.list.publish", "发布拟资助名单")
declare("support.decide", "资助决定")
declare("support.pay", "资助资金拨付")
declare("support.ledger.view", "查看已资助权利台账")
declare("support.ledger.import", "导入历史资助")
declare("support.mark", "登记权属争议和非正常申请")
declare("support.recheck", "资助复核与追回")
declare("support.overview.view", "查看资金与时效")


def public_calls() -> QuerySet[Call]:
    """What everybody reads: published, over, or taken back with its reason."""
    return Call.objects.exclude(state=CallState.DRAFT)


def visible_calls(actor: Actor) -> QuerySet[Call]:
    """All for whom calls are work; what is public for everybody else."""
    return Call.objects.all() if scope_of(actor, "support.call.view") is not None else public_calls()


def visible_applications(actor: Actor) -> QuerySet[SubsidyApplication]:
    """All; those of the region; those of one's own body; an applicant sees the own ones."""
    scope = scope_of(actor, "support.application.view")
    rows = SubsidyApplication.objects.all()
    if scope is Scope.ALL:
        return rows
    own = Q(pk__in=[])
    subject = getattr(actor, "acts_for", None)
    if subject is not None:
        own |= Q(case__applicant=subject)
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix:
        own |= Q(region_code__startswith=prefix)
    if scope is not None and actor.body_id is not None:
        own |= Q(case__body=actor.body_id)
    return rows.filter(own)


def visible_payments(actor: Actor) -> QuerySet[PaidClaim]:
    """The ledger: all, or that of the actor's region."""
    scope = scope_of(actor, "support.ledger.view")
    if scope is None:
        return PaidClaim.objects.none()
    if scope is Scope.ALL:
        return PaidClaim.objects.all()
    return PaidClaim.objects.filter(region_code__startswith=region_prefix(actor.region_code) or "x")
