"""Permits on what passes between bodies, and which envelopes an actor sees."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.files.models import StoredFile
from qingzhi.base.permits import Actor, Answer, Scope, declare, permit

from .models import CustomsRecordal, Handover, JointOperation, JointPart, Judgment, SharedReading

declare("coordination.view", "查看移送和协作请求")
declare("coordination.send", "发出移送和协作请求")
declare("coordination.answer", "答复移送和协作请求")
declare("coordination.transfer", "办理涉嫌犯罪案件移送")
declare("coordination.transfer.approve", "决定移送涉嫌犯罪案件")
declare("coordination.transfer.police", "审查移送的涉嫌犯罪案件")
declare("coordination.transfer.supervise", "监督不予立案")
declare("coordination.designate", "指定管辖")
declare("coordination.joint", "发起和总结联合行动")
declare("coordination.judgment.view", "查看裁判")
declare("coordination.judgment.enter", "录入裁判")
declare("coordination.judgment.person", "查看裁判中的自然人姓名")
declare("coordination.key.manage", "管理其他单位的接口公钥", duty="security")
declare("coordination.customs.view", "查看海关备案和扣留")
declare("coordination.customs.record", "登记、续展和注销海关备案")
declare("coordination.customs.handle", "办理海关扣留")
declare("coordination.customs.own", "查看本主体的海关备案，答复海关通知")


def visible_handovers(actor: Actor) -> QuerySet[Handover]:
    """The envelopes that the actor's body sent or received; all of them to whom the grant reaches (the joint conference)."""
    if actor.is_system:
        return Handover.objects.all()
    scope = actor.grants.get(permit("coordination.view").code) if actor.is_signed_in else None
    if scope is None:
        return Handover.objects.none()
    if scope is Scope.ALL:
        return Handover.objects.all()
    return Handover.objects.filter(Q(sender=actor.body_id) | Q(receiver=actor.body_id))


def reads_envelope(actor: Actor, handover: Handover) -> Answer:
    """Whether the actor may open the files: the sender's body at once, the receiver's after saying for what (E21)."""
    if actor.is_system or (actor.body_id is not None and actor.body_id == handover.sender_id):
        return Answer(True, "本单位发出")
    if actor.body_id is None or actor.body_id != handover.receiver_id:
        return Answer(False, "材料只由发出和接收单位查阅")
    reader = actor.user_id or 0
    opened = SharedReading.objects.filter(
        handover=handover, reader_id=reader, body=actor.body_id, until__gt=clock.now()
    )
    return Answer(True, "已登记查阅目的") if opened.exists() else Answer(False, "查阅前须登记目的和依据")


def may_read_file(actor: Actor, file: StoredFile) -> Answer:
    """For the files of envelopes: one question, by the same rule as `reads_envelope`."""
    seen = visible_handovers(actor).filter(files__file=file)
    if not actor.is_system:
        opened = SharedReading.objects.filter(
            handover=OuterRef("pk"), reader_id=actor.user_id or 0, body=actor.body_id, until__gt=clock.now()
        )
        seen = seen.filter(Q(sender=actor.body_id) | (Q(receiver=actor.body_id) & Exists(opened)))
    if seen.exists():
        return Answer(True, "属于本单位能查阅的交接材料")
    return Answer(False, "这个附件不属于您能查阅的交接材料，或者还没有登记查阅目的")


def visible_operations(actor: Actor) -> QuerySet[JointOperation]:
    """The joint operations that the actor's body leads or was asked to; all of them where the grant reaches so far."""
    rows = JointOperation.objects.select_related("lead")
    if _sees_all(actor, "coordination.view"):
        return rows
    if not actor.is_signed_in or "coordination.view" not in actor.grants or actor.body_id is None:
        return rows.none()
    asked = JointPart.objects.filter(operation=OuterRef("pk"), body=actor.body_id)
    return rows.filter(Q(lead=actor.body_id) | Exists(asked))


def visible_judgments(actor: Actor) -> QuerySet[Judgment]:
    """The judgments of the own court, or about the own body's cases; all of them where the grant reaches so far."""
    rows = Judgment.objects.all()
    if _sees_all(actor, "coordination.judgment.view"):
        return rows
    if not actor.is_signed_in or "coordination.judgment.view" not in actor.grants or actor.body_id is None:
        return rows.none()
    return rows.filter(Q(entered_for=actor.body_id) | Q(case__body=actor.body_id))


def _sees_all(actor: Actor, code: str) -> bool:
    return actor.is_system or (actor.is_signed_in and actor.grants.get(permit(code).code) is Scope.ALL)


def visible_recordals(actor: Actor) -> QuerySet[CustomsRecordal]:
    """The recordals that the actor's body follows, or of whom he acts for; all of them where the grant reaches so far."""
    rows = CustomsRecordal.objects.select_related("holder", "body")
    if actor.is_system:
        return rows
    scope = actor.grants.get("coordination.customs.view") if actor.is_signed_in else None
    if scope is Scope.ALL:
        return rows
    mine = Q(pk__in=[])
    if scope is not None and actor.body_id:
        mine |= Q(body=actor.body_id)
    if actor.is_signed_in and actor.acts_for and "coordination.customs.own" in actor.grants:
        mine |= Q(holder=actor.acts_for)
    return rows.filter(mine)
