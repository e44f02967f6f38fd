"""Leads of a campaign 「线索」 and the cases that it counts."""

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, PermitRefused, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.limits.queries import due, explain
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind

from ..access.campaigns import takes_part
from ..access.cases import visible_proceedings
from ..events.campaigns import CaseLinked, LeadSettled
from ..models import Campaign, CampaignCase, CampaignLead
from ..refusals import ValueNotValid
from ..refusals.campaigns import LeadSettledAlready, NotInCampaign
from ..terms.campaigns import LeadSource, LeadState
from ..terms.penalty import Offence, Source
from .campaigns import locked_campaign
from .opening import open_penalty

LOOK = work_kind("enforcement.campaign_lead", "核查专项行动线索", verb="核查", icon="search").code
LIMIT = "enforcement.campaign.lead"
SOURCES = {
    LeadSource.INSPECTION: Source.INSPECTION, LeadSource.MONITORING: Source.MONITORING, LeadSource.COMPLAINT: Source.COMPLAINT,
    LeadSource.PARTNER: Source.SENT_ON,
}  # fmt: skip


@transaction.atomic
def enter_lead(
    *,
    actor: Actor,
    campaign: Campaign,
    source: LeadSource,
    accused: str,
    text: str,
    region_code: str,
    body: Body,
    place: str = "",
) -> CampaignLead:
    """Enter a lead and say which body looks into it, within the days of a dated row. The same words twice are one lead."""
    found = locked_campaign(campaign)
    _require_part(actor, found)
    refuse_classified(accused, place, text)
    for name, value, said in (
        ("accused", accused, "请填写涉嫌的人或单位，不明的写“不明”"),
        ("text", text, "请填写线索内容"),
    ):
        if not value.strip():
            raise ValueNotValid(said, name)
    if body.pk != found.lead_id and not found.bodies.filter(pk=body.pk).exists():
        raise NotInCampaign(f"{body.name}没有参加这一专项行动", "body")
    known = found.leads.filter(accused=accused.strip()[:200], text=text.strip(), state=LeadState.OPEN.value).first()
    if known is not None:
        return known
    counted = due(LIMIT, clock.today(), region=body.region.code)
    made = CampaignLead.objects.create(
        campaign=found, source=source.value, accused=accused.strip()[:200], place=place.strip()[:300], region_code=region_code,
        text=text.strip(), body=body, entered_on=clock.today(), entered_by=actor.name[:100], due_on=counted.on,
    )  # fmt: skip
    record(actor, "enforcement.enter_lead", made, changes={"body": ("", body.name), "due_on": (None, counted.on)})
    open_item(
        actor=actor, kind=LOOK, title=f"核查线索：{made.accused}"[:200], body=body, subject=made, due_on=counted.on, lead_region=region_code,
        due_explained=explain(LIMIT, counted), url=reverse("enforcement:campaign_lead", args=[made.pk]),
    )  # fmt: skip
    return made


@transaction.atomic
def open_case_from_lead(*, actor: Actor, lead: CampaignLead, offence: Offence) -> Case:
    """Enter the lead as a clue of a penalty case 「转为案件」, which counts for the campaign from then on."""
    found = _locked(actor, lead)
    dossier = open_penalty(
        actor=actor, body=found.body, offence=offence, source=SOURCES[LeadSource(found.source)], party_name=found.accused,
        facts=found.text, place=found.place, region_code=found.region_code, clue_on=found.entered_on,
    )  # fmt: skip
    _count(actor, found.campaign, dossier.case)
    _settle(actor, found, LeadState.CASE, "", dossier.case)
    return dossier.case


@transaction.atomic
def join_case(*, actor: Actor, lead: CampaignLead, number: str) -> Case:
    """Note that a lead belongs to a case that there is already 「并入已有案件」; it counts for the campaign."""
    found = _locked(actor, lead)
    case = _case(actor, number)
    _count(actor, found.campaign, case)
    _settle(actor, found, LeadState.JOINED, "", case)
    return case


