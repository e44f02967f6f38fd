"""Laying a draft before the public: comments come in, each is answered, the outcome is made known."""

import secrets
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.permits import Actor
from qingzhi.base.secrecy.rules import refuse_classified

from ..models import Consultation, ConsultationComment, DraftVersion, LegislativeProject
from ..refusals import ConsultationClosed, StageNotReached, ValueNotValid
from ..terms import Adoption, LegislativeStage
from .legislation import lock_project

LONGEST = 5_000
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@transaction.atomic
def open_consultation(
    *,
    actor: Actor,
    project: LegislativeProject,
    draft: DraftVersion,
    opens_on: date,
    closes_on: date,
    introduction: str = "",
    contact: str = "",
) -> Consultation:
    """Lay a draft before the public, both days inclusive; one consultation is open at a time."""
    project = lock_project(actor, project.pk)
    if project.stage != LegislativeStage.CONSULTATION:
        raise StageNotReached("项目转入征求意见阶段后才能公开征求意见")
    if draft.project_id != project.pk:
        raise ValueNotValid("文稿不属于本项目", "draft")
    if closes_on < opens_on or closes_on < clock.today():
        raise ValueNotValid("截止日期不能早于开始日期和今天", "closes_on")
    if project.consultations.filter(closes_on__gte=opens_on, reported_on=None).exists():
        raise StageNotReached("上一次征求意见尚未截止，不能同时开启")
    refuse_classified(introduction)
    made = Consultation.objects.create(
        project=project,
        draft=draft,
        opens_on=opens_on,
        closes_on=closes_on,
        introduction=introduction.strip(),
        contact=contact.strip(),
    )
    record(
        actor, "plan.open_consultation", made, changes={"opens_on": (None, opens_on), "closes_on": (None, closes_on)}
    )
    return made


@transaction.atomic
def give_comment(
    *, actor: Actor, consultation: Consultation, text: str, name: str = "", contact: str = "", article: str = ""
) -> ConsultationComment:
    """Anybody comments, with or without a name; the receipt number finds the answer later.

    The audit trail keeps that a comment came, not who gave it.
    """
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    today = clock.today()
    if not consultation.opens_on <= today <= consultation.closes_on:
        raise ConsultationClosed(f"征求意见自 {consultation.opens_on} 至 {consultation.closes_on}，现在不能提交")
    text = text.strip()
    if len(text) < 5:
        raise ValueNotValid("请写明意见（不少于 5 字）", "text")
    if len(text) > LONGEST:
        raise ValueNotValid(f"意见不能超过 {LONGEST} 字，请分条提交", "text")
    refuse_classified(text, name, article)
    same = consultation.comments.filter(text=text, name=name.strip(), article=article.strip()).first()
    if same is not None:
        return same
    comment = ConsultationComment.objects.create(
        consultation=consultation,
        receipt=_receipt(),
        name=name.strip()[:100],
        contact=contact.strip()[:100],
        article=article.strip()[:60],
        text=text,
        received_at=clock.now(),
    )
    record(actor, "plan.give_comment", comment, label=f"意见 {comment.receipt}")
    return comment


@transaction.atomic
def answer_comment(*, actor: Actor, comment: ConsultationComment, adoption: str, answer: str) -> ConsultationComment:
    """Answer a comment: adopted, partly or not, with the reason; the answer can be mended until the outcome is public."""
    consultation = Consultation.objects.get(pk=comment.consultation_id)
    lock_project(actor, consultation.project_id)
    comment = ConsultationComment.objects.select_for_update().get(pk=comment.pk)
    if consultation.reported_on:
        raise ConsultationClosed("意见采纳情况已经公布，不能再改答复")
    adoption = Adoption(adoption)
    if len(answer.strip()) < 2:
        raise ValueNotValid("请写明采纳情况或不采纳的理由", "answer")
    refuse_classified(answer)
    changes = changed(comment, adoption=adoption.value, answer=answer.strip())
    if changes:
        changed(comment, answered_at=clock.now(), answered_by=actor.name)
        comment.save()
        record(actor, "plan.answer_comment", comment, changes=changes, label=f"意见 {comment.receipt}")
    return comment


@transaction.atomic
def report_consultation(*, actor: Actor, consultation: Consultation, text: str) -> Consultation:
    """Make known what was done with the comments 「意见采纳情况」, when the time is over and all are answered."""
    lock_project(actor, consultation.project_id)
    consultation = Consultation.objects.select_for_update().get(pk=consultation.pk)
    if consultation.closes_on >= clock.today():
        raise ConsultationClosed(f"征求意见 {consultation.closes_on} 截止，之后才能公布采纳情况")
    waiting = consultation.comments.filter(answered_at=None).count()
    if waiting:
        raise ConsultationClosed(f"还有 {waiting} 条意见没有答复")
    text = text.strip()
    if not text:
        raise ValueNotValid("请填写采纳情况说明", "text")
    refuse_classified(text)
    if consultation.reported_on is None or consultation.report != text:
        changes = changed(consultation, report=text, reported_on=consultation.reported_on or clock.today())
        consultation.save()
        record(actor, "plan.report_consultation", consultation, changes=changes)
    return consultation


def _receipt() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(10))
