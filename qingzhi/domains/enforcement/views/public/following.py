"""The complainant's own page, by the code: how far it is, questions and answers, more evidence, whether it helped."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from qingzhi.base.files.refusals import FileRefused
from qingzhi.base.pages.access import open_to_public
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.permits import Refusal
from qingzhi.base.secrecy.rules import ClassifiedText
from qingzhi.engine.procedures.queries.page import light_of, stages_of

from ...actions.complaint_following import WITHDRAWABLE, reply, tell_satisfaction, withdraw_complaint
from ...actions.rewards import claim_reward
from ...forms.complaints import ReplyForm, SatisfactionForm, WithdrawForm
from ...forms.rewards import ClaimForm
from ...models import Complaint
from ...queries.complaint_page import plain_routes, plain_timeline, question_of
from ...queries.reward_page import plain_reward
from ...terms.complaints import Solved
from .complaining import received_pieces
from .holding import held_complaint, let_go, too_many

PAGE = "enforcement/public/follow.html"


@open_to_public
@never_cache
@require_safe
def follow(request: HttpRequest) -> HttpResponse:
    complaint = held_complaint(request)
    if complaint is None:
        return redirect("procedures:progress")
    return _page(request, complaint)


def _page(request: HttpRequest, complaint: Complaint, *, status: int = 200, **forms: PageForm) -> HttpResponse:
    case = complaint.case
    state = case.state_declared
    rated, reward = getattr(complaint, "satisfaction", None), plain_reward(complaint)
    context = {
        "complaint": complaint, "case": case, "state": state, "light": light_of(case), "question": question_of(case),
        "stages": stages_of(case, list(case.entries.exclude(step=""))), "routes": plain_routes(complaint),
        "entries": plain_timeline(case), "evidence": list(case.evidence.order_by("pk")), "receipts": list(complaint.receipts.all()),
        "clock": case.clocks.filter(ended_on=None, due_on=case.due_on).first() if case.due_on else None,
        "reply": forms.get("reply") or ReplyForm(), "rate": (forms.get("rate") or SatisfactionForm()) if not case.is_open and not rated else None,
        "reward": reward, "claim": (forms.get("claim") or ClaimForm()) if reward is not None and reward.open else None,
        "rated": rated, "withdraw": (forms.get("withdraw") or WithdrawForm()) if case.state in WITHDRAWABLE else None,
    }  # fmt: skip
    return render(request, PAGE, context, status=status)


@open_to_public
@require_POST
def send_reply(request: HttpRequest) -> HttpResponse:
    """An answer, a word, more evidence."""
    complaint = held_complaint(request)
    if complaint is None:
        return _gone(request)
    form = ReplyForm(request.POST, request.FILES)
    if too_many(request, "reply", 30, 3600):
        form.add_error(None, "发送得太频繁了，请过一小时再试。")
    if not form.is_valid():
        return _page(request, complaint, status=422, reply=form)
    try:
        pieces = [*received_pieces(form), *form.links_as_pieces()]
        given = reply(complaint=complaint, text=form.cleaned_data["text"], pieces=pieces)
    except FileRefused as refused:
        form.add_error("evidence", refused.reason)
        return _page(request, complaint, status=422, reply=form)
    except (Refusal, ClassifiedText) as refused:
        form.add_error("text", refused.reason)
        return _page(request, complaint, status=409, reply=form)
    messages.success(request, f"已经收到，补充证据的回执核验码是 {given.code}" if given else "已经发给办理的人")
    return redirect("enforcement:follow")


@open_to_public
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take it back."""
    return _act(request, "withdraw", WithdrawForm, withdraw_complaint, "已经撤回")


@open_to_public
@require_POST
def rate(request: HttpRequest) -> HttpResponse:
    """Say whether it helped."""
    return _act(request, "rate", SatisfactionForm, _rate, "谢谢你的评价，办案人员不能修改它")


@open_to_public
@never_cache
@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Say where the reward is paid to."""
    return _act(request, "claim", ClaimForm, claim_reward, "已经收到，账户加密保存，财务办理后在这里看得到")


def _rate(*, complaint: Complaint, solved: str, **values: Any) -> object:
    return tell_satisfaction(complaint=complaint, solved=Solved(solved), **values)


def _act(request: HttpRequest, name: str, kind: type[PageForm], call: Callable[..., object], done: str) -> HttpResponse:
    complaint = held_complaint(request)
    if complaint is None:
        return _gone(request)
    form = kind(request.POST)
    if not form.is_valid():
        return _page(request, complaint, status=422, **{name: form})
    try:
        call(complaint=complaint, **form.cleaned_data)
    except Refusal as refused:
        form.add_error(None, refused.reason)
        return _page(request, complaint, status=409, **{name: form})
    messages.success(request, done)
    return redirect("enforcement:follow")


@open_to_public
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Let go of the code: whoever uses this browser next finds nothing."""
    response = redirect("procedures:progress")
    let_go(response)
    messages.success(request, "已经退出；要再看，请重新输入查询码")
    return response


def _gone(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "时间过长，请重新输入查询码")
    return redirect("procedures:progress")
