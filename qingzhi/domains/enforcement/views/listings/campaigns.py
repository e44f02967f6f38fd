"""Lists of campaigns, of what came of one, of typical cases."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import check
from qingzhi.domains.rights.queries.regions import region_names
from qingzhi.engine.procedures.access import visible_cases
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.queries.page import light_of
from qingzhi.engine.tasks.queries import warn_days

from ...models import Campaign
from ...queries.campaigns import narrowed_cases
from ...terms.campaigns import CampaignKind, LeadSource, LeadState, LinkedCases

LEAD_LIGHTS = {"open": "warn", "case": "done", "joined": "done", "dismissed": "none"}


def campaign_light(one: Any) -> State:
    """Whether a campaign runs today."""
    today = clock.today()
    if not one.is_open:
        return State("done", "已总结")
    if today < one.starts_on:
        return State("unknown", "未开始")
    return State("ok", "进行中") if today <= one.ends_on else State("warn", "已结束，待总结")


def lead_light(one: Any) -> State:
    """Whether a lead waits; past its day it is late."""
    if one.state == LeadState.OPEN and one.due_on and one.due_on < clock.today():
        return State("late", "待核查", f"应于 {one.due_on} 前核查")
    return State(LEAD_LIGHTS[one.state], one.get_state_display(), one.reason)


class CampaignListing(Listing):
    """Campaigns."""

    name = "专项行动"
    columns = [
        Column("light", "状态", kind="state", value=campaign_light, sort=False),
        Column("name", "名称", kind="link", url=lambda one: reverse("enforcement:campaign", args=[one.pk]), sub=lambda one: one.get_kind_display()),
        Column("lead", "牵头单位", value=lambda one: one.lead.short_name, sort="lead__position", drop=True),
        Column("starts_on", "开始", kind="date"),
        Column("ends_on", "结束", kind="date"),
        Column("leads", "线索", kind="number", value=lambda one: one.leads_count, sort="leads_count", url=lambda one: reverse("enforcement:campaign_leads", args=[one.pk])),
        Column("cases", "案件", kind="number", value=lambda one: one.cases_count, sort="cases_count", url=lambda one: reverse("enforcement:campaign_cases", args=[one.pk])),
    ]  # fmt: skip
    filters = [Search("q", "按名称查找", fields=["name"]), Choice("kind", "类别", options=CampaignKind.choices())]
    default_order = "-starts_on"
    empty_title = "没有专项行动"
    empty_hint = "发起后在这里看任务、线索、案件和成效。"


class LeadListing(Listing):
    """Leads of a campaign."""

    name = "专项行动线索"
    columns = [
        Column("light", "状态", kind="state", value=lead_light, sort="state"),
        Column("due_on", "核查期限", kind="deadline", state=lambda one: State("none" if one.state == LeadState.OPEN else "done")),
        Column("accused", "涉嫌的人或单位", kind="link", url=lambda one: reverse("enforcement:campaign_lead", args=[one.pk]), sub="place"),
        Column("source", "来源", value=lambda one: one.get_source_display(), drop=True),
        Column("body", "核查单位", value=lambda one: one.body.short_name, sort="body__position"),
        Column("case", "案件", value=lambda one: one.case.number if one.case else "", sort="case__number"),
        Column("entered_on", "登记", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按涉嫌的人或内容查找", fields=["accused", "text"]),
        Choice("state", "处理", options=LeadState.choices()),
        Choice("source", "来源", options=LeadSource.choices()),
    ]
    saved = [("全部", ""), *((label, f"state={code}") for code, label in LeadState.choices())]
    default_order = ("due_on", "-pk")
    empty_title = "还没有线索"
    empty_hint = "参加单位登记线索并指定核查单位，核查结果记在线索上。"


def _own_regions(listing: Listing) -> list[tuple[str, str]]:
    """The regions of the cases of a list."""
    codes = listing.all_rows.order_by("region_code").values_list("region_code", flat=True).distinct()
    names = region_names()
    return [(code, names.get(code, code)) for code in codes]


def _own_bodies(listing: Listing) -> list[tuple[str, str]]:
    """The bodies of the cases of a list."""
    rows = listing.all_rows.order_by("body__position", "body_id").values_list("body_id", "body__short_name").distinct()
    return [(str(pk), name) for pk, name in rows]


def _campaigns(listing: Listing) -> list[tuple[str, str]]:
    """The campaigns that typical cases were told in."""
    rows = listing.all_rows.filter(campaign__isnull=False).order_by("campaign__name")
    return [(str(pk), name) for pk, name in rows.values_list("campaign_id", "campaign__name").distinct()]


class CampaignCaseListing(Listing):
    """The cases that count for a campaign."""

    name = "专项行动案件"
    columns = [
        Column("light", "状态", kind="state", sort=False),
        Column("title", "案件", kind="link", value=lambda case: case.shown, url=lambda case: case.url, sub=lambda case: f"{case.number} {case.declared.title}", sort="title"),
        Column("state", "环节", value=lambda case: case.state_label, sort=False),
        Column("region", "地区", value=lambda case: case.region_name, sort="region_code"),
        Column("body", "承办单位", value=lambda case: case.body.short_name, sort="body__position"),
        Column("opened_at", "登记", kind="date", drop=True),
        Column("closed_at", "办结", kind="date", drop=True),
        Column("more", "操作", kind="html", template="enforcement/campaign_case_more.html", sort=False),
    ]  # fmt: skip
    filters = [
        Search("q", "按编号查找", fields=["number"]),
        Choice(
            "part",
            "范围",
            options=LinkedCases.choices(),
            narrowing=lambda rows, code: rows.filter(narrowed_cases(code)),
        ),
        Choice("region", "地区", options=_own_regions, lookup="region_code"),
        Choice("body", "承办单位", options=_own_bodies, lookup="body_id"),
    ]
    saved = [("全部", ""), *((label, f"part={code}") for code, label in LinkedCases.choices())]
    default_order = "-opened_at"
    empty_title = "没有案件"
    empty_hint = "线索转为案件，或把已有案件列入后，会列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[Case], campaign: Campaign):
        super().__init__(request, rows)
        self.campaign = campaign

    @property
    def may_unlink(self) -> bool:
        return bool(check(self.request.actor, "enforcement.campaign.manage", body_id=self.campaign.lead_id))

    @cached_property
    def shown_columns(self) -> list[Column]:
        """What can be done with a row is no matter for the Excel file, nor for who may not."""
        found = super().shown_columns
        return found if self.may_unlink and not self.given("export") else [one for one in found if one.name != "more"]

    def prepare(self, rows: list[Any]) -> list[Any]:
        keys, warn = [case.pk for case in rows], warn_days()
        own = set(visible_cases(self.request.actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        names = region_names()
        links = dict(self.campaign.cases.filter(case__in=keys).values_list("case", "pk")) if self.may_unlink else {}
        for case in rows:
            case.link_id = links.get(case.pk)
            seen = case.pk in own
            case.light, case.region_name = light_of(case, warn), names.get(case.region_code, case.region_code)
            case.url, case.shown = (
                (reverse("procedures:case", args=[case.pk]), case.title) if seen else ("", case.declared.title)
            )
        return rows


class CampaignDecisionListing(Listing):
    """The standing decisions on a campaign's cases, with the money that its figures sum up."""

    name = "专项行动决定"
    columns = [
        Column("kind", "种类", value=lambda one: one.get_kind_display()),
        Column("number", "文号", kind="link", url=lambda one: one.url, sub=lambda one: one.case.number),
        Column("violation", "违法行为", drop=True),
        Column("fine", "罚款（元）", kind="money"),
        Column("confiscated", "没收（元）", kind="money"),
        Column("decided_on", "决定日期", kind="date"),
        Column("effective_on", "生效日期", kind="date", drop=True),
    ]
    filters = [Search("q", "按文号查找", fields=["number"])]
    default_order = "-decided_on"
    empty_title = "还没有决定"
    empty_hint = "案件作出处罚决定、裁决后列在这里；撤销的不计。"

    def prepare(self, rows: list[Any]) -> list[Any]:
        keys = [one.case_id for one in rows]
        own = set(visible_cases(self.request.actor).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
        for one in rows:
            one.url = reverse("procedures:case", args=[one.case_id]) if one.case_id in own else ""
        return rows


class TypicalListing(Listing):
    """What everybody reads: typical cases, without parties."""

    name = "典型案例"
    columns = [
        Column("state", "状态", kind="state", value=lambda one: State("none", "已撤回") if one.publication.withdrawn_at else State("done", "公开中"), sort=False),
        Column("title", "标题", kind="link", url=lambda one: reverse("publication:page", args=[one.publication_id])),
        Column("campaign", "专项行动", value=lambda one: one.campaign.name if one.campaign else "", sort="campaign__name", drop=True),
        Column("body", "发布机关", value=lambda one: one.body.name, sort="body__name", drop=True),
        Column("published_on", "发布日期", kind="date"),
    ]  # fmt: skip
    filters = [
        Search("q", "按标题查找", fields=["title"]),
        Choice("campaign", "专项行动", options=_campaigns, lookup="campaign_id"),
    ]
    default_order = ("-published_on", "-pk")
    empty_title = "还没有典型案例"
    empty_hint = "从已经生效的决定中选取，隐去当事人后发布。"
