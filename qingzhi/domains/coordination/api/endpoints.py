"""The operations on envelopes; each calls a query or an action of the pages."""

import base64
import binascii
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Query, Router

from qingzhi.base import clock
from qingzhi.base.api.access import needs
from qingzhi.base.api.answers import answer
from qingzhi.base.api.paging import page_document, page_of
from qingzhi.base.api.problems import Problem, invalid
from qingzhi.base.api.schemas import coded
from qingzhi.base.files.actions import ReceivedFile, receive_file, store_file
from qingzhi.base.files.queries import read_file
from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_on
from qingzhi.base.pages.request import PageRequest

from ..access import visible_handovers
from ..actions import answer_handover, read_shared, send_handover, withdraw_handover
from ..actions.answering_cases import answer_by_step
from ..actions.disputes import answer_dispute
from ..models import Handover
from ..terms import BY_HAND, SENT_BY_HAND, HandoverKind, Reply, ReplyReason
from .schemas import AnswerIn, FileIn, HandoverFilters, HandoverIn, HandoverOut, HandoverPage, WithdrawalIn
from .signed import purpose_of

router = Router(tags=["移送和协作"])


@router.get("", response=HandoverPage, summary="移送和协作清单")
@needs("coordination.view")
def handovers(request: PageRequest, query: Query[HandoverFilters]) -> Any:
    """本单位收到的和发出的，最近发出的在前。须以登记的公钥签名。"""
    rows = _seen(request)
    if query.way:
        rows = rows.filter(**{"receiver" if query.way == "in" else "sender": request.actor.body_id})
    if query.waiting is not None:
        waiting = rows.filter(answered_at=None, withdrawn_at=None)
        rows = waiting if query.waiting else rows.exclude(pk__in=waiting.values("pk"))
    if query.kind is not None:
        rows = rows.filter(kind=query.kind.value)
    found, cursor = page_of(request, rows, query)
    return page_document(request, [_document(one) for one in found], cursor)


@router.post("", response={201: HandoverOut}, summary="发出移送或协作请求")
@needs("coordination.send")
def send_a_handover(request: PageRequest, payload: HandoverIn) -> Any:
    """线索移送、协助调查取证、委托送达、协助执行、案情通报。期限按事项种类计算，随应答返回。"""
    own = _own_body(request)
    receiver = bodies_on(clock.today()).filter(code=payload.receiver).first()
    if receiver is None:
        raise invalid([{"in": "body", "name": "receiver", "pointer": "/receiver", "detail": "没有这个代码的单位"}])
    if payload.kind not in SENT_BY_HAND:
        detail = "这类事项随办件或在页面上发出"
        raise invalid([{"in": "body", "name": "kind", "pointer": "/kind", "detail": detail}])
    files = [store_file(actor=request.actor, received=one) for one in _received(request, payload.files)]
    made = send_handover(
        actor=request.actor, kind=payload.kind, sender=own, receiver=receiver, title=payload.title, asked=payload.request,
        basis=payload.basis, files=files,
    )  # fmt: skip
    return _told(request, made.pk, 201)


@router.get("/{int:pk}", response=HandoverOut, summary="一件移送或协作请求")
@needs("coordination.view")
def handover(request: PageRequest, pk: int) -> Any:
    """本单位收到或发出的一件；其他单位的与不存在的一样答复。"""
    return _document(_found(request, pk))


@router.post("/{int:pk}/answer", response=HandoverOut, summary="答复")
@needs("coordination.answer")
def answer_a_handover(request: PageRequest, pk: int, payload: AnswerIn) -> Any:
    """接收、不予接收或退回；后两种须有理由。随办件移送的事项（签收、立案、不予立案、复议、说明理由）由此办理相应的步骤。"""
    found = _found(request, pk)
    if found.receiver_id != request.actor.body_id:
        raise Problem("forbidden", "只有接收单位可以答复。")
    reason: ReplyReason | str = payload.reason or ""
    kind = HandoverKind(found.kind)
    said: dict[str, Any] = {"reply": payload.reply, "reason": reason, "text": payload.text}
    if kind in BY_HAND and kind is not HandoverKind.JURISDICTION:
        answer_handover(actor=request.actor, handover=found, received=_received(request, payload.files), **said)
    elif payload.files:
        raise invalid([{"in": "body", "name": "files", "pointer": "/files", "detail": "这类事项的答复不附材料"}])
    elif kind is HandoverKind.JURISDICTION:
        answer_dispute(actor=request.actor, handover=found, **said)
    else:
        answer_by_step(
            actor=request.actor, handover=found, reply=Reply(payload.reply), reason=str(reason), text=payload.text,
            filing_number=payload.filing_number,
        )  # fmt: skip
    return _told(request, pk)


