"""Calls on the desk: drafting, publishing, what each costs and how long it takes, and the list of those to be subsidised."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.engine.publication.queries import publications_about

from ... import actions
from ...access import visible_applications, visible_calls
from ...forms.calls import CallForm, ReasonForm, initial_of
from ...models import Call
from ...queries.calls import CallFigures, amounts_of, call_state, figures_of
from ...queries.results import to_announce
from ...rules.money import yuan
from ...terms import CallState, Scheme
from .acting import acted, found_call
from .listings import ApplicationListing


class ReasonlessForm(PageForm):
    """A confirmation that asks nothing."""


class CallListing(Listing):
    """Calls, the newest first."""

    name = "申报通知"
    columns = [
        Column("state", "状态", kind="state", value=call_state, sort=False),
        Column("title", "通知", kind="link", url=lambda one: reverse("support:call_desk", args=[one.pk])),
        Column("scheme", "类别", value=lambda one: one.get_scheme_display(), drop=True),
        Column("opens_on", "申报开始", kind="date", drop=True),
        Column("closes_on", "申报截止", kind="date"),
        Column("programme", "资金专项", value=lambda one: one.programme or "—", sort=False, drop=True),
    ]
    filters = [
        Search("q", "按名称查找", fields=["title", "code"]),
        Choice("scheme", "类别", options=Scheme.choices(), lookup="scheme"),
        Choice("state", "状态", options=CallState.choices(), lookup="state"),
    ]
    default_order = ("-year", "-opens_on")
    empty_title = "还没有申报通知"
    empty_hint = "由资助经办拟定，负责人发布。"


@desk("support.call.view")
def calls(request: PageRequest) -> HttpResponse:
    """Every call that the actor sees."""
    listing = CallListing(request, visible_calls(request.actor).select_related("programme", "body"))
    return listing.respond("support/calls.html", {"may_write": bool(check(request.actor, "support.call.write"))})


@desk("support.call.view")
def call(request: PageRequest, call_id: int) -> HttpResponse:
    """One call: money and time, its applications, its amounts, what became public."""
    found = found_call(request, call_id)
    figures = figures_of(found, clock.today())
    rows = visible_applications(request.actor).filter(call=found).exclude(case__state="draft")
    listing = ApplicationListing(request, rows.select_related("case__body"))
    actor = request.actor
    context = {
        "call": found,
        "state": call_state(found),
        "figures": _figures(found, figures),
        "amounts": amounts_of(found),
        "publications": publications_about(found),
        "decided": to_announce(found).count(),
        "proposed": rows.filter(case__state="proposed").count(),
        "may_write": found.state == CallState.DRAFT and bool(check(actor, "support.call.write", body_id=found.body_id)),
        "may_publish": bool(check(actor, "support.call.publish", body_id=found.body_id)),
        "may_list": bool(check(actor, "support.list.publish", body_id=found.body_id)),
        "entries": list(entries_of(found)[:30]),
    }
    return listing.respond("support/call.html", context)


@desk("support.call.write")
def new(request: PageRequest) -> HttpResponse:
    """Draft a call for the actor's own body."""
    form = CallForm(request.POST or None, actor=request.actor, initial={"year": clock.today().year})
    return acted(
        request, title="拟定申报通知", form=form, do=lambda one: _draft(request, one),  # type: ignore[arg-type]
        to=lambda made: reverse("support:call_desk", args=[made.pk]), success="已存为拟稿", submit="存为拟稿",
        cancel_url=reverse("support:calls_desk"),
    )  # fmt: skip


@desk("support.call.write")
def edit(request: PageRequest, call_id: int) -> HttpResponse:
    """Change a draft."""
    found = found_call(request, call_id)
    form = CallForm(request.POST or None, actor=request.actor, call=found, initial=initial_of(found))
    back = reverse("support:call_desk", args=[found.pk])
    return acted(
        request, title="修改申报通知", form=form, to=back, success="已保存", cancel_url=back,
        do=lambda one: actions.change_call(
            actor=request.actor, call=found, values=one.cleaned_data, items=one.pairs, documents=one.papers,  # type: ignore[attr-defined]
            applicants=one.cleaned_data["applicants"], regions=list(one.cleaned_data["regions"]),
        ),
    )  # fmt: skip


