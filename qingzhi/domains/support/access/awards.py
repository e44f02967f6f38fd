"""Permits on awards and on the support beside subsidies (fund, compensation, priority), and which rows an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare, region_prefix
from qingzhi.base.permits.reach import scope_of

from ..models import (
    AwardNomination,
    AwardRound,
    CompensationApplication,
    PriorityStanding,
    RecordedTransaction,
    VarietyFundApplication,
)
from ..terms.awards import AwardStage

declare("support.award.view", "查看奖项评选")
declare("support.award.nominate", "推荐奖项")
declare("support.award.manage", "组织奖项评选")
declare("support.award.decide", "奖项审定、公示和撤销")
declare("support.award.pay", "奖金拨付")
declare("support.aid.view", "查看专项支持（品种权基金、事后补偿、优先支持）")
declare("support.aid.apply", "申请专项支持")
declare("support.aid.handle", "受理和审核专项支持")
declare("support.aid.joint", "专项支持会审")
declare("support.aid.decide", "专项支持审批")
declare("support.aid.pay", "专项支持拨付")
declare("support.transaction.record", "登记交易记录")
declare("support.project.evaluate", "评价农业科研项目")


def public_rounds() -> QuerySet[AwardRound]:
    """Every round whose rules were published."""
    return AwardRound.objects.exclude(stage=AwardStage.DRAFT)


def visible_award_rounds(actor: Actor) -> QuerySet[AwardRound]:
    """All for those who organise; what was published for everybody else who works here."""
    if actor.is_system or "support.award.manage" in actor.grants or "support.award.decide" in actor.grants:
        return AwardRound.objects.all()
    return public_rounds()


def visible_nominations(actor: Actor) -> QuerySet[AwardNomination]:
    """All by grant; those of the region; those that one's own body nominated."""
    scope = scope_of(actor, "support.award.view")
    rows = AwardNomination.objects.all()
    if scope is Scope.ALL:
        return rows
    own = Q(nominator=actor.body_id) if actor.body_id else Q(pk__in=[])
    if actor.acts_for:
        own |= Q(case__applicant=actor.acts_for)
    prefix = region_prefix(actor.region_code)
    if scope is Scope.REGION and prefix:
        own |= Q(case__region_code__startswith=prefix)
    return rows.filter(own)


def _aid(actor: Actor, own: Q) -> Q | None:
    """A filter on dossiers of support: None for all of them."""
    scope = scope_of(actor, "support.aid.view")
    if scope is Scope.ALL:
        return None
    prefix = region_prefix(actor.region_code)
    if actor.acts_for:
        own |= Q(case__applicant=actor.acts_for)
    if scope is Scope.REGION and prefix:
        own |= Q(case__region_code__startswith=prefix)
    return own


NOTHING = Q(pk__in=[])


def visible_fund_applications(actor: Actor) -> QuerySet[VarietyFundApplication]:
    """All by grant; the region's; one's own; those that one's body was asked to look at."""
    asked = Q(trade_body=actor.body_id) if actor.body_id else NOTHING
    found = _aid(actor, asked)
    return VarietyFundApplication.objects.all() if found is None else VarietyFundApplication.objects.filter(found)


def visible_compensations(actor: Actor) -> QuerySet[CompensationApplication]:
    """All by grant; the region's; one's own."""
    found = _aid(actor, NOTHING)
    return CompensationApplication.objects.all() if found is None else CompensationApplication.objects.filter(found)


def visible_standings(actor: Actor) -> QuerySet[PriorityStanding]:
    """All by grant; the region's; one's own."""
    found = _aid(actor, NOTHING)
    return PriorityStanding.objects.all() if found is None else PriorityStanding.objects.filter(found)


def visible_transactions(actor: Actor) -> QuerySet[RecordedTransaction]:
    """Contracts are business of the parties: all by grant, else those in which one's own party took part."""
    if (
        actor.is_system
        or "support.transaction.record" in actor.grants
        or scope_of(actor, "support.aid.view") is Scope.ALL
    ):
        return RecordedTransaction.objects.all()
    if not actor.acts_for:
        return RecordedTransaction.objects.none()
    mine = Q(giver__subject=actor.acts_for) | Q(taker__subject=actor.acts_for) | Q(operator__subject=actor.acts_for)
    return RecordedTransaction.objects.filter(mine)