@transaction.atomic
def dismiss_lead(*, actor: Actor, lead: CampaignLead, reason: str) -> CampaignLead:
    """Dismiss a lead 「不予处理」, with the reason."""
    found = _locked(actor, lead)
    if len(reason.strip()) < 4:
        raise ValueNotValid("请写明不予处理的理由", "reason")
    refuse_classified(reason)
    return _settle(actor, found, LeadState.DISMISSED, reason, None)


@transaction.atomic
def link_case(*, actor: Actor, campaign: Campaign, number: str) -> CampaignCase:
    """Let a case count for a campaign 「列入专项行动」; twice changes nothing."""
    found = locked_campaign(campaign)
    _require_part(actor, found)
    return _count(actor, found, _case(actor, number))


@transaction.atomic
def unlink_case(*, actor: Actor, linked: CampaignCase, reason: str) -> None:
    """Take a case out that does not belong 「移出」; the trail keeps that it counted. One that a lead became stays."""
    found = CampaignCase.objects.select_for_update(of=("self",)).select_related("campaign", "case").get(pk=linked.pk)
    require(actor, "enforcement.campaign.manage", body_id=found.campaign.lead_id)
    if len(reason.strip()) < 4:
        raise ValueNotValid("请写明移出的理由", "reason")
    if found.campaign.leads.filter(case=found.case_id).exists():
        raise NotInCampaign("这一案件由专项行动的线索转来，不能移出", "reason")
    record(
        actor,
        "enforcement.unlink_campaign_case",
        found.campaign,
        changes={"case": (found.case.number, "")},
        reason=reason,
    )
    found.delete()


def _case(actor: Actor, number: str) -> Case:
    """A proceeding that the actor sees, by its number."""
    case = visible_proceedings(actor).filter(number=number.strip().upper()).first()
    if case is None:
        raise ValueNotValid("没有这个编号的案件，或者不属于您能看到的案件", "number")
    return case


def _count(actor: Actor, campaign: Campaign, case: Case) -> CampaignCase:
    made, created = CampaignCase.objects.get_or_create(
        campaign=campaign, case=case, defaults={"added_at": clock.now(), "added_by": actor.name[:100]}
    )
    if created:
        record(actor, "enforcement.link_campaign_case", campaign, changes={"case": ("", case.number)})
        publish(CaseLinked(campaign_id=campaign.pk, case_id=case.pk))
    return made


def _require_part(actor: Actor, campaign: Campaign) -> None:
    """Who takes part with the own body, or leads."""
    require(actor, "enforcement.campaign.take_part", body_id=actor.body_id)
    if not actor.is_system and not takes_part(actor, campaign):
        raise PermitRefused("您的单位没有参加这一专项行动", "enforcement.campaign.take_part")


def _locked(actor: Actor, lead: CampaignLead) -> CampaignLead:
    rows = CampaignLead.objects.select_for_update(of=("self",)).select_related("campaign", "body__region")
    found = rows.get(pk=lead.pk)
    require(actor, "enforcement.campaign.take_part", body_id=found.body_id)
    if found.state != LeadState.OPEN:
        raise LeadSettledAlready(f"{found.settled_by}已于{found.settled_on}处理：{found.get_state_display()}")
    return found


def _settle(actor: Actor, found: CampaignLead, state: LeadState, reason: str, case: Case | None) -> CampaignLead:
    changes = changed(
        found, state=state.value, reason=reason.strip()[:300], settled_on=clock.today(), settled_by=actor.name[:100]
    )
    found.case = case
    found.save()
    told = {**changes, "case": ("", case.number)} if case is not None else changes
    record(actor, "enforcement.settle_lead", found, changes=told, reason=reason)
    close_items(actor=actor, subject=found)
    publish(LeadSettled(lead_id=found.pk, state=state.value, case_id=case.pk if case is not None else 0))
    return found
