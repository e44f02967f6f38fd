"""Dunning notices: drawn over all that a body is late with, answered, closed."""

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.documents.actions import issue_document
from qingzhi.engine.documents.rules.drawing import Align, Attachment, Kind, OfficialDocument, Table
from qingzhi.engine.messages.actions import send
from qingzhi.engine.messages.kinds import message_kind

from ..events import DunningAnswered, DunningDrawn
from ..models import ConferenceOffice, DunningNotice, DunningTask, Plan, ReportingRound
from ..queries.deadlines import DUNNING_ANSWER, due_by
from ..queries.dunning import matters_to_dun
from ..queries.thresholds import escalation_levels
from ..refusals import NothingToDun, NoticeNotOpen
from ..rules.escalation import told
from ..rules.tracking.reasons import day_text
from .duties import close_duties, open_answer_item
from .locking import lock_notice, require_reason
from .papers import DUNNING, SERIES, office_on, paper

DUNNED = message_kind("plan.dunning.drawn", "收到督办单", channels=("email", "sms")).code
LONGEST_ANSWER = 10_000
IN_TEXT = 12  # matters that the notice itself lists; more stand in an attachment


@transaction.atomic
def draw_dunning(*, actor: Actor, body: Body, plan: Plan, round: ReportingRound | None = None) -> DunningNotice:
    """Draw a notice 「督办单」 to one body over all its late tasks and reports that stand on no open notice yet.

    Drawing again without anything new is refused, so that a second click sends no second notice.
    """
    require(actor, "plan.dunning.draw", body_id=body.pk, region_code=body.region.code)
    body = Body.objects.select_for_update(of=("self",)).select_related("region").get(pk=body.pk)
    matters = matters_to_dun(body, plan)
    if not matters:
        raise NothingToDun(f"{body.name}没有尚未督办的逾期事项")
    office, today = office_on(), clock.today()
    answer_due_on, explained = due_by(DUNNING_ANSWER, today)
    notice = DunningNotice.objects.create(
        body=body,
        round=round,
        addressed_name=body.name,
        issued_on=today,
        issued_by=actor.name,
        answer_due_on=answer_due_on,
        answer_due_explained="\n".join(explained),
    )
    for matter in matters:
        matter.notice = notice
    DunningTask.objects.bulk_create(matters)
    open_answer_item(actor, notice, explained)
    notice.document = issue_document(
        actor=actor,
        kind=DUNNING,
        title=_title(plan),
        series=SERIES[DUNNING],
        document=lambda number: notice_paper(number, notice, matters, plan, office),
        body=office.body,
        subject=notice,
        url=reverse("plan:dunning_notice", args=[notice.pk]),
        recipients=[body],
    )
    notice.number = notice.document.number
    notice.save(update_fields=["document", "number"])
    record(actor, "plan.draw_dunning", notice, changes={"matters": (0, len(matters))})
    _tell(actor, notice, len(matters))
    publish(DunningDrawn(notice_id=notice.pk, body_id=body.pk))
    return notice


def notice_paper(
    number: str, notice: DunningNotice, matters: list[DunningTask], plan: Plan, office: ConferenceOffice
) -> OfficialDocument:
    """The notice as an official document."""
    many = len(matters) > IN_TEXT
    lines = [f"{m.task.title}（{m.cause}，期限{day_text(m.due_on)}，逾期{m.days_late}天）。" for m in matters]
    values = {
        "as_of": notice.issued_on,
        "plan": plan.title,
        "count": len(matters),
        "matters": [] if many else lines,
        "where": f"督办事项共{len(matters)}项，详见附件。" if many else "请对照下列事项逐项办理：",
        "answer_due_on": notice.answer_due_on,
        "levels": told((one.title, one.days_after) for one in escalation_levels()),
    }
    return paper(
        "dunning",
        values,
        kind=Kind.SUPERVISION,
        number=number,
        title=_title(plan),
        office=office,
        addressees=[notice.addressed_name],
        attachments=[Attachment("督办事项清单", (matters_table(matters),))] if many else [],
    )


def matters_table(matters: list[DunningTask]) -> Table:
    """The matters as a table, where they are too many for the text."""
    return Table(
        header=("序号", "任务", "事由", "期限", "逾期天数"),
        rows=tuple(
            (str(place), f"{m.task.code} {m.task.title}", m.cause, f"{m.due_on}", f"{m.days_late}")
            for place, m in enumerate(matters, 1)
        ),
        widths=(1, 5.0, 2.2, 2, 1.4),
        alignment=(Align.CENTER, Align.LEFT, Align.CENTER, Align.CENTER, Align.RIGHT),
    )


@transaction.atomic
def answer_dunning(*, actor: Actor, notice: DunningNotice, text: str) -> DunningNotice:
    """Answer a notice 「答复」; the same answer again changes nothing, another one replaces it until it is closed."""
    notice = lock_notice(notice.pk)
    require(actor, "plan.dunning.answer", body_id=notice.body_id, region_code=notice.body.region.code)
    text = text.strip()
    if notice.closed_on:
        raise NoticeNotOpen(f"督办单{notice.number}已于 {notice.closed_on} 办结，不能再答复")
    if len(text) < 10:
        raise NoticeNotOpen("请写明逾期原因、整改措施和完成时间（不少于 10 字）")
    if len(text) > LONGEST_ANSWER:
        raise NoticeNotOpen(f"答复不能超过 {LONGEST_ANSWER} 字")
    refuse_classified(text)
    changes = changed(notice, answer=text)
    if not changes:
        return notice
    if notice.answered_at is None:
        changes |= changed(notice, answered_at=clock.now(), answered_by=actor.name)
    notice.save()
    record(actor, "plan.answer_dunning", notice, changes=changes)
    close_duties(actor, notice)
    publish(DunningAnswered(notice_id=notice.pk, body_id=notice.body_id))
    return notice


@transaction.atomic
def close_dunning(*, actor: Actor, notice: DunningNotice, note: str) -> DunningNotice:
    """Close an answered notice 「办结」 with what became of it."""
    notice = lock_notice(notice.pk)
    require(actor, "plan.dunning.close", body_id=notice.body_id, region_code=notice.body.region.code)
    if notice.closed_on:
        raise NoticeNotOpen(f"督办单{notice.number}已于 {notice.closed_on} 办结，请刷新查看")
    if notice.answered_at is None:
        raise NoticeNotOpen(f"督办单{notice.number}尚未答复，不能办结")
    note = require_reason(note, "请写明办结意见")
    changes = changed(notice, closed_on=clock.today(), close_note=note)
    notice.save(update_fields=list(changes))
    record(actor, "plan.close_dunning", notice, changes=changes, reason=note)
    return notice


def _title(plan: Plan) -> str:
    return f"关于《{plan.title}》逾期任务的督办单"


def _tell(actor: Actor, notice: DunningNotice, count: int) -> None:
    send(
        actor=actor,
        recipient=notice.body,
        kind=DUNNED,
        key=f"plan.dunning.{notice.pk}",
        title=f"收到督办单{notice.number}，{count} 项，请于 {notice.answer_due_on} 前答复",
        url=reverse("plan:dunning_notice", args=[notice.pk]),
    )