@desk("support.call.publish")
def publish(request: PageRequest, call_id: int) -> HttpResponse:
    """Confirm, then publish: document and public page."""
    found = found_call(request, call_id)
    back = reverse("support:call_desk", args=[found.pk])
    return acted(
        request, title=f"发布：{found.title}", form=ReasonlessForm(request.POST or None), to=back, cancel_url=back,
        do=lambda _: actions.publish_call(actor=request.actor, call=found), success="已发布", submit="发布", danger=False,
        template="pages/confirm.html", warning="发布后不能修改，只能撤回。请核对范围、期限和材料。",
        consequences=[f"申报期 {found.opens_on} 至 {found.closes_on}", "制发公文并在公开网页上发布"],
    )  # fmt: skip


@desk("support.call.publish")
def withdraw(request: PageRequest, call_id: int) -> HttpResponse:
    """Take a call back with a reason."""
    found = found_call(request, call_id)
    back = reverse("support:call_desk", args=[found.pk])
    return acted(
        request, title=f"撤回：{found.title}", form=ReasonForm(request.POST or None), to=back, cancel_url=back,
        do=lambda one: actions.withdraw_call(actor=request.actor, call=found, reason=one.cleaned_data["reason"]),
        success="已撤回", submit="撤回", danger=True,
    )  # fmt: skip


@desk("support.list.publish")
def propose(request: PageRequest, call_id: int) -> HttpResponse:
    """Publish everything that waits for it as one list."""
    found = found_call(request, call_id)
    back = reverse("support:call_desk", args=[found.pk])
    rows = visible_applications(request.actor).filter(call=found, case__state="proposed").select_related("case")
    listed = list(rows.order_by("case__number")[:300])
    lines = [f"{one.case.number} {one.party_name} {yuan(one.amount_computed)}" for one in listed]
    return acted(
        request, title=f"发布拟资助名单：{found.title}", form=ReasonlessForm(request.POST or None), to=back, cancel_url=back,
        do=lambda _: actions.propose_list(actor=request.actor, call=found), success="名单已公示", submit="发布名单",
        template="pages/confirm.html", warning=f"以下{len(lines)}件将列入公示名单。", consequences=lines, danger=False,
    )  # fmt: skip


@desk("support.list.publish")
def announce(request: PageRequest, call_id: int) -> HttpResponse:
    """Announce every decision that no announcement has named yet."""
    found = found_call(request, call_id)
    back = reverse("support:call_desk", args=[found.pk])
    rows = to_announce(found).select_related("case").order_by("case__number")[:300]
    lines = [f"{one.case.number} {one.party_name} {yuan(one.amount_granted or Decimal(0))}" for one in rows]
    return acted(
        request, title=f"发布结果公告：{found.title}", form=ReasonlessForm(request.POST or None), to=back, cancel_url=back,
        do=lambda _: actions.announce_results(actor=request.actor, call=found), success="结果公告已发布", submit="发布公告",
        template="pages/confirm.html", warning=f"以下{len(lines)}件将列入结果公告，长期公开。", consequences=lines, danger=False,
    )  # fmt: skip


def _draft(request: PageRequest, form: CallForm) -> Call:
    data: dict[str, Any] = dict(form.cleaned_data)
    for name in ("items", "documents"):
        data.pop(name)
    body = get_object_or_404(Body, pk=request.actor.body_id or 0)
    return actions.draft_call(
        actor=request.actor,
        body=body,
        items=form.pairs,
        documents=form.papers,
        regions=list(data.pop("regions")),
        **data,
    )


def _figures(call: Call, found: CallFigures) -> list[Figure]:
    left = [Figure("专项可用余额", f"{found.left / 10_000:,.1f}", unit="万元")] if found.left is not None else []
    days = [Figure("平均办理", f"{found.days:.1f}", unit="天", note="自提交至办结")] if found.days is not None else []
    return [
        Figure("已申报", found.filed, unit="件", url="#applications"),
        Figure("在办", found.open, unit="件", state="late" if found.late else "", note=f"逾期 {found.late} 件"),
        Figure("已决定", found.granted, unit="件", note=f"不予 {found.refused} 件"),
        Figure("决定金额", f"{found.promised:,.0f}", unit="元", note=f"核定 {found.asked:,.0f} 元"),
        Figure("已拨付", f"{found.paid:,.0f}", unit="元", note=f"已追回 {found.recovered:,.0f} 元"),
        *left,
        *days,
    ]
