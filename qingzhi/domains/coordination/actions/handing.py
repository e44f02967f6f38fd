"""Passing on, answering, withdrawing, and reading what another body shared."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import record
from qingzhi.base.events.bus import publish
from qingzhi.base.files.actions import ReceivedFile, store_file
from qingzhi.base.files.models import StoredFile
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, PermitRefused, require
from qingzhi.engine.limits.queries import due, explain, rules_in_force
from qingzhi.engine.limits.queries import limit as limit_of
from qingzhi.engine.messages.actions import send
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.terms import Outcome

from ..access import reads_envelope
from ..events import HandoverAnswered, HandoverSent, SharedRead
from ..models import Handover, HandoverFile, SharedReading
from ..refusals import AnsweredAlready, ReasonMissing, SameBody, ValueNotValid
from ..terms import BY_HAND, RESULT, HandoverKind, Reply, ReplyReason

WORK, ANSWERED = "coordination.answer", "coordination.answered"
USUAL = "coordination.answer"


@transaction.atomic
def send_handover(
    *,
    actor: Actor,
    kind: HandoverKind,
    sender: Body,
    receiver: Body,
    title: str,
    asked: str,
    basis: str,
    limit: str = "",
    case: Any = None,
    files: Sequence[StoredFile] = (),
) -> Handover:
    """Pass something on; the receiver finds it among its work with the limit by which it must answer.

    Without a `limit` that of its kind counts, see `limit_of_kind`. The row in force today counts: in hours from now, in days to
    the end of the last day.
    """
    require(actor, "coordination.send", body_id=sender.pk)
    if sender.pk == receiver.pk:
        raise SameBody("发出单位和接收单位不能相同", "receiver")
    for name, value in (("title", title), ("request", asked), ("basis", basis)):
        if not value.strip():
            raise ValueNotValid("请填写事由、请求事项和法律依据", name)
    now, limit = clock.now(), limit or limit_of_kind(kind)
    until = _due(limit, receiver.region.code)
    made = Handover.objects.create(
        kind=HandoverKind(kind).value, case=case, title=title.strip()[:200], request=asked.strip(), basis=basis.strip()[:300],
        sender=sender, receiver=receiver, sent_by=actor.name, sent_at=now, limit=limit, due_at=_instant(until),
        explained=explain(limit, until),
    )  # fmt: skip
    HandoverFile.objects.bulk_create([HandoverFile(handover=made, file=one) for one in files])
    _open_work(actor, made)
    record(actor, "coordination.send", made, changes={"receiver": ("", receiver.name)}, reason=basis)
    publish(HandoverSent(handover_id=made.pk))
    return made


@transaction.atomic
def answer_handover(
    *,
    actor: Actor,
    handover: Handover,
    reply: Reply,
    reason: ReplyReason | str = "",
    text: str = "",
    received: Sequence[ReceivedFile] = (),
) -> Handover:
    """Accept, refuse or return; the last two with a coded reason. The first answer stands, a second is told of it."""
    found = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("sender", "receiver", "case")
        .get(pk=handover.pk)
    )
    require(actor, "coordination.answer", body_id=found.receiver_id)
    if not found.is_waiting:
        raise AnsweredAlready(ended_told(found))
    if reply is not Reply.ACCEPT and not reason:
        raise ReasonMissing("不予接收或退回须选择理由", "reason")
    if reason == ReplyReason.OTHER and not text.strip():
        raise ReasonMissing("请写明其他理由", "text")
    if reply is Reply.ACCEPT and found.kind in RESULT and not text.strip() and not received:
        raise ReasonMissing("请写明办理结果，或者附结果材料；期限内办不完的请告知延期", "text")
    found.reply, found.reason = reply.value, ReplyReason(reason).value if reason and reply is not Reply.ACCEPT else ""
    found.answer, found.answered_at, found.answered_by = text.strip(), clock.now(), actor.name
    found.save()
    for one in received:
        stored = store_file(actor=actor, received=one)
        HandoverFile.objects.create(handover=found, file=stored, from_receiver=True)
    close_items(actor=actor, subject=work_about(found), kind=WORK, outcome=Outcome.DONE)
    record(actor, "coordination.answer", found, changes={"reply": ("", reply.label)}, reason=_told(found))
    send(
        actor=actor, recipient=found.sender, kind=ANSWERED, key=f"answer:{found.pk}", url=handover_url(found),
        title=f"{found.receiver.short_name or found.receiver.name}已答复：{found.reply_words}"[:200], text=f"{found}。{_told(found)}",
    )  # fmt: skip
    publish(HandoverAnswered(handover_id=found.pk, reply=found.reply))
    return found


@transaction.atomic
def withdraw_handover(*, actor: Actor, handover: Handover, reason: str) -> Handover:
    """Take back what was not answered yet, with a reason; the receiver's work ends."""
    found = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    require(actor, "coordination.send", body_id=found.sender_id)
    if not found.is_waiting:
        raise AnsweredAlready(ended_told(found))
    if not reason.strip():
        raise ReasonMissing("请填写撤回理由", "reason")
    found.withdrawn_at, found.withdrawn_why = clock.now(), reason.strip()[:300]
    found.save(update_fields=["withdrawn_at", "withdrawn_why"])
    close_items(actor=actor, subject=work_about(found), kind=WORK, outcome=Outcome.CANCELLED)
    record(actor, "coordination.withdraw", found, reason=reason)
    return found


