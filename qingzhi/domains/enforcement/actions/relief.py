"""Paying a fine later or in parts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.permits import Actor, require
from qingzhi.engine.procedures.models import Case

from ..models import Decision, PaymentPart, PaymentRelief
from ..refusals import ValueNotValid
from ..refusals.decisions import DecisionStands

Parts = Sequence[tuple[date, Decimal]]


@transaction.atomic
def ask_relief(*, actor: Actor, decision: Decision, asked_on: date, ground: str, parts: Parts) -> PaymentRelief:
    """Enter that the party asks to pay its fine by these days 「申请延期、分期缴纳」; all of them together are the fine."""
    locked = Decision.objects.select_for_update(of=("self",)).select_related("case__body").get(pk=decision.pk)
    require(actor, "enforcement.case.handle", body_id=locked.case.body_id)
    if not ground.strip():
        raise ValueNotValid("请写明经济困难的情况", "ground")
    if locked.reliefs.filter(granted=None).exists():
        raise DecisionStands("已有一份申请等待批准")
    if asked_on > clock.today() or locked.served_on is None or asked_on < locked.served_on:
        raise ValueNotValid("申请日期须在决定送达之后，不晚于今天", "asked_on")
    _refuse_parts(parts, locked.fine)
    made = PaymentRelief.objects.create(
        case=locked.case, decision=locked, asked_on=asked_on, ground=ground.strip()[:500]
    )
    PaymentPart.objects.bulk_create([PaymentPart(relief=made, due_on=on, amount=amount) for on, amount in parts])
    record(actor, "enforcement.ask_relief", locked.case, changes={"parts": (0, len(parts))}, reason=ground.strip())
    return made


def _refuse_parts(parts: Parts, fine: Decimal) -> None:
    days = [on for on, _ in parts]
    if not parts or days != sorted(set(days)) or days[0] <= clock.today():
        raise ValueNotValid("各期的最后一日须晚于今天，并依次往后", "parts")
    total = sum((amount for _, amount in parts), Decimal(0))
    if any(amount <= 0 for _, amount in parts) or total != fine:
        raise ValueNotValid(f"各期金额合计须等于罚款 {fine:,.2f} 元，现为 {total:,.2f} 元", "parts")


@transaction.atomic
def decide_relief(*, actor: Actor, case: Case, granted: bool, answer: str = "") -> PaymentRelief:
    """Grant or refuse what was asked 「批准延期、分期缴纳」; nothing is asked: refused."""
    require(actor, "enforcement.case.approve", body_id=case.body_id)
    rows = PaymentRelief.objects.select_for_update(of=("self",)).select_related("decision__party")
    found = rows.filter(case=case, granted=None).first()
    if found is None:
        raise DecisionStands("没有等待批准的延期、分期申请")
    found.granted, found.answer = granted, answer.strip()[:300]
    found.decided_on, found.decided_by = clock.today(), actor.name[:100]
    found.save(update_fields=["granted", "answer", "decided_on", "decided_by"])
    record(actor, "enforcement.decide_relief", case, changes={"granted": (None, granted)}, reason=answer)
    return found
