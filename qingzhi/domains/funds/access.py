"""Permits on money, and which programmes, lines, claims and batches an actor sees."""

from django.db.models import Q, QuerySet

from qingzhi.base.permits import Actor, Scope, declare
from qingzhi.base.permits.reach import reached

from .models import Claim, Journal, PaymentBatch, Programme, ProgrammeLine

declare("funds.view", "查看专项资金")
declare("funds.programme.manage", "设立专项和资金项")
declare("funds.appropriate", "登记预算下达、调整和年终结账")
declare("funds.commit", "预留、承诺和决定追回资金")
declare("funds.batch.manage", "编制支付批次和登记收款账户")
declare("funds.pay", "复核送付、登记回单和退款")
declare("funds.account.view", "查看完整银行账号")
declare("funds.export", "导出支付文件")


def in_scope(actor: Actor, code: str, prefix: str = "") -> Q:
    """A filter on lines (`prefix` leads to them): those that the actor's grant of this permit reaches."""
    return reached(actor, code, body=f"{prefix}programme__body", region=f"{prefix}region__code")


def visible_lines(actor: Actor) -> QuerySet[ProgrammeLine]:
    """The lines that the actor may see."""
    return ProgrammeLine.objects.filter(in_scope(actor, "funds.view"))


def visible_programmes(actor: Actor) -> QuerySet[Programme]:
    """The programmes with a line that the actor may see, and those of the actor's own body."""
    reached = Q(lines__in=visible_lines(actor))
    if "funds.view" in actor.grants and actor.body_id:
        reached |= Q(body=actor.body_id)
    if actor.is_system or actor.grants.get("funds.view") is Scope.ALL:
        return Programme.objects.all()
    return Programme.objects.filter(reached).distinct()


def visible_claims(actor: Actor) -> QuerySet[Claim]:
    """The claims on lines that the actor may see."""
    return Claim.objects.filter(in_scope(actor, "funds.view", "line__"))


def visible_journals(actor: Actor) -> QuerySet[Journal]:
    """The journals of lines that the actor may see."""
    return Journal.objects.filter(in_scope(actor, "funds.view", "line__"))


def visible_batches(actor: Actor) -> QuerySet[PaymentBatch]:
    """The batches of programmes that the actor may see; those of one's own body."""
    scope = actor.grants.get("funds.view")
    if actor.is_system or (actor.is_signed_in and scope is Scope.ALL):
        return PaymentBatch.objects.all()
    if not actor.is_signed_in or scope is None:
        return PaymentBatch.objects.none()
    return PaymentBatch.objects.filter(body=actor.body_id)
