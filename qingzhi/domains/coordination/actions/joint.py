"""Operations of several bodies: each is asked by an envelope of its own, tells what it did, and the lead sums up."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require

from ..events import JointBegun, JointClosed, JointReported
from ..models import JointOperation, JointPart
from ..refusals import OperationOver, ValueNotValid
from ..terms import HandoverKind, Reply
from .handing import send_handover


@transaction.atomic
def begin_joint(
    *, actor: Actor, lead: Body, bodies: Sequence[Body], title: str, plan: str, basis: str, starts_on: date, ends_on: date,
    files: Sequence[StoredFile] = (),
) -> JointOperation:  # fmt: skip
    """Ask bodies to act together 「发起联合行动」; the lead takes part itself. Who does not answer stands on the board of silence."""
    require(actor, "coordination.joint", body_id=lead.pk)
    others = sorted({one.pk: one for one in bodies if one.pk != lead.pk}.values(), key=lambda one: one.pk)
    if not others:
        raise ValueNotValid("请选择至少一个参加单位", "bodies")
    if ends_on < starts_on or ends_on < clock.today():
        raise ValueNotValid("结束日期不能早于开始日期和今天", "ends_on")
    for name, value in (("title", title), ("plan", plan), ("basis", basis)):
        if not value.strip():
            raise ValueNotValid("请填写名称、行动方案和依据", name)
    made = JointOperation.objects.create(
        lead=lead, title=title.strip()[:200], plan=plan.strip(), basis=basis.strip()[:300], starts_on=starts_on, ends_on=ends_on,
        begun_by=actor.name[:100], begun_at=clock.now(),
    )  # fmt: skip
    asked = f"{plan.strip()}\n行动时间：{starts_on} 至 {ends_on}。请答复是否参加，行动后报送结果。"
    for one in others:
        envelope = send_handover(
            actor=actor,
            kind=HandoverKind.JOINT,
            sender=lead,
            receiver=one,
            title=title,
            asked=asked,
            basis=basis,
            files=files,
        )
        JointPart.objects.create(operation=made, envelope=envelope, body=one)
    names = "、".join(one.name for one in others)
    record(actor, "coordination.begin_joint", made, changes={"bodies": (None, names)}, reason=basis)
    publish(JointBegun(operation_id=made.pk))
    return made


@transaction.atomic
def report_joint(
    *, actor: Actor, part: JointPart, people: int, cases: int, value: Decimal, transferred: int, told: str
) -> JointPart:
    """Tell what the body did 「报送结果」; until the lead has summed up it may be corrected, with trace."""
    found = (
        JointPart.objects.select_for_update(of=("self",))
        .select_related("operation", "envelope", "body")
        .get(pk=part.pk)
    )
    require(actor, "coordination.answer", body_id=found.body_id)
    if found.operation.closed_on is not None:
        raise OperationOver(f"牵头单位已于{found.operation.closed_on}总结，不能再报送")
    if found.envelope.reply != Reply.ACCEPT:
        raise OperationOver("本单位没有答复参加这次行动，请先答复")
    if min(people, cases, transferred) < 0 or value < 0:
        raise ValueNotValid("数字不能为负", "cases")
    if transferred > cases:
        raise ValueNotValid("移送公安数不能多于立案数", "transferred")
    if not told.strip():
        raise ValueNotValid("请填写情况", "told")
    changes = changed(found, people=people, cases=cases, value=value, transferred=transferred, told=told.strip())
    if not changes and found.reported_on is not None:
        return found
    found.reported_on, found.reported_by = clock.today(), actor.name[:100]
    found.save()
    record(actor, "coordination.report_joint", found, changes=changes)
    publish(JointReported(part_id=found.pk))
    return found


@transaction.atomic
def close_joint(*, actor: Actor, operation: JointOperation, summary: str) -> JointOperation:
    """Sum up 「总结」: when all who take part have told their results, or the last day is over; who did not is named."""
    found = JointOperation.objects.select_for_update(of=("self",)).get(pk=operation.pk)
    require(actor, "coordination.joint", body_id=found.lead_id)
    if found.closed_on is not None:
        raise OperationOver(f"已于{found.closed_on}总结")
    missing = [
        one.body.name for one in found.parts.select_related("body") if one.reported_on is None and not one.has_refused
    ]
    if missing and clock.today() <= found.ends_on:
        raise OperationOver(f"行动尚未结束，还没有报送结果：{'、'.join(missing)}")
    if not summary.strip():
        raise ValueNotValid("请填写总结", "summary")
    found.closed_on, found.summary = clock.today(), summary.strip()
    found.save(update_fields=["closed_on", "summary"])
    changes = {"closed_on": (None, found.closed_on), "missing": (None, "、".join(missing))}
    record(actor, "coordination.close_joint", found, changes=changes)
    publish(JointClosed(operation_id=found.pk))
    return found