@transaction.atomic
def read_shared(*, actor: Actor, handover: Handover, purpose: str, basis: str) -> SharedReading:
    """Open the envelope's files for this person, so long as the row `coordination.reading` says; kept with purpose and basis.

    The body's own system says so at every call: each is a reading of its own.
    """
    require(actor, "coordination.answer", body_id=handover.receiver_id)
    if actor.is_system or actor.body_id != handover.receiver_id:
        raise PermitRefused("材料只由接收单位的人员查阅", "coordination.answer")
    if not purpose.strip() or not basis.strip():
        raise ValueNotValid("请填写查阅目的和法律依据", "purpose")
    reader = actor.user_id or 0
    if reader and reads_envelope(actor, handover):
        return SharedReading.objects.filter(handover=handover, reader_id=reader).latest("id")
    now = clock.now()
    made = SharedReading.objects.create(
        handover=handover, body_id=actor.body_id, reader=actor.name, reader_id=reader, purpose=purpose.strip()[:200],
        basis=basis.strip()[:200], at=now, until=_instant(_due("coordination.reading")),
    )  # fmt: skip
    record(actor, "coordination.read_shared", handover, changes={"purpose": ("", made.purpose)}, reason=made.basis)
    publish(SharedRead(reading_id=made.pk))
    return made


def limit_of_kind(kind: HandoverKind) -> str:
    """The code of the limit by which a kind is answered: its own row `coordination.<kind>` in force today, else that of answers."""
    own = f"coordination.{HandoverKind(kind).value}"
    return own if rules_in_force().filter(code=own).exists() else USUAL


def handover_url(handover: Handover) -> str:
    """Its page."""
    return f"/coordination/handovers/{handover.pk}/"


def work_about(handover: Handover) -> Any:
    """What the receiver's work is about: the case whose step answers it, or the envelope itself."""
    return handover if handover.case is None or handover.kind in BY_HAND else handover.case


def _open_work(actor: Actor, handover: Handover) -> None:
    """The receiver finds it in its inbox, with its limit."""
    about, receiver = work_about(handover), handover.receiver
    open_item(
        actor=actor, kind=WORK, title=str(handover)[:200], body=receiver, subject=about, lead_region=receiver.region.code,
        url=handover_url(handover) if about is handover else f"/cases/{about.pk}/",
        due_on=handover.due_at.astimezone(clock.now().tzinfo).date(), due_explained=handover.explained,
    )  # fmt: skip


def _due(code: str, region: str = "") -> Any:
    """From now where the limit is in hours, else from today."""
    now = clock.now()
    return due(code, now if limit_of(code, now.date()).unit == "hour" else now.date(), region=region)


def _instant(until: Any) -> datetime:
    """The last instant of a limit: the hour, or the end of the last day."""
    if until.at is not None:
        return until.at  # type: ignore[no-any-return]
    end: datetime = datetime.combine(until.on + timedelta(days=1), time.min, tzinfo=clock.now().tzinfo)
    return end - timedelta(seconds=1)


def ended_told(handover: Handover) -> str:
    """How it ended, for whoever comes second."""
    if handover.withdrawn_at is not None:
        return f"发出单位已于{handover.withdrawn_at.astimezone(clock.now().tzinfo):%m月%d日%H:%M}撤回"
    at = handover.answered_at.astimezone(clock.now().tzinfo) if handover.answered_at else None
    return f"{handover.answered_by}已于{at:%m月%d日%H:%M}答复：{handover.reply_words}"


def _told(handover: Handover) -> str:
    return "；".join(filter(None, (handover.get_reason_display(), handover.answer)))
