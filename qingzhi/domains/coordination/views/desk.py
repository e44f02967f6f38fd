"""Envelopes and transfers at the desk."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.files.refusals import FileRefused
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.secrecy.rules import ClassifiedText, refuse_classified

from ..access import reads_envelope, visible_handovers
from ..actions import answer_handover, begin_transfer, read_shared, send_handover, withdraw_handover
from ..forms import AnswerForm, HandoverForm, ReadingForm, TransferForm, WithdrawalForm
from ..models import Handover
from ..queries import silence_board
from ..queries.board import envelope_state
from ..queries.customs import silent_holders
from ..queries.receivers import bodies_with, receivers
from ..terms import BY_HAND, HandoverKind, Reply
from .listings import Handovers

LIMITS = {
    HandoverKind.ASSIST: "coordination.assist", HandoverKind.JURISDICTION: "coordination.jurisdiction",
}  # fmt: skip
REFUSED = (Refusal, FileRefused, ClassifiedText)


@desk("coordination.view")
def handovers(request: PageRequest) -> HttpResponse:
    """What came in and what went out."""
    rows = visible_handovers(request.actor).select_related("sender", "receiver")
    may_send = bool(check(request.actor, "coordination.send", body_id=request.actor.body_id))
    may_transfer = bool(check(request.actor, "coordination.transfer", body_id=request.actor.body_id))
    return Handovers(request, rows).respond(
        "coordination/handovers.html", {"may_send": may_send, "may_transfer": may_transfer}
    )


@desk("coordination.view")
def board(request: PageRequest) -> HttpResponse:
    """Who has not answered, for how long."""
    rows = silence_board(request.actor)
    late = sum(row.late for row in rows)
    figures = [
        Figure("待答复", sum(row.waiting for row in rows), url=f"{reverse('coordination:handovers')}?standing=waiting", unit="件"),
        Figure("逾期未答复", late, url=f"{reverse('coordination:handovers')}?standing=late", unit="件", state="late" if late else "ok"),
        Figure("沉默最久", max((row.silent_days for row in rows), default=0), unit="天"),
        Figure("没有答复的单位", sum(1 for row in rows if row.late), unit="个"),
    ]  # fmt: skip
    shown = [(row, State("late", "逾期") if row.late else State("ok", "正常")) for row in rows]
    silent = [
        (one, max(0, (clock.today() - one.due_on).days)) for one in silent_holders(request.actor)[:50] if one.due_on
    ]
    return render(request, "coordination/board.html", {"rows": shown, "figures": figures, "silent_holders": silent})


@desk("coordination.view")
def handover(request: PageRequest, pk: int) -> HttpResponse:
    """One envelope: what is asked, by when, the answer; its files after saying for what they are read."""
    found = _found(request, pk)
    actor = request.actor
    readable = reads_envelope(actor, found)
    context = {
        "handover": found, "state": envelope_state(found), "readable": readable, "files": list(found.files.select_related("file")),
        "readings": list(found.readings.select_related("body")[:50]) if actor.body_id == found.sender_id else [],
        "silences": list(found.silences.all()),
        "by_case": HandoverKind(found.kind) not in BY_HAND,
        "may_answer": found.is_waiting and bool(check(actor, "coordination.answer", body_id=found.receiver_id)),
        "may_withdraw": found.is_waiting and bool(check(actor, "coordination.send", body_id=found.sender_id)),
        "may_ask": not readable and actor.body_id == found.receiver_id,
        "answer": AnswerForm(), "reading": ReadingForm(), "withdrawal": WithdrawalForm(),
    }  # fmt: skip
    return render(request, "coordination/handover.html", context)


@desk("coordination.answer")
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """Accept, refuse or return."""
    found = _found(request, pk)
    if HandoverKind(found.kind) not in BY_HAND:
        raise Http404
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            refuse_classified(given["text"])
            received = [receive_file(actor=request.actor, name=one.name, stream=one) for one in [given["file"]] if one]
            answer_handover(
                actor=request.actor, handover=found, reply=Reply(given["reply"]), reason=given["reason"], text=given["text"],
                received=received,
            )  # fmt: skip
        except REFUSED as refused:
            form.add_error(_field(refused, form), refused.reason)
        else:
            messages.success(request, "已答复")
            return redirect("coordination:handover", pk=pk)
    return render(request, "coordination/answer.html", {"handover": found, "form": form}, status=_status(form))


@desk("coordination.answer")
def read(request: PageRequest, pk: int) -> HttpResponse:
    """Say for what the files are read."""
    found, form = _found(request, pk), ReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            read_shared(actor=request.actor, handover=found, **form.cleaned_data)
        except Refusal as refused:
            form.add_error(_field(refused, form), refused.reason)
        else:
            return redirect("coordination:handover", pk=pk)
    return render(request, "coordination/read.html", {"handover": found, "form": form}, status=_status(form))


@desk("coordination.send")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Take back what was not answered."""
    found, form = _found(request, pk), WithdrawalForm(request.POST or None)
    if HandoverKind(found.kind) not in BY_HAND:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_handover(actor=request.actor, handover=found, reason=form.cleaned_data["reason"])
        except Refusal as refused:
            form.add_error(_field(refused, form), refused.reason)
        else:
            messages.success(request, "已撤回")
            return redirect("coordination:handover", pk=pk)
    return render(request, "coordination/withdraw.html", {"handover": found, "form": form}, status=_status(form))


