"""Rewards on the desk: the list, proposing one, reading where to pay."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted, tried
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.procedures.access import visible_cases

from ...actions.rewards import propose_reward, read_reward_account
from ...forms.rewards import ProposeForm, PurposeForm
from ...models import Complaint, Decision, RewardCase
from ...refusals.rewards import NoReward
from ...terms.rewards import RewardGrade

LIGHTS = {"proposed": "warn", "approved": "ok", "claimed": "warn", "paid": "done"}


class RewardListing(Listing):
    """Rewards; who is rewarded stands nowhere."""

    name = "举报奖励"
    columns = [
        Column("state", "状态", kind="state", value=lambda one: State(LIGHTS.get(one.case.state, "none"), one.case.state_label), sort="case__state"),
        Column("due_on", "期限", kind="deadline", value=lambda one: one.case.due_on, sort="case__due_on",
               state=lambda one: None if one.case.is_open else State("done")),
        Column("number", "编号", kind="link", value=lambda one: one.case.number, sort="case__number", sub=lambda one: f"决定 {one.decision.number}",
               url=lambda one: reverse("procedures:case", args=[one.case_id])),
        Column("grade", "等级", value=lambda one: one.get_grade_display().split("：")[0]),
        Column("base", "罚没款（元）", kind="money", drop=True),
        Column("amount", "奖励（元）", kind="money"),
        Column("paid_on", "发放", kind="date"),
    ]  # fmt: skip
    filters = [
        Search("q", "按编号或文号查找", fields=["case__number", "decision__number"]),
        Choice("grade", "等级", options=[(one.value, one.label.split("：")[0]) for one in RewardGrade]),
    ]
    default_order = "-pk"
    empty_title = "还没有举报奖励"
    empty_hint = "举报查实、决定生效后提出；举报人凭查询码领取，身份始终封存。"


@desk("enforcement.reward.view")
def rewards(request: PageRequest) -> HttpResponse:
    """Every reward that the actor sees."""
    rows = RewardCase.objects.filter(case__in=visible_cases(request.actor)).select_related("case", "decision")
    return RewardListing(request, rows).respond("enforcement/rewards.html", {})


@desk("enforcement.reward.propose")
def propose(request: PageRequest) -> HttpResponse:
    """Propose one."""

    def do(form: ProposeForm) -> RewardCase:
        data: dict[str, Any] = dict(form.cleaned_data)
        seen = Complaint.objects.filter(case__in=visible_cases(request.actor))
        complaint = seen.filter(case__number=data.pop("complaint").strip().upper()).first()
        if complaint is None:
            raise NoReward("没有这个编号的举报投诉", "complaint")
        decision = Decision.objects.filter(
            number=data.pop("decision").strip(), case__in=visible_cases(request.actor)
        ).first()
        if decision is None:
            raise NoReward("没有这个文号的决定", "decision")
        return propose_reward(
            actor=request.actor, complaint=complaint, decision=decision, grade=RewardGrade(data.pop("grade")), **data
        )

    return acted(
        request, template="enforcement/form.html", title="提出举报奖励", form=ProposeForm(request.POST or None), do=do, submit="提出",
        to=lambda made: reverse("procedures:case", args=[made.case_id]), success="已提出，待另一人审批", refused_status=422,
        cancel_url=reverse("enforcement:rewards"),
    )  # fmt: skip


@desk("enforcement.reward.pay")
@never_cache
def account(request: PageRequest, pk: int) -> HttpResponse:
    """Where to pay, shown once for a purpose; nothing of it is kept on the page."""
    found = get_object_or_404(
        RewardCase.objects.select_related("case").filter(case__in=visible_cases(request.actor)), pk=pk
    )
    form, shown = PurposeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        shown = tried(form, lambda: read_reward_account(actor=request.actor, dossier=found, **form.cleaned_data))
    context = {
        "found": found,
        "form": form,
        "shown": shown,
        "cancel_url": reverse("procedures:case", args=[found.case_id]),
    }
    return render(request, "enforcement/reward_account.html", context, status=422 if form.errors else 200)
