"""Campaigns: the list, one with its results, tasks and leads, the records behind its figures."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.identity.models import Body
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check

from ...access.campaigns import takes_part, visible_campaigns
from ...actions import campaigns as actions
from ...actions.typical import tell_typical_case
from ...forms.campaigns import CampaignForm, ResultForm, SummaryForm, TaskForm, TypicalForm
from ...models import Campaign, CampaignTask
from ...queries.campaigns import cases_of, decisions_of, leads_of, results_of, typical_of
from ...terms.campaigns import CampaignKind
from ..listings.campaigns import (
    CampaignCaseListing,
    CampaignDecisionListing,
    CampaignListing,
    LeadListing,
    campaign_light,
)
from ..listings.publicity import light as typical_light

FORM = "enforcement/form.html"


def found_campaign(request: PageRequest, pk: int) -> Campaign:
    """A campaign that the actor sees."""
    return get_object_or_404(visible_campaigns(request.actor), pk=pk)


@desk("enforcement.campaign.view")
def campaigns(request: PageRequest) -> HttpResponse:
    """Every campaign that the actor sees."""
    counts = {"leads_count": Count("leads", distinct=True), "cases_count": Count("cases", distinct=True)}
    return CampaignListing(request, visible_campaigns(request.actor).annotate(**counts)).respond(
        "enforcement/campaigns.html", {}
    )


@desk("enforcement.campaign.view")
def campaign(request: PageRequest, pk: int) -> HttpResponse:
    """One campaign: results, tasks, typical cases."""
    found, actor = found_campaign(request, pk), request.actor
    part = takes_part(actor, found) and "enforcement.campaign.take_part" in actor.grants
    manages = bool(check(actor, "enforcement.campaign.manage", body_id=found.lead_id))
    context = {
        "found": found, "state": campaign_light(found), "results": results_of(found), "bodies": list(found.bodies.all()),
        "tasks": list(found.tasks.select_related("body")), "today": clock.today(),
        "typical": [(one, typical_light(one)) for one in typical_of(found).select_related("decision", "publication")],
        "manages": manages and found.is_open, "enters": part and found.is_open,
        "tells": "enforcement.publicity.review" in actor.grants and takes_part(actor, found), "audit": entries_of(found),
    }  # fmt: skip
    return render(request, "enforcement/campaign.html", context)


@desk("enforcement.campaign.manage")
def new_campaign(request: PageRequest) -> HttpResponse:
    """Open a campaign."""
    lead = get_object_or_404(Body, pk=request.actor.body_id)

    def do(form: CampaignForm) -> Campaign:
        data = dict(form.cleaned_data)
        return actions.open_campaign(actor=request.actor, lead=lead, kind=CampaignKind(data.pop("kind")), **data)

    return acted(
        request, template=FORM, title="发起专项行动", form=CampaignForm(request.POST or None, lead=lead), do=do, success="已发起，请布置任务",
        to=lambda made: reverse("enforcement:campaign", args=[made.pk]), cancel_url=reverse("enforcement:campaigns"), submit="发起",
        refused_status=422,
    )  # fmt: skip


@desk("enforcement.campaign.manage")
def new_task(request: PageRequest, pk: int) -> HttpResponse:
    """Give a body something to do."""
    found = found_campaign(request, pk)
    return _on(
        request, found, "布置任务", TaskForm(request.POST or None, campaign=found), "已布置，责任单位的待办中已有", "布置",
        lambda form: actions.set_task(actor=request.actor, campaign=found, **form.cleaned_data),
    )  # fmt: skip


@desk("enforcement.campaign.manage")
def close_campaign(request: PageRequest, pk: int) -> HttpResponse:
    """Sum it up."""
    found = found_campaign(request, pk)
    return _on(
        request, found, "总结专项行动", SummaryForm(request.POST or None), "已总结", "总结",
        lambda form: actions.close_campaign(actor=request.actor, campaign=found, **form.cleaned_data),
    )  # fmt: skip


@desk("enforcement.campaign.take_part")
def task(request: PageRequest, pk: int) -> HttpResponse:
    """Report a task."""
    rows = CampaignTask.objects.select_related("campaign", "body").filter(campaign__in=visible_campaigns(request.actor))
    found = get_object_or_404(rows, pk=pk)
    return _on(
        request, found.campaign, f"报告完成情况：{found.title}", ResultForm(request.POST or None), "已报告", "报告完成",
        lambda form: actions.report_task(actor=request.actor, task=found, **form.cleaned_data),
    )  # fmt: skip


@desk("enforcement.publicity.review")
def new_typical(request: PageRequest, pk: int) -> HttpResponse:
    """Tell a typical case from one of its effective decisions."""
    found, body = found_campaign(request, pk), get_object_or_404(Body, pk=request.actor.body_id)
    form = TypicalForm(request.POST or None, campaign=found, body=body)
    return acted(
        request, template=FORM, title=f"拟写典型案例：{found.name}", form=form, success="已拟写，请通读核对遮盖后复核，由另一人发布", submit="拟写",
        do=lambda form: tell_typical_case(actor=request.actor, campaign=found, **form.cleaned_data), refused_status=422,
        to=lambda made: reverse("enforcement:public_draft", args=[made.pk]), cancel_url=reverse("enforcement:campaign", args=[found.pk]),
    )  # fmt: skip


@desk("enforcement.campaign.view")
def leads(request: PageRequest, pk: int) -> HttpResponse:
    """The leads behind the figures."""
    found = found_campaign(request, pk)
    return _behind(request, found, LeadListing(request, leads_of(found).select_related("body", "case")), "线索")


@desk("enforcement.campaign.view")
def cases(request: PageRequest, pk: int) -> HttpResponse:
    """The cases behind the figures."""
    found = found_campaign(request, pk)
    return _behind(
        request, found, CampaignCaseListing(request, cases_of(found).select_related("body", "owner"), found), "案件"
    )


@desk("enforcement.campaign.view")
def decisions(request: PageRequest, pk: int) -> HttpResponse:
    """The decisions behind the money."""
    found = found_campaign(request, pk)
    return _behind(request, found, CampaignDecisionListing(request, decisions_of(found).select_related("case")), "决定")


def _behind(request: PageRequest, found: Campaign, listing: Any, what: str) -> HttpResponse:
    part = takes_part(request.actor, found) and "enforcement.campaign.take_part" in request.actor.grants
    return listing.respond(
        "enforcement/campaign_rows.html", {"found": found, "what": what, "enters": part and found.is_open}
    )


def _on(
    request: PageRequest, found: Campaign, title: str, form: Any, success: str, submit: str, do: Any
) -> HttpResponse:
    back = reverse("enforcement:campaign", args=[found.pk])
    return acted(
        request, template=FORM, title=f"{title}：{found.name}", form=form, do=do, to=back, cancel_url=back, success=success, submit=submit,
        refused_status=422,
    )  # fmt: skip
