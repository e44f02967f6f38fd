"""The trade-secret checklist on the desk: fillings, a new one, one with its gaps, fit to print."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from qingzhi.base.pages.access import desk, signed_in
from qingzhi.base.pages.acting import tried
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access import visible_secrets_reviews
from ...actions.secrets_checklist import review_secrets
from ...forms.deposits import SecretsForm
from ...queries.secrets_checklist import gaps_of, items_in_force, stages_of, with_gaps
from ...terms import Situation

MAKE = "rights.deposit.make"


def review_state(row) -> State:
    if row.gap_count:
        return State("warn", f"缺 {row.gap_count} 项")
    return State("ok", "已做到")


class ReviewListing(Listing):
    name = "商业秘密自查"
    columns = [
        Column("state", "状态", kind="state", value=review_state, sort="gap_count"),
        Column("party_name", "单位", kind="link", url=lambda row: reverse("rights:secrets_review", args=[row.pk])),
        Column("situation", "情形", value=lambda row: row.get_situation_display(), sort="situation"),
        Column("occasion", "事由", drop=True),
        Column("item_count", "自查项数", kind="number", drop=True),
        Column("made_on", "自查日期", kind="date"),
    ]
    filters = [
        Search("q", "按单位或事由查找", fields=["party_name", "occasion"]),
        Choice("situation", "情形", options=Situation.choices()),
        Flag("gaps", "只看有缺项的", condition=Q(gap_count__gt=0)),
    ]
    default_order = ("-made_on",)
    empty_title = "还没有自查"
    empty_hint = "人员流动和技术合作前后，逐项自查商业秘密的保护措施。"


@signed_in
def reviews(request: PageRequest) -> HttpResponse:
    rows = with_gaps(visible_secrets_reviews(request.actor))
    context = {"situations": Situation.choices(), "may_make": check(request.actor, MAKE)}
    return ReviewListing(request, rows).respond("rights/deposit_secrets.html", context)


@desk(MAKE)
def new_review(request: PageRequest, situation: str) -> HttpResponse:
    """Fill the checklist for one situation."""
    found = next((one for one in Situation if one == situation), None)
    items = items_in_force(found) if found else []
    form = SecretsForm(request.POST or None, items=items, initial={"party_name": request.actor.body_name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = tried(form, lambda: review_secrets(
            actor=request.actor, situation=situation, party_name=given["party_name"], occasion=given["occasion"],
            answers=form.answers,
        ))  # fmt: skip
        if done is not None:
            messages.success(request, "自查已保存")
            return redirect("rights:secrets_review", pk=done.pk)
    pairs = [(item, form[f"answer_{item.pk}"], form[f"note_{item.pk}"]) for item in items]
    context = {"form": form, "situation": found, "pairs": pairs}
    return render(request, "rights/deposit_secrets_form.html", context, status=200 if found else 404)


@signed_in
def review(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(visible_secrets_reviews(request.actor).select_related("body"), pk=pk)
    context = {"review": found, "stages": stages_of(found), "gaps": gaps_of(found)}
    return render(request, "rights/deposit_secrets_review.html", context)