@desk("coordination.send")
def send(request: PageRequest) -> HttpResponse:
    """Pass something on by hand."""
    form = HandoverForm(request.POST or None, request.FILES or None, receivers=receivers(request.actor))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            refuse_classified(f"{given['title']}\n{given['request']}")
            files = [store_file(actor=request.actor, name=one.name, stream=one) for one in [given["file"]] if one]
            made = send_handover(
                actor=request.actor, kind=HandoverKind(given["kind"]), sender=_own_body(request), receiver=given["receiver"],
                title=given["title"], asked=given["request"], basis=given["basis"], files=files,
                limit=LIMITS.get(HandoverKind(given["kind"]), "coordination.answer"),
            )  # fmt: skip
        except REFUSED as refused:
            form.add_error(_field(refused, form), refused.reason)
        else:
            messages.success(request, f"已发出，应于 {made.due_at:%Y-%m-%d} 前答复")
            return redirect("coordination:handover", pk=made.pk)
    return render(request, "coordination/send.html", {"form": form}, status=_status(form))


@desk("coordination.transfer")
def transfer(request: PageRequest) -> HttpResponse:
    """Propose a transfer to the police."""
    form = TransferForm(request.POST or None, receivers=bodies_with)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            refuse_classified(given["facts"])
            made = begin_transfer(
                actor=request.actor, body=_own_body(request), police=given["police"], procuratorate=given["procuratorate"],
                offence=given["offence"], suspect=given["suspect"], facts=given["facts"], acted_on=given["acted_on"],
                amounts={name: given[name] or Decimal(0) for name in ("gain", "turnover", "unsold", "loss")}, pieces=given["pieces"] or 0,
                marks=given["marks"], repeated=given["repeated"], suspicion=given["suspicion"],
            )  # fmt: skip
        except REFUSED as refused:
            form.add_error(_field(refused, form), refused.reason)
        else:
            messages.success(request, "已提出移送，请负责人在期限内决定")
            return redirect("procedures:case", pk=made.case_id)
    return render(request, "coordination/transfer.html", {"form": form}, status=_status(form))


def _found(request: PageRequest, pk: int) -> Handover:
    rows = visible_handovers(request.actor).select_related("sender__region", "receiver__region", "case")
    return get_object_or_404(rows, pk=pk)


def _own_body(request: PageRequest) -> Body:
    return get_object_or_404(Body.objects.select_related("region"), pk=request.actor.body_id)


def _field(refused: Any, form: Any) -> str | None:
    """The field that a refusal names, where the form has it."""
    name = getattr(refused, "field", "")
    return name if name in form.fields else None


def _status(form: Any) -> int:
    return 400 if form.errors else 200
