"""Operations of several bodies."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.files.actions import store_file
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.pages.listing import Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.secrecy.rules import refuse_classified

from ..access import visible_operations
from ..actions.joint import begin_joint, close_joint, report_joint
from ..forms.disputes import JointForm, JointReportForm, JointSummaryForm
from ..models import JointOperation, JointPart
from ..queries.board import envelope_state
from ..queries.receivers import receivers
from .desk import filled, own_body


def operation_state(one: JointOperation) -> State:
    """How far an operation is."""
    if one.closed_on:
        return State("done", "已总结", str(one.closed_on))
    today = clock.today()
    if today > one.ends_on:
        return State("warn", "待总结", f"{one.ends_on}结束")
    return State("ok", "进行中") if today >= one.starts_on else State("none", "未开始")


class Operations(Listing):
    """Operations that the own body leads or takes part in."""

    name = "联合行动"
    columns = [
        Column("state", "状态", kind="state", value=operation_state, sort=False),
        Column("title", "行动", kind="link", url=lambda one: reverse("coordination:joint", args=[one.pk])),
        Column("lead", "牵头单位", value=lambda one: one.lead.short_name or one.lead.name, sort="lead__position"),
        Column("starts_on", "开始", kind="date"),
        Column("ends_on", "结束", kind="date", drop=True),
        Column("asked", "参加单位", kind="number", value=lambda one: one.asked, sort="asked"),
        Column("reported", "已报结果", kind="number", value=lambda one: one.reported, sort="reported"),
    ]  # fmt: skip
    filters = [Search("q", "按名称查找", fields=["title"])]
    default_order = "-starts_on"
    empty_title = "没有联合行动"
    empty_hint = "本单位牵头或者应邀参加的联合行动列在这里。"


@desk("coordination.view")
def operations(request: PageRequest) -> HttpResponse:
    """Those of the own body."""
    rows = visible_operations(request.actor).annotate(
        asked=Count("parts"), reported=Count("parts", filter=Q(parts__reported_on__isnull=False))
    )
    may_begin = bool(check(request.actor, "coordination.joint", body_id=request.actor.body_id))
    return Operations(request, rows).respond("coordination/operations.html", {"may_begin": may_begin})


@desk("coordination.view")
def operation(request: PageRequest, pk: int) -> HttpResponse:
    """One: who takes part, who has not answered, what came of it."""
    found = get_object_or_404(visible_operations(request.actor), pk=pk)
    parts = list(found.parts.select_related("body", "envelope"))
    sums = found.parts.aggregate(
        people=Sum("people"), cases=Sum("cases"), value=Sum("value"), transferred=Sum("transferred")
    )
    figures = [
        Figure("参加单位", sum(not one.has_refused for one in parts), unit="个", note=f"共邀请 {len(parts)} 个"),
        Figure("已报结果", sum(one.reported_on is not None for one in parts), unit="个"),
        Figure("立案", sums["cases"] or 0, unit="件", note=f"移送公安 {sums['transferred'] or 0} 件"),
        Figure("涉案货值", f"{(sums['value'] or Decimal(0)) / 10_000:.2f}", unit="万元", note=f"出动 {sums['people'] or 0} 人次"),
    ]  # fmt: skip
    actor = request.actor
    own = next((one for one in parts if one.body_id == actor.body_id), None)
    context = {
        "operation": found, "state": operation_state(found), "figures": figures,
        "parts": [(one, envelope_state(one.envelope)) for one in parts], "own": own,
        "may_report": own is not None and own.envelope.reply == "accept" and not found.closed_on and bool(check(actor, "coordination.answer")),
        "may_close": not found.closed_on and bool(check(actor, "coordination.joint", body_id=found.lead_id)),
    }  # fmt: skip
    return render(request, "coordination/operation.html", context)


@desk("coordination.joint")
def new(request: PageRequest) -> HttpResponse:
    """Ask others to act together."""
    form = JointForm(request.POST or None, request.FILES or None, receivers=receivers(request.actor))
    return filled(
        request, template="coordination/form.html", title="发起联合行动", form=form, do=lambda form: _begun(request, form.cleaned_data),
        to=lambda made: reverse("coordination:joint", args=[made.pk]), success="已发起，各单位会在待办中收到", submit="发起",
        cancel_url=reverse("coordination:operations"), lead="每个单位分别答复是否参加、报送结果；逾期不答复的双方和联席会议都看得到。",
    )  # fmt: skip


def _begun(request: PageRequest, given: dict[str, Any]) -> JointOperation:
    refuse_classified(f"{given['title']}\n{given['plan']}")
    files = [store_file(actor=request.actor, name=one.name, stream=one) for one in [given.pop("file")] if one]
    return begin_joint(
        actor=request.actor, lead=own_body(request), files=files, **{**given, "bodies": list(given["bodies"])}
    )


@desk("coordination.answer")
def report(request: PageRequest, pk: int) -> HttpResponse:
    """Tell what the own body did; `pk` is the operation."""
    rows = JointPart.objects.filter(operation__in=visible_operations(request.actor), body=request.actor.body_id)
    part = get_object_or_404(rows.select_related("operation"), operation=pk)
    initial = {name: getattr(part, name) for name in ("people", "cases", "transferred", "value", "told")}
    form = JointReportForm(request.POST or None, initial=initial if part.reported_on else None)
    back = reverse("coordination:joint", args=[pk])

    def do(form: JointReportForm) -> JointPart:
        refuse_classified(form.cleaned_data["told"])
        return report_joint(actor=request.actor, part=part, **form.cleaned_data)

    return filled(
        request, template="coordination/form.html", title=f"报送结果：{part.operation}", form=form, do=do, to=back, success="已报送",
        cancel_url=back, submit="报送", lead="牵头单位总结之前可以更正，每次更正都有记录。",
    )  # fmt: skip


@desk("coordination.joint")
def close(request: PageRequest, pk: int) -> HttpResponse:
    """Sum up."""
    found = get_object_or_404(visible_operations(request.actor), pk=pk)
    back = reverse("coordination:joint", args=[pk])
    return filled(
        request, template="coordination/form.html", title=f"总结：{found}", form=JointSummaryForm(request.POST or None),
        do=lambda form: close_joint(actor=request.actor, operation=found, **form.cleaned_data), to=back, success="已总结",
        cancel_url=back, submit="总结", lead="各参加单位都报送结果后，或者行动结束后总结；没有报送的单位会记录在案。",
    )  # fmt: skip
