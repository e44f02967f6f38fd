"""Telling in time that an answer takes longer."""

from datetime import date, datetime, time

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import SYSTEM, Actor, require
from qingzhi.engine.limits.queries import due
from qingzhi.engine.messages.actions import send
from qingzhi.engine.tasks.actions import change_due
from qingzhi.engine.tasks.queries import open_items_about

from ..events import HandoverExtended
from ..models import Extension, Handover
from ..refusals import AnsweredAlready, NotInTime, ReasonMissing, ValueNotValid
from ..terms import RESULT
from .handing import ANSWERED, WORK, ended_told, handover_url, work_about

LONGER = "coordination.assist.longer"


@transaction.atomic
def extend_handover(*, actor: Actor, handover: Handover, until: date, reason: str) -> Handover:
    """Tell the sender before the limit that it takes longer, once 「延期告知」: 《市场监督管理行政处罚程序规定》第四十五条.

    No further than the row `coordination.assist.longer` after the limit; silence counts from the new day.
    """
    found = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("sender", "receiver__region", "case")
        .get(pk=handover.pk)
    )
    require(actor, "coordination.answer", body_id=found.receiver_id)
    if not found.is_waiting:
        raise AnsweredAlready(ended_told(found))
    if found.kind not in RESULT or Extension.objects.filter(handover=found).exists():
        raise NotInTime("这类请求不能延期，或者已经告知过一次延期")
    was, zone = found.due_at, clock.now().tzinfo
    if was < clock.now():
        raise NotInTime("期限已过，不能再告知延期，请尽快答复")
    latest = due(LONGER, was.astimezone(zone).date(), region=found.receiver.region.code)
    assert latest.on is not None  # nothing suspends this limit
    if not was.astimezone(zone).date() < until <= latest.on:
        raise ValueNotValid(f"延期须晚于原期限，且不晚于 {latest.on}", "until")
    if not reason.strip():
        raise ReasonMissing("请填写延期理由", "reason")
    Extension.objects.create(
        handover=found, was_due_at=was, reason=reason.strip()[:300], told_at=clock.now(), told_by=actor.name[:100]
    )
    found.due_at = datetime.combine(until, time(23, 59, 59), tzinfo=zone)
    found.explained = [*found.explained, f"接收单位于{clock.today()}告知延期至{until}：{reason.strip()}"]
    found.save(update_fields=["due_at", "explained"])
    for item in open_items_about(work_about(found), WORK):
        change_due(actor=SYSTEM, item=item, due_on=until, due_explained=found.explained, reason=reason)
    record(actor, "coordination.extend", found, changes={"due_at": (was, found.due_at)}, reason=reason)
    send(
        actor=actor, recipient=found.sender, kind=ANSWERED, key=f"longer:{found.pk}", url=handover_url(found),
        title=f"{found.receiver.short_name or found.receiver.name}告知延期答复"[:200], text=f"{found}。延期至{until}：{reason.strip()}",
    )  # fmt: skip
    publish(HandoverExtended(handover_id=found.pk))
    return found
