"""The lists of those who are evaluated."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.listing import Choice, Column, Listing
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.domains.parties.queries import party_called

from ...access.evaluation import visible_judged
from ...actions.evaluation_lists import drop_judged, list_judged
from ...forms.evaluation import PARTY_KINDS, DropJudgedForm, JudgedForm
from ...refusals import ValueNotValid
from ...terms.evaluation import EvaluationKind


class JudgedListing(Listing):
    """Who is on which list."""

    name = "评价对象名单"
    columns = [
        Column("party", "主体", kind="link", value=lambda one: one.party.name, sort="party__name",
               url=lambda one: reverse("parties:party", args=[one.party_id])),
        Column("kind", "名单", value=lambda one: EvaluationKind(one.kind).label),
        Column("valid_from", "列入", kind="date"),
        Column("valid_to", "移出", kind="date"),
        Column("source", "依据", drop=True),
        Column("drop", "办理", kind="link", value=lambda one: "" if one.valid_to else "移出", sort=False,
               url=lambda one: reverse("metrics:drop_judged", args=[one.pk])),
    ]  # fmt: skip
    filters = [Choice("kind", "名单", options=PARTY_KINDS, lookup="kind")]
    default_order = ("kind", "party__name")
    empty_title = "还没有登记名单"
    empty_hint = "没有登记名单的，高校和研发机构按主体登记簿的类型评价；国有企业须先登记名单。"


@desk("metrics.evaluation.prepare")
def lists(request: PageRequest) -> HttpResponseBase:
    """Every list."""
    listing = JudgedListing(request, visible_judged(request.actor))
    may_add = check(request.actor, "metrics.evaluation.prepare")
    return listing.respond("metrics/evaluation/judged.html", {"may_add": may_add})


@desk("metrics.evaluation.prepare")
def add(request: PageRequest) -> HttpResponse:
    """Put a party on a list."""
    return acted(
        request,
        template="metrics/evaluation/form.html",
        title="列入评价对象",
        form=JudgedForm(request.POST or None, initial={"valid_from": clock.today().isoformat()}),
        do=lambda form: list_judged(
            actor=request.actor,
            kind=form.cleaned_data["kind"],
            party=_named(form.cleaned_data["party"]),
            valid_from=form.cleaned_data["valid_from"],
            source=form.cleaned_data["source"],
        ),
        to=reverse("metrics:judged"),
        success="已列入评价对象名单",
        cancel_url=reverse("metrics:judged"),
        submit="列入",
    )


def _named(text: str) -> Any:
    found = party_called(text)
    if len(found) != 1:
        why = "登记簿中没有这个主体" if not found else "登记簿中有多个同名主体，请用统一社会信用代码"
        raise ValueNotValid(f"{why}：{text.strip()}", "party")
    return found[0]


@desk("metrics.evaluation.prepare")
def drop(request: PageRequest, judged_id: int) -> HttpResponse:
    """Take a party off a list."""
    found = get_object_or_404(visible_judged(request.actor), pk=judged_id)
    return acted(
        request,
        template="metrics/evaluation/form.html",
        title=f"移出评价对象：{found.party.name}",
        form=DropJudgedForm(request.POST or None, initial={"valid_to": clock.today().isoformat()}),
        do=lambda form: drop_judged(actor=request.actor, judged=found, **form.cleaned_data),
        to=reverse("metrics:judged"),
        success="已移出评价对象名单",
        cancel_url=reverse("metrics:judged"),
        submit="移出",
    )
