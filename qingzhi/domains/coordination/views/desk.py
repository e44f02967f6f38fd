"""Envelopes at the desk."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.actions import receive_file, store_file
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.secrecy.rules import refuse_classified

from ..access import reads_envelope, visible_handovers
from ..actions import answer_handover, read_shared, send_handover, withdraw_handover
from ..actions.disputes import answer_dispute
from ..actions.extending import extend_handover
from ..forms import AnswerForm, ExtensionForm, HandoverForm, ReadingForm, WithdrawalForm
from ..models import Extension, Handover, JurisdictionDispute
from ..queries import silence_board
from ..queries.board import envelope_state
from ..queries.customs import silent_holders
from ..queries.receivers import receivers
from ..terms import BY_HAND, RESULT, HandoverKind, Reply
from .listings import Handovers

filled = partial(acted, refused_status=400)


@desk("coordination.view")
def handovers(request: PageRequest) -> HttpResponse:
    """What came in and what went out."""
    rows = visible_handovers(request.actor).select_related("sender", "receiver")
    may = {
        name: bool(check(request.actor, code, body_id=request.actor.body_id))
        for name, code in (
            ("may_send", "coordination.send"), ("may_transfer", "coordination.transfer"), ("may_join", "coordination.joint"),
        )
    }  # fmt: skip
    return Handovers(request, rows).respond("coordination/handovers.html", may)


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
    found, actor = _found(request, pk), request.actor
    readable, kind = reads_envelope(actor, found), HandoverKind(found.kind)
    receives = found.is_waiting and bool(check(actor, "coordination.answer", body_id=found.receiver_id))
    extension = Extension.objects.filter(handover=found).first() if kind in RESULT else None
    context = {
        "handover": found, "state": envelope_state(found), "readable": readable, "files": list(found.files.select_related("file")),
        "readings": list(found.readings.select_related("body")[:50]) if actor.body_id == found.sender_id else [],
        "silences": list(found.silences.all()), "extension": extension,
        "by_case": kind not in BY_HAND and kind is not HandoverKind.DESIGNATE, "may_answer": receives and kind in BY_HAND,
        "may_extend": receives and kind in RESULT and extension is None and envelope_state(found).code != "late",
        "may_withdraw": found.is_waiting and bool(check(actor, "coordination.send", body_id=found.sender_id)),
        "may_ask": not readable and actor.body_id == found.receiver_id, **_dispute_context(request, found, kind),
        "part": found.joint_part if kind is HandoverKind.JOINT and hasattr(found, "joint_part") else None,
    }  # fmt: skip
    return render(request, "coordination/handover.html", context)


def _dispute_context(request: PageRequest, found: Handover, kind: HandoverKind) -> dict[str, Any]:
    """The dispute that an envelope belongs to, and what the actor may do about it."""
    if kind not in (HandoverKind.JURISDICTION, HandoverKind.DESIGNATE):
        return {}
    by = {"envelope": found} if kind is HandoverKind.JURISDICTION else {"designation": found}
    rows = JurisdictionDispute.objects.select_related(
        "envelope__sender", "envelope__receiver", "proposed", "settled", "designation"
    )
    dispute = rows.filter(**by).first()
    if dispute is None or dispute.settled_id is not None:
        return {"dispute": dispute}
    actor, envelope = request.actor, dispute.envelope
    is_side = actor.body_id in (envelope.sender_id, envelope.receiver_id)
    may_report = (
        is_side and dispute.designation_id is None and dispute.is_stuck and bool(check(actor, "coordination.send"))
    )
    designates = kind is HandoverKind.DESIGNATE and bool(
        check(actor, "coordination.designate", body_id=found.receiver_id)
    )
    return {"dispute": dispute, "may_report": may_report, "may_designate": designates}


@desk("coordination.answer")
def answer(request: PageRequest, pk: int) -> HttpResponse:
    """Accept, refuse or return."""
    found = _found(request, pk, receiver=request.actor.body_id)
    kind = HandoverKind(found.kind)
    if kind not in BY_HAND:
        raise Http404

    def do(form: AnswerForm) -> Handover:
        given = form.cleaned_data
        refuse_classified(given["text"])
        said = {"reply": Reply(given["reply"]), "reason": given["reason"], "text": given["text"]}
        if kind is HandoverKind.JURISDICTION:
            return answer_dispute(actor=request.actor, handover=found, **said)
        received = [receive_file(actor=request.actor, name=one.name, stream=one) for one in [given["file"]] if one]
        return answer_handover(actor=request.actor, handover=found, received=received, **said)

    form = AnswerForm(request.POST or None, request.FILES or None, kind=kind)
    back = reverse("coordination:handover", args=[pk])
    return filled(
        request, template="coordination/form.html", title=f"答复：{found.title}", form=form, do=do, to=back, success="已答复",
        cancel_url=back, submit="答复", lead="不办理或退回的，须选择理由。", handover=found,
    )  # fmt: skip


@desk("coordination.answer")
def extend(request: PageRequest, pk: int) -> HttpResponse:
    """Tell in time that it takes longer."""
    found = _found(request, pk, receiver=request.actor.body_id)
    back = reverse("coordination:handover", args=[pk])
    return filled(
        request, template="coordination/form.html", title=f"告知延期：{found.title}", form=ExtensionForm(request.POST or None),
        do=lambda form: extend_handover(actor=request.actor, handover=found, **form.cleaned_data), to=back, success="已告知对方",
        cancel_url=back, submit="告知延期", lead="期限届满前告知对方，只能告知一次；逾期自新的期限起算。", handover=found,
    )  # fmt: skip


@desk("coordination.answer")
def read(request: PageRequest, pk: int) -> HttpResponse:
    """Say for what the files are read."""
    found = _found(request, pk, receiver=request.actor.body_id)
    back = reverse("coordination:handover", args=[pk])
    return filled(
        request, template="coordination/form.html", title=f"登记查阅：{found.title}", form=ReadingForm(request.POST or None),
        do=lambda form: read_shared(actor=request.actor, handover=found, **form.cleaned_data), to=back, success="已登记查阅",
        cancel_url=back, submit="登记并查阅", lead="共享材料的每次查阅都留下目的、依据、人员和时间，对方看得到。", handover=found,
    )  # fmt: skip


@desk("coordination.send")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    """Take back what was not answered."""
    found = _found(request, pk, sender=request.actor.body_id)
    if HandoverKind(found.kind) not in BY_HAND:
        raise Http404
    back = reverse("coordination:handover", args=[pk])
    return filled(
        request, template="coordination/form.html", title=f"撤回：{found.title}", form=WithdrawalForm(request.POST or None),
        do=lambda form: withdraw_handover(actor=request.actor, handover=found, **form.cleaned_data), to=back, success="已撤回",
        cancel_url=back, submit="撤回", lead="还没有答复的请求可以撤回。", handover=found,
    )  # fmt: skip


@desk("coordination.send")
def send(request: PageRequest) -> HttpResponse:
    """Pass something on by hand."""
    form = HandoverForm(request.POST or None, request.FILES or None, receivers=receivers(request.actor))
    return filled(
        request, template="coordination/form.html", title="发出协作请求", form=form, do=lambda form: _sent(request, form.cleaned_data),
        to=lambda made: reverse("coordination:handover", args=[made.pk]), success="已发出，对方应在期限内答复",
        cancel_url=reverse("coordination:handovers"), submit="发出",
        lead="对方会在待办中收到，应在期限内答复；逾期不答复，双方和联席会议都看得到。",
    )  # fmt: skip


def _sent(request: PageRequest, given: dict[str, Any]) -> Handover:
    refuse_classified(f"{given['title']}\n{given['request']}")
    files = [store_file(actor=request.actor, name=one.name, stream=one) for one in [given["file"]] if one]
    return send_handover(
        actor=request.actor, kind=HandoverKind(given["kind"]), sender=own_body(request), receiver=given["receiver"],
        title=given["title"], asked=given["request"], basis=given["basis"], files=files,
    )  # fmt: skip


def _found(request: PageRequest, pk: int, **side: int | None) -> Handover:
    """An envelope that the actor sees; where it matters, one that the own body received or sent."""
    rows = visible_handovers(request.actor).filter(**side).select_related("sender__region", "receiver__region", "case")
    return get_object_or_404(rows, pk=pk)


def own_body(request: PageRequest) -> Body:
    """The body in whose post somebody acts."""
    return get_object_or_404(Body.objects.select_related("region"), pk=request.actor.body_id)
