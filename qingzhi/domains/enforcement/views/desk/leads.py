"""Leads of a campaign, and the cases that it counts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.base.regions.models import Region
from qingzhi.engine.procedures.access import visible_cases

from ...access.campaigns import visible_campaigns
from ...actions import leads as actions
from ...forms.campaigns import LeadCaseForm, LeadForm, NumberForm
from ...forms.flags import ReasonForm
from ...models import CampaignCase, CampaignLead
from ...terms.campaigns import LeadSource, LeadState
from ...terms.penalty import Offence
from ..listings.campaigns import lead_light
from .campaigns import found_campaign

FORM = "enforcement/form.html"


@desk("enforcement.campaign.take_part")
def new_lead(request: PageRequest, pk: int) -> HttpResponse:
    """Enter a lead."""
    campaign = found_campaign(request, pk)

    def do(form: LeadForm) -> CampaignLead:
        data = dict(form.cleaned_data)
        return actions.enter_lead(actor=request.actor, campaign=campaign, source=LeadSource(data.pop("source")), **data)

    return acted(
        request, template=FORM, title=f"登记线索：{campaign.name}", form=LeadForm(request.POST or None, campaign=campaign), do=do, submit="登记",
        to=lambda made: reverse("enforcement:campaign_lead", args=[made.pk]), success="已登记，核查单位的待办中已有", refused_status=422,
        cancel_url=reverse("enforcement:campaign", args=[campaign.pk]),
    )  # fmt: skip


@desk("enforcement.campaign.view")
def lead(request: PageRequest, pk: int) -> HttpResponse:
    """One lead, and what may be done with it."""
    found, actor = _found(request, pk), request.actor
    handles = found.state == LeadState.OPEN and bool(
        check(actor, "enforcement.campaign.take_part", body_id=found.body_id)
    )
    context = {
        "found": found, "state": lead_light(found), "region": Region.objects.filter(code=found.region_code).first(),
        "handles": handles, "opens": handles and bool(check(actor, "enforcement.case.handle", body_id=found.body_id)),
        "seen": found.case_id is not None and visible_cases(actor).filter(pk=found.case_id).exists(), "audit": entries_of(found),
    }  # fmt: skip
    return render(request, "enforcement/campaign_lead.html", context)


@desk("enforcement.case.handle")
def open_case(request: PageRequest, pk: int) -> HttpResponse:
    """The lead becomes a case."""
    found = _found(request, pk)
    return _settle(
        request, found, "转为案件", LeadCaseForm(request.POST or None), "已登记案件线索", "转为案件",
        lambda form: actions.open_case_from_lead(actor=request.actor, lead=found, offence=Offence(form.cleaned_data["offence"])),
        lambda case: reverse("procedures:case", args=[case.pk]),
    )  # fmt: skip


@desk("enforcement.case.handle")
def join_case(request: PageRequest, pk: int) -> HttpResponse:
    """The lead belongs to a case that there is."""
    found = _found(request, pk)
    return _settle(
        request, found, "并入已有案件", NumberForm(request.POST or None), "已并入", "并入",
        lambda form: actions.join_case(actor=request.actor, lead=found, number=form.cleaned_data["number"]),
    )  # fmt: skip


@desk("enforcement.campaign.take_part")
def dismiss(request: PageRequest, pk: int) -> HttpResponse:
    """The lead leads nowhere."""
    found = _found(request, pk)
    return _settle(
        request, found, "不予处理", ReasonForm(request.POST or None), "已记下理由", "不予处理",
        lambda form: actions.dismiss_lead(actor=request.actor, lead=found, reason=form.cleaned_data["reason"]),
    )  # fmt: skip


@desk("enforcement.campaign.take_part")
def link_case(request: PageRequest, pk: int) -> HttpResponse:
    """A case counts for the campaign."""
    campaign = found_campaign(request, pk)
    back = reverse("enforcement:campaign_cases", args=[campaign.pk])
    return acted(
        request, template=FORM, title=f"列入案件：{campaign.name}", form=NumberForm(request.POST or None), to=back, cancel_url=back, submit="列入",
        do=lambda form: actions.link_case(actor=request.actor, campaign=campaign, number=form.cleaned_data["number"]), success="已列入",
        refused_status=422,
    )  # fmt: skip


@desk("enforcement.campaign.manage")
def unlink_case(request: PageRequest, pk: int) -> HttpResponse:
    """A case that does not belong."""
    rows = CampaignCase.objects.select_related("campaign", "case").filter(campaign__in=visible_campaigns(request.actor))
    found = get_object_or_404(rows, pk=pk)
    back = reverse("enforcement:campaign_cases", args=[found.campaign_id])
    return acted(
        request, template=FORM, title=f"移出案件：{found.case.number}", form=ReasonForm(request.POST or None), to=back, cancel_url=back, submit="移出",
        do=lambda form: actions.unlink_case(actor=request.actor, linked=found, reason=form.cleaned_data["reason"]), success="已移出",
        refused_status=422,
    )  # fmt: skip


def _found(request: PageRequest, pk: int) -> CampaignLead:
    rows = CampaignLead.objects.select_related("campaign", "body", "case").filter(
        campaign__in=visible_campaigns(request.actor)
    )
    return get_object_or_404(rows, pk=pk)


def _settle(
    request: PageRequest, found: CampaignLead, title: str, form: Any, success: str, submit: str, do: Any, to: Any = None
) -> HttpResponse:
    back = reverse("enforcement:campaign_lead", args=[found.pk])
    return acted(
        request, template=FORM, title=f"{title}：{found.accused}", form=form, do=do, to=to or back, cancel_url=back, success=success,
        submit=submit, refused_status=422,
    )  # fmt: skip