@router.post("/{int:pk}/withdraw", response=HandoverOut, summary="撤回")
@needs("coordination.send")
def withdraw_a_handover(request: PageRequest, pk: int, payload: WithdrawalIn) -> Any:
    """还没有答复的可以撤回。"""
    found = _found(request, pk)
    if HandoverKind(found.kind) not in BY_HAND:
        raise Problem("conflict", "随办件移送的事项不能单独撤回。")
    withdraw_handover(actor=request.actor, handover=found, reason=payload.reason)
    return _told(request, pk)


@router.get("/{int:pk}/files/{int:number}", summary="取材料", openapi_extra={"problems": ["conflict"]})
@needs("coordination.view")
def handover_file(request: PageRequest, pk: int, number: int) -> HttpResponse:
    """取一份材料的内容；接收单位每次查阅都按请求头中的目的和依据登记，发出单位看得到。"""
    found = _found(request, pk)
    rows = list(found.files.select_related("file"))
    if not 1 <= number <= len(rows):
        raise Http404
    if found.sender_id != request.actor.body_id:
        purpose, basis = purpose_of(request)
        read_shared(actor=request.actor, handover=found, purpose=purpose, basis=basis)
    response = HttpResponse(read_file(rows[number - 1].file), content_type="application/octet-stream")
    response["Content-Disposition"] = "attachment"
    return response


def _signed(request: PageRequest) -> None:
    """Purpose and basis of every call are told by signed ones alone."""
    if request.actor.kind != "program":
        raise Problem("forbidden", "这个接口只接受登记公钥的签名请求，令牌不能用。")


def _seen(request: PageRequest) -> Any:
    _signed(request)
    return visible_handovers(request.actor).select_related("sender", "receiver", "case").prefetch_related("files__file")


def _found(request: PageRequest, pk: int) -> Handover:
    found: Handover | None = _seen(request).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _own_body(request: PageRequest) -> Body:
    _signed(request)
    return Body.objects.get(pk=request.actor.body_id or 0)


def _received(request: PageRequest, files: list[FileIn]) -> list[ReceivedFile]:
    """The files, checked as uploads of the pages are."""
    found = []
    for place, one in enumerate(files):
        try:
            data = base64.b64decode(one.content, validate=True)
        except (ValueError, binascii.Error):
            told = {
                "in": "body",
                "name": "content",
                "pointer": f"/files/{place}/content",
                "detail": "不是有效的 Base64",
            }
            raise invalid([told]) from None
        found.append(receive_file(actor=request.actor, name=one.name, data=data))
    return found


def _told(request: PageRequest, pk: int, status: int = 200) -> HttpResponse:
    document = _document(_found(request, pk))
    return answer(HandoverOut, document, status=status, headers={"Location": document["url"]} if status == 201 else {})


def _document(one: Handover) -> dict[str, Any]:
    plain = ("title", "request", "basis", "sent_at", "due_at", "answer", "answered_at", "withdrawn_at")
    return {
        **{name: getattr(one, name) for name in plain},
        "id": one.pk, "kind": coded(HandoverKind, one.kind), "sender": one.sender.code, "receiver": one.receiver.code,
        "case": one.case.number if one.case else None, "overdue": one.is_waiting and one.due_at < clock.now(),
        "reply": coded(Reply, one.reply) if one.reply else None, "reason": coded(ReplyReason, one.reason) if one.reason else None,
        "files": [
            {"name": each.file.name, "sha256": each.file.sha256, "size": each.file.size, "from_receiver": each.from_receiver,
             "url": reverse("api:handover_file", args=[one.pk, number])}
            for number, each in enumerate(one.files.all(), 1)
        ],
        "url": reverse("api:handover", args=[one.pk]),
    }  # fmt: skip
