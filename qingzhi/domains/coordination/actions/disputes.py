"""Who handles a matter: negotiated between two bodies, else designated by their common superior.

《市场监督管理行政处罚程序规定》第十三条（协商，七个工作日）、第十五条（指定管辖，七个工作日）.
"""

from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.messages.actions import send
from qingzhi.engine.procedures.actions import hand_over_case

from ..events import DisputeSettled
from ..models import Handover, JurisdictionDispute
from ..queries.receivers import superiors
from ..refusals import NotInTime, SettledAlready, ValueNotValid
from ..terms import HandoverKind, Reply, ReplyReason, Settling
from .handing import answer_handover, handover_url, send_handover, withdraw_handover

SETTLED = "coordination.settled"
ABOVE = "《市场监督管理行政处罚程序规定》第十三条、第十五条"


@transaction.atomic
def raise_dispute(
    *, actor: Actor, sender: Body, receiver: Body, proposed: Body, title: str, facts: str, basis: str, case: Any = None
) -> JurisdictionDispute:
    """Begin to negotiate with another body who handles a matter 「协商管辖」; a case goes over with the settlement."""
    if proposed.pk not in (sender.pk, receiver.pk):
        raise ValueNotValid("只能提议由双方之一办理", "proposed")
    if case is not None and case.body_id not in (sender.pk, receiver.pk):
        raise ValueNotValid("办件不属于争议双方", "case")
    if case is not None and JurisdictionDispute.objects.filter(envelope__case=case, settled=None).exists():
        raise SettledAlready("这一办件已有未了结的管辖争议")
    envelope = send_handover(
        actor=actor,
        kind=HandoverKind.JURISDICTION,
        sender=sender,
        receiver=receiver,
        title=title,
        asked=facts,
        basis=basis,
        case=case,
    )
    made = JurisdictionDispute.objects.create(envelope=envelope, proposed=proposed)
    record(actor, "coordination.raise_dispute", made, changes={"proposed": (None, proposed.name)}, reason=basis)
    return made


@transaction.atomic
def answer_dispute(
    *, actor: Actor, handover: Handover, reply: Reply, reason: ReplyReason | str = "", text: str = ""
) -> Handover:
    """Agree to the proposal, or refuse it with a coded reason; agreed, the matter is settled."""
    answered = answer_handover(actor=actor, handover=handover, reply=reply, reason=reason, text=text)
    if reply is Reply.ACCEPT:
        dispute = _locked(JurisdictionDispute.objects.get(envelope=answered))
        if dispute.designation is not None and dispute.designation.is_waiting:
            withdraw_handover(actor=SYSTEM, handover=dispute.designation, reason="双方已协商一致")
        _settle(actor, dispute, dispute.proposed, Settling.AGREED, text)
    return answered


@transaction.atomic
def ask_designation(*, actor: Actor, dispute: JurisdictionDispute, superior: Body, facts: str) -> Handover:
    """Report to the common superior, once the other has refused or is silent past the limit 「报请指定管辖」."""
    found = _locked(dispute)
    envelope = found.envelope
    require(actor, "coordination.send", body_id=actor.body_id)
    sender = next((one for one in (envelope.sender, envelope.receiver) if one.pk == actor.body_id), envelope.sender)
    if found.settled_id is not None or found.designation_id is not None:
        raise SettledAlready("管辖已经确定，或者已经报请指定")
    if envelope.withdrawn_at is not None:
        raise NotInTime("协商请求已经撤回，不再报请指定")
    if not found.is_stuck:
        raise NotInTime("协商期限未满，对方也没有答复；期满或对方不同意后再报请指定")
    if superior.pk not in set(superiors(envelope).values_list("pk", flat=True)):
        raise ValueNotValid("请选择双方共同的上一级机关", "superior")
    found.designation = send_handover(
        actor=actor, kind=HandoverKind.DESIGNATE, sender=sender, receiver=superior, title=envelope.title, asked=facts, basis=ABOVE,
        case=envelope.case,
    )  # fmt: skip
    found.save(update_fields=["designation"])
    record(actor, "coordination.ask_designation", found, changes={"superior": (None, superior.name)}, reason=facts)
    return found.designation


@transaction.atomic
def designate(*, actor: Actor, handover: Handover, body: Body, text: str) -> JurisdictionDispute:
    """Say who handles it 「指定管辖」; both sides are told and a case goes over."""
    require(actor, "coordination.designate", body_id=handover.receiver_id)
    found = _locked(JurisdictionDispute.objects.get(designation=handover))
    envelope = found.envelope
    if found.settled_id is not None:
        raise SettledAlready(_told(found))
    if body.pk not in (envelope.sender_id, envelope.receiver_id):
        raise ValueNotValid("只能指定争议双方之一办理", "body")
    if not text.strip():
        raise ValueNotValid("请写明指定管辖的理由", "text")
    answer_handover(actor=actor, handover=handover, reply=Reply.ACCEPT, text=f"指定由{body.name}办理。{text.strip()}")
    return _settle(actor, found, body, Settling.DESIGNATED, text)


def _settle(actor: Actor, dispute: JurisdictionDispute, body: Body, how: Settling, why: str) -> JurisdictionDispute:
    dispute.settled, dispute.settled_by, dispute.settled_on = body, how.value, clock.today()
    dispute.save(update_fields=["settled", "settled_by", "settled_on"])
    record(actor, "coordination.settle_dispute", dispute, changes={"settled": (None, body.name)}, reason=why)
    envelope = dispute.envelope
    if envelope.case is not None and envelope.case.is_open and envelope.case.body_id != body.pk:
        hand_over_case(actor=SYSTEM, case=envelope.case, to_body=body, reason=f"{how.label}：{envelope.title}")
    for one in {envelope.sender, envelope.receiver}:
        send(
            actor=actor, recipient=one, kind=SETTLED, key=f"settled:{dispute.pk}:{one.pk}", url=handover_url(envelope),
            title=f"管辖已确定：{envelope.title}"[:200], text=_told(dispute),
        )  # fmt: skip
    publish(DisputeSettled(dispute_id=dispute.pk))
    return dispute


def _told(dispute: JurisdictionDispute) -> str:
    name = dispute.settled.name if dispute.settled else ""
    return f"{dispute.settled_on}{dispute.get_settled_by_display()}，由{name}办理"


def _locked(dispute: JurisdictionDispute) -> JurisdictionDispute:
    rows = JurisdictionDispute.objects.select_for_update(of=("self",))
    return rows.select_related(
        "envelope__sender__region", "envelope__receiver__region", "envelope__case", "proposed", "designation"
    ).get(pk=dispute.pk)
