"""The inbox 「待办」, passing items on, deputies."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Entry
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Refusal, check

from .. import queries
from ..access import visible_items
from ..actions import delegate, end_delegation, hand_over, take, take_many
from ..forms import DelegationForm, HandOverForm
from ..listings import InboxListing, acts_for_self, owner_name
from ..models import WorkItem, WorkItemPassage


@desk("tasks.view")
def inbox(request: PageRequest) -> HttpResponse:
    listing = InboxListing(request, queries.inbox(request.actor))
    context = {"may_handle": check(request.actor, "tasks.handle"), "acts_for_self": acts_for_self(request.actor)}
    return listing.respond("tasks/inbox.html", context)


@desk("tasks.view")
def item(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    found.warn_days = queries.warn_days()  # type: ignore[attr-defined]  # read by `state`
    context = {
        "item": found,
        "facts": _facts(found),
        "entries": [_entry(passage) for passage in queries.passages_of(found)],
        "audit": entries_of(found),
        "may_take": _may_take(request, found),
        "may_hand_over": found.is_open and not acts_for_self(request.actor),
    }
    return render(request, "tasks/item.html", context)


@desk("tasks.handle")
@require_POST
def take_one(request: PageRequest, pk: int) -> HttpResponse:
    found = take(actor=request.actor, item=_visible(request, pk))
    messages.success(request, f"已认领“{found.title}”")
    return redirect("tasks:item", pk=found.pk)


@desk("tasks.handle")
@require_POST
def take_picked(request: PageRequest) -> HttpResponse:
    """Take the items that were ticked."""
    picked = [int(pk) for pk in request.POST.getlist("item") if pk.isdecimal() and len(pk) < 18][:200]
    if not picked:
        messages.warning(request, "没有勾选要认领的待办")
        return redirect("tasks:inbox")
    items = visible_items(request.actor).filter(pk__in=picked, closed_at=None)
    count = take_many(actor=request.actor, items=items)
    messages.success(request, f"已认领 {count} 项")
    return redirect(f"{reverse('tasks:inbox')}?tab=mine")


@desk("tasks.handle")
def hand_over_page(request: PageRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    may_transfer = bool(
        found.body_id
        and check(request.actor, "tasks.transfer", body_id=found.body_id, region_code=found.lead_region or None)
    )
    form = HandOverForm(request.POST or None, item=found, may_transfer=may_transfer)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            hand_over(actor=request.actor, item=found, **form.cleaned_data)
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"已移交“{found.title}”")
            return redirect("tasks:inbox")
    context = {"item": found, "form": form, "refusal": refusal, "facts": _facts(found)}
    return render(request, "tasks/hand_over.html", context, status=409 if refusal else 200)


@desk("tasks.handle")
def delegations(request: PageRequest) -> HttpResponse:
    """My deputies, and those for whom I deputise."""
    body = get_object_or_404(Body, pk=request.actor.body_id)
    form = DelegationForm(request.POST or None, body=body, subject_id=request.actor.subject_id)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            delegate(
                actor=request.actor, deputy=asked["deputy"], reason=asked["reason"],
                valid_from=asked["valid_from"], valid_to=asked["last_day"] + timedelta(days=1),
            )  # fmt: skip
        except Refusal as refused:
            refusal = refused.reason
        else:
            messages.success(request, f"已委托{asked['deputy'].name}代办")
            return redirect("tasks:delegations")
    context = {
        "form": form,
        "refusal": refusal,
        "rows": queries.delegations_of(request.actor),
        "today": clock.today(),
    }
    return render(request, "tasks/delegations.html", context, status=409 if refusal else 200)


@desk("tasks.handle")
@require_POST
def end_one(request: PageRequest, pk: int) -> HttpResponse:
    mine = queries.delegations_of(request.actor).filter(person__subject=request.actor.subject_id)
    end_delegation(actor=request.actor, delegation=get_object_or_404(mine, pk=pk))
    messages.success(request, "委托已结束")
    return redirect("tasks:delegations")


def _visible(request: PageRequest, pk: int) -> WorkItem:
    found = visible_items(request.actor).select_related("body__region", "owner", "holder").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _may_take(request: PageRequest, item: WorkItem) -> bool:
    return item.is_open and item.is_held_by(request.actor) and _is_not_owner(request, item)


def _is_not_owner(request: PageRequest, item: WorkItem) -> bool:
    return not acts_for_self(request.actor) and (
        item.owner is None or item.owner.subject_id != request.actor.subject_id
    )


def _facts(item: WorkItem) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        ("事项类别", item.kind_title),
        ("责任单位" if item.body_id else "办理主体", item.holder_name),
        ("承办人", owner_name(item)),
        ("紧急程度", item.get_priority_display()),
        ("交办时间", f"{item.opened_at.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M}"),
        ("期限", item.due_on or "未定期限"),
    ]
    return [*rows, ("办理结果", f"{item.closed_on} {item.outcome_label}")] if item.closed_at else rows


def _entry(passage: WorkItemPassage) -> Entry:
    def holder(body: Body | None, person: object) -> str:
        return " ".join(str(part) for part in (body and body.short_name, person) if part) or "待认领"

    what = f"{passage.get_cause_display()}：{holder(passage.from_body, passage.from_owner)} → {holder(passage.to_body, passage.to_owner)}"
    return Entry(passage.at.astimezone(clock.now().tzinfo), passage.by, what, note=passage.reason)
