"""Forms that change the register, one action each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.forms import PageForm
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check
from qingzhi.base.secrecy.rules import ClassifiedText

from .. import actions, forms
from ..access import own_subjects, visible_experts
from ..models import Expert


@desk("talent.register")
def register(request: PageRequest) -> HttpResponse:
    """A new expert."""
    form = forms.RegisterForm(request.POST or None, actor=request.actor)
    made: list[Expert] = []

    def enter() -> None:
        made.append(actions.register_expert(actor=request.actor, **form.asked()))

    if request.method == "POST" and form.is_valid() and _tried(form, enter):
        messages.success(request, f"已登记专家“{made[0].name}”，编号 {made[0].number}")
        return redirect("talent:expert", made[0].pk)
    context = {"title": "登记专家", "form": form, "submit": "登记", "cancel_url": reverse("talent:experts")}
    return render(request, "talent/form.html", context, status=409 if form.non_field_errors() else 200)


@desk("talent.register")
def change(request: PageRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    names = ("name", "title", "honours", "outside", "region", "place")
    initial = {**{name: getattr(found, name) for name in names}, "party": found.party_id or ""}
    form = forms.ChangeForm(request.POST or None, actor=request.actor, initial=initial)
    return _acted(
        request, found, form, lambda asked: actions.change_expert(actor=request.actor, expert=found, **asked),
        "更正", "已更正",
    )  # fmt: skip


@desk("talent.register")
def renew(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), forms.RenewForm(request.POST or None)
    return _acted(
        request, found, form, lambda asked: actions.renew_expert(actor=request.actor, expert=found, **asked),
        "续聘", "已续聘",
    )  # fmt: skip


@desk("talent.register")
def retire(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), forms.RetireForm(request.POST or None, initial={"on": clock.today()})
    return _acted(
        request, found, form, lambda asked: actions.retire_expert(actor=request.actor, expert=found, **asked),
        "退出专家库", "已登记退出", danger=True, warning="退出后不再抽取，记录只供查阅，不能撤回。",
    )  # fmt: skip


@desk("talent.register")
def employment(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), forms.EmploymentForm(request.POST or None, actor=request.actor)
    return _acted(
        request, found, form, lambda asked: actions.add_employment(actor=request.actor, expert=found, **asked),
        "登记任职", "已登记任职",
    )  # fmt: skip


@desk("talent.register")
def leave(request: PageRequest, pk: int, row: int) -> HttpResponse:
    found, form = _found(request, pk), forms.EndForm(request.POST or None, initial={"on": clock.today()})
    post = get_object_or_404(found.employments.select_related("expert"), pk=row)
    return _acted(
        request, found, form, lambda asked: actions.end_employment(actor=request.actor, employment=post, **asked),
        f"终止任职：{post.employer}", "已登记终止",
    )  # fmt: skip


@desk("talent.register")
def field(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), forms.FieldForm(request.POST or None)
    return _acted(
        request, found, form, lambda asked: actions.add_field(actor=request.actor, expert=found, **asked),
        "登记专业", "已登记专业领域",
    )  # fmt: skip


@signed_in
def relation(request: PageRequest, pk: int) -> HttpResponse:
    """A tie: the expert's own word, or the office's with its source."""
    found = _found(request, pk)
    own = found.subject_id in own_subjects(request.actor) and bool(check(request.actor, "talent.declare"))
    if not own and not check(request.actor, "talent.register"):
        raise Http404
    form = forms.RelationForm(request.POST or None, actor=request.actor, own=own)
    return _acted(
        request, found, form, lambda asked: actions.declare_relation(actor=request.actor, expert=found, **asked),
        "申报利益关系", "已登记，评审时自动比对回避",
    )  # fmt: skip


@signed_in
def untie(request: PageRequest, pk: int, row: int) -> HttpResponse:
    found, form = _found(request, pk), forms.EndForm(request.POST or None, initial={"on": clock.today()})
    own = found.subject_id in own_subjects(request.actor) and bool(check(request.actor, "talent.declare"))
    if not own and not check(request.actor, "talent.register"):
        raise Http404
    tie = get_object_or_404(found.relations.select_related("expert"), pk=row)
    return _acted(
        request, found, form, lambda asked: actions.end_relation(actor=request.actor, relation=tie, reason="登记终止", **asked),
        f"终止关系：{tie}", "已登记终止",
    )  # fmt: skip


@desk("talent.register")
def engagement(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), forms.EngagementForm(request.POST or None)
    return _acted(
        request, found, form, lambda asked: actions.add_engagement(actor=request.actor, expert=found, **asked),
        "登记聘用活动", "已登记",
    )  # fmt: skip


@desk("talent.register")
def policy(request: PageRequest, pk: int) -> HttpResponse:
    found, form = _found(request, pk), forms.PolicyForm(request.POST or None)
    return _acted(
        request, found, form, lambda asked: actions.add_policy(actor=request.actor, expert=found, **asked),
        "登记享受政策", "已登记",
    )  # fmt: skip


def _acted(
    request: PageRequest, found: Expert, form: PageForm, do: Callable[[dict[str, Any]], object], title: str, success: str,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """A page with a form about an expert; what was done leads back to the record."""
    back = reverse("talent:expert", args=[found.pk])
    if request.method == "POST" and form.is_valid() and _tried(form, lambda: do(form.cleaned_data)):
        messages.success(request, success)
        return redirect(back)
    values = {"title": title, "expert": found, "form": form, "submit": "保存", "cancel_url": back, **context}
    return render(request, "talent/form.html", values, status=409 if form.non_field_errors() else 200)


def _tried(form: PageForm, do: Callable[[], object]) -> bool:
    """Do it; a refusal is put on the form, at its field where it names one."""
    try:
        do()
    except (Refusal, ClassifiedText) as refused:
        name = getattr(refused, "field", "") or ""
        form.add_error(name if name in form.fields else None, refused.reason)
        return False
    return True


def _found(request: PageRequest, pk: int) -> Expert:
    return get_object_or_404(visible_experts(request.actor).select_related("region", "party"), pk=pk)
