"""The steps of a round, each on its own page that says what follows."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal

from ..access import visible_rounds
from ..actions import (
    add_finding,
    close_round,
    commit_seed,
    draw_panel,
    freeze_list,
    lift_finding,
    remind_experts,
    replace_seat,
    review_entry,
    withdraw_entry,
)
from ..forms import CommitForm, DrawForm, EmptyForm, FindingForm, ReasonForm
from ..models import Entry, Finding, Round, Seat
from ..queries.rounds import seats_waiting
from ..queries.standings import wide_entries
from .desk import find_round


def _step(
    request: PageRequest, round_: Round, form: PageForm, do: Callable[[dict[str, Any]], object], *, title: str,
    success: str, consequences: list[str], submit: str = "", danger: bool = False, back: str = "",
    facts: list[tuple[str, Any]] | None = None, warning: str = "请核对后确认。",
) -> HttpResponse:  # fmt: skip
    """A page that says what the step does and does it once."""
    back = back or reverse("scoring:round", args=[round_.pk])
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refusal as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, success)
            return redirect(back)
    context = {
        "title": title, "form": form, "submit": submit or title, "cancel_url": back, "consequences": consequences,
        "warning": warning, "danger": danger, "facts": facts or [("评审轮次", round_.title)],
    }  # fmt: skip
    return render(request, "pages/confirm.html", context, status=409 if form.non_field_errors() else 200)


@desk("scoring.round.manage")
def commit(request: PageRequest, pk: int) -> HttpResponse:
    found, form = find_round(request, pk), CommitForm(request.POST or None)
    told = [
        "系统产生随机种子，只公布它的 SHA-256 摘要",
        "抽取时公开种子，任何人可以据此重算抽取结果",
        "此后不能更换种子",
    ]
    return _step(
        request, found, form, lambda asked: commit_seed(actor=request.actor, round_=found, **asked),
        title="公布种子摘要", success="种子摘要已公布", consequences=told,
    )  # fmt: skip


@desk("scoring.round.manage")
def freeze(request: PageRequest, pk: int) -> HttpResponse:
    found, form = find_round(request, pk), EmptyForm(request.POST or None)
    told = [
        "从专家库取出候选专家并编号，公布名单摘要",
        "逐一与登记簿比对，列出须回避的专家和来源",
        "此后不能再增加参评项目",
    ]
    return _step(
        request, found, form, lambda asked: freeze_list(actor=request.actor, round_=found),
        title="锁定名单并筛查回避", success="名单已锁定，请核对回避情形后抽取专家", consequences=told,
    )  # fmt: skip


@desk("scoring.round.manage")
def draw(request: PageRequest, pk: int) -> HttpResponse:
    found = find_round(request, pk)
    form = DrawForm(request.POST or None, round_=found)
    told = ["公开种子并按公布的算法抽取各组专家", "向抽中的专家发出邀请，签署承诺后方能看到项目", "抽取只能进行一次"]
    return _step(
        request, found, form, lambda asked: draw_panel(actor=request.actor, round_=found, **asked),
        title="抽取专家", success="专家已抽取，任何人可在“专家抽取公开”页面核验", consequences=told,
    )  # fmt: skip


@desk("scoring.round.manage")
@require_POST
def remind(request: PageRequest, pk: int) -> HttpResponse:
    found = find_round(request, pk)
    try:
        count = remind_experts(actor=request.actor, round_=found)
    except Refusal as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"已催办 {count} 个席位" if count else "没有需要催办的专家")
    return redirect("scoring:round", pk)


@desk("scoring.round.manage")
def close(request: PageRequest, pk: int) -> HttpResponse:
    found = find_round(request, pk)
    waiting, wide = seats_waiting(found).count(), len(wide_entries(found))
    form = ReasonForm(request.POST or None, required=False, label="提前结束的理由")
    told = ["此后专家不能再评分", "计算得分和名次，评审办公室可以看到各项评分"]
    if waiting or wide:
        told.insert(0, f"还有 {waiting} 个席位未完成评分、{wide} 个项目须复评，提前结束须写明理由")
    return _step(
        request, found, form, lambda asked: close_round(actor=request.actor, round_=found, **asked),
        title="结束评分", success="评分已结束，结果已计算", consequences=told, danger=bool(waiting or wide),
    )  # fmt: skip


@desk("scoring.round.manage")
def replace(request: PageRequest, pk: int) -> HttpResponse:
    rounds = visible_rounds(request.actor)
    found = get_object_or_404(Seat.objects.select_related("group__round", "candidate"), pk=pk, group__round__in=rounds)
    form = ReasonForm(request.POST or None, label="更换的理由")
    return _step(
        request, found.group.round, form, lambda asked: replace_seat(actor=request.actor, seat=found, **asked),
        title="更换专家", success="已按抽取次序递补", consequences=["该专家退出本组，由抽取次序中的下一位递补"],
        facts=[("专家", str(found.candidate)), ("评审组", found.group.title)], danger=True,
    )  # fmt: skip


@desk("scoring.round.manage")
def review(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _entry(request, pk), EmptyForm(request.POST or None)
    return _step(
        request, found.round, form, lambda asked: review_entry(actor=request.actor, entry=found),
        title="抽取复评专家", success="已抽取复评专家", consequences=["按公布的算法另抽专家复评该项目，与原评分合并计算"],
        facts=[("项目", found.title)],
    )  # fmt: skip


@desk("scoring.round.manage")
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    found = _entry(request, pk)
    form = ReasonForm(request.POST or None, label="退出的理由")
    return _step(
        request, found.round, form, lambda asked: withdraw_entry(actor=request.actor, entry=found, **asked),
        title="项目退出评审", success="该项目已退出评审", consequences=["该项目不再评分和排名，已有评分留存备查"],
        facts=[("项目", found.title)], danger=True, back=reverse("scoring:entries", args=[found.round_id]),
    )  # fmt: skip


@desk("scoring.round.manage")
def lift(request: PageRequest, pk: int) -> HttpResponse:
    rows = Finding.objects.select_related("candidate__round", "entry")
    found = get_object_or_404(rows, pk=pk, candidate__round__in=visible_rounds(request.actor))
    form = ReasonForm(request.POST or None, label="核实情况")
    return _step(
        request, found.candidate.round, form, lambda asked: lift_finding(actor=request.actor, finding=found, **asked),
        title="排除疑点", success="已排除", consequences=["该专家可以参加抽取；核实情况留存备查"],
        facts=[("专家", str(found.candidate)), ("项目", found.entry.title if found.entry else "本轮次全部项目"), ("疑点", found.reason), ("来源", found.source_text)],
        back=reverse("scoring:findings", args=[found.candidate.round_id]),
    )  # fmt: skip


@desk("scoring.round.manage")
def report_finding(request: PageRequest, pk: int) -> HttpResponse:
    found = find_round(request, pk)
    form = FindingForm(request.POST or None, round_=found)
    return _step(
        request, found, form, lambda asked: add_finding(actor=request.actor, **asked), title="登记回避情形",
        success="已登记", consequences=["抽取前：该专家不参加本组抽取", "评分中：该专家退出该项目，另抽专家单项递补"],
        back=reverse("scoring:findings", args=[pk]),
    )  # fmt: skip


def _entry(request: PageRequest, pk: int) -> Entry:
    rows = Entry.objects.select_related("round__version", "round__body__region", "group")
    return get_object_or_404(rows, pk=pk, round__in=visible_rounds(request.actor))
