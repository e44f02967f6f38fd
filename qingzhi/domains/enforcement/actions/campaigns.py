"""Campaigns 「专项行动」: opened for a period with bodies and tasks, summed up at its end."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.identity.models import Body
from qingzhi.base.permits import Actor, require
from qingzhi.base.secrecy.rules import refuse_classified
from qingzhi.engine.tasks.actions import close_items, open_item
from qingzhi.engine.tasks.kinds import work_kind
from qingzhi.engine.tasks.terms import Outcome

from ..events.campaigns import CampaignClosed, CampaignOpened
from ..models import Campaign, CampaignTask
from ..refusals import ValueNotValid
from ..refusals.campaigns import CampaignOver, NotInCampaign, OutsidePeriod, TaskDone
from ..terms.campaigns import CampaignKind, LeadState

TASK = work_kind("enforcement.campaign_task", "专项行动任务", verb="报告", icon="task").code


@transaction.atomic
def open_campaign(
    *, actor: Actor, lead: Body, kind: CampaignKind, name: str, aim: str, basis: str, starts_on: date, ends_on: date,
    bodies: Sequence[Body] = (),
) -> Campaign:  # fmt: skip
    """Open a campaign 「发起专项行动」; the same name of the same body once more gives the first."""
    require(actor, "enforcement.campaign.manage", body_id=lead.pk)
    refuse_classified(name, aim)
    for field, value, said in (("name", name, "名称"), ("aim", aim, "目标和重点"), ("basis", basis, "依据")):
        if not value.strip():
            raise ValueNotValid(f"请填写{said}", field)
    if ends_on < starts_on:
        raise ValueNotValid("结束日期不能早于开始日期", "ends_on")
    Body.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    known = Campaign.objects.filter(name=name.strip(), lead=lead).first()
    if known is not None:
        return known
    made = Campaign.objects.create(
        kind=kind.value,
        name=name.strip()[:120],
        aim=aim.strip(),
        basis=basis.strip()[:300],
        lead=lead,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    made.bodies.set([one for one in bodies if one.pk != lead.pk])
    record(
        actor,
        "enforcement.open_campaign",
        made,
        changes={"starts_on": (None, starts_on), "ends_on": (None, ends_on), "bodies": (0, made.bodies.count())},
    )
    publish(CampaignOpened(campaign_id=made.pk))
    return made


@transaction.atomic
def set_task(*, actor: Actor, campaign: Campaign, body: Body, title: str, due_on: date) -> CampaignTask:
    """Give a body of the campaign something to do 「布置任务」; twice changes nothing. Who is silent stands on the board of inaction."""
    found = locked_campaign(campaign)
    require(actor, "enforcement.campaign.manage", body_id=found.lead_id)
    refuse_classified(title)
    if not title.strip():
        raise ValueNotValid("请填写任务", "title")
    if body.pk != found.lead_id and not found.bodies.filter(pk=body.pk).exists():
        raise NotInCampaign(f"{body.name}没有参加这一专项行动", "body")
    if not found.starts_on <= due_on <= found.ends_on:
        raise OutsidePeriod(f"期限须在专项行动期间（{found.starts_on}至{found.ends_on}）", "due_on")
    made, created = CampaignTask.objects.get_or_create(
        campaign=found, body=body, title=title.strip()[:200], defaults={"due_on": due_on}
    )
    if created:
        record(
            actor, "enforcement.set_campaign_task", made, changes={"body": ("", body.name), "due_on": (None, due_on)}
        )
        open_item(
            actor=actor, kind=TASK, title=f"{found.name}：{made.title}"[:200], body=body, subject=made, due_on=due_on,
            due_explained=[f"专项行动布置的期限：{due_on}"], url=reverse("enforcement:campaign_task", args=[made.pk]),
        )  # fmt: skip
    return made


@transaction.atomic
def report_task(*, actor: Actor, task: CampaignTask, result: str) -> CampaignTask:
    """Report that it is done, and what came of it 「报告完成情况」."""
    found = CampaignTask.objects.select_for_update(of=("self",)).select_related("campaign", "body").get(pk=task.pk)
    require(actor, "enforcement.campaign.take_part", body_id=found.body_id)
    refuse_classified(result)
    if found.done_at is not None:
        raise TaskDone(f"{found.done_by}已于{found.done_at:%Y-%m-%d}报告完成")
    if not result.strip():
        raise ValueNotValid("请写明完成情况", "result")
    changes = changed(found, result=result.strip(), done_at=clock.now(), done_by=actor.name[:100])
    found.save()
    record(actor, "enforcement.report_campaign_task", found, changes=changes)
    close_items(actor=actor, subject=found)
    return found


@transaction.atomic
def close_campaign(*, actor: Actor, campaign: Campaign, summary: str) -> Campaign:
    """Sum a campaign up 「总结」, when no lead is open any more; its figures go on counting live."""
    found = locked_campaign(campaign)
    require(actor, "enforcement.campaign.manage", body_id=found.lead_id)
    refuse_classified(summary)
    if len(summary.strip()) < 10:
        raise ValueNotValid("请写明总结（至少十个字）", "summary")
    waiting = found.leads.filter(state=LeadState.OPEN.value).count()
    if waiting:
        raise CampaignOver(f"还有{waiting}条线索没有处理，处理完后才能总结")
    changes = changed(found, closed_at=clock.now(), summary=summary.strip())
    found.save(update_fields=["closed_at", "summary"])
    record(actor, "enforcement.close_campaign", found, changes=changes)
    for task in found.tasks.filter(done_at=None):
        close_items(actor=actor, subject=task, outcome=Outcome.CANCELLED, reason="专项行动已总结")
    publish(CampaignClosed(campaign_id=found.pk))
    return found


def locked_campaign(campaign: Campaign) -> Campaign:
    """The campaign, locked, that is not summed up yet."""
    found = Campaign.objects.select_for_update(of=("self",)).select_related("lead__region").get(pk=campaign.pk)
    if not found.is_open:
        raise CampaignOver(f"“{found.name}”已经总结")
    return found
