"""The lists of mediation."""

from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.engine.procedures.queries.page import light_of

from ..models import Listed
from ..terms import Channel, Field


class Mediations(Listing):
    """Mediated disputes."""

    name = "纠纷调解"
    columns = [
        Column("light", "状态", kind="state", value=lambda one: light_of(one.case), sort=False),
        Column("due", "期限", kind="deadline", value=lambda one: one.case.due_on, state=lambda one: light_of(one.case),
               sort="case__due_on"),
        Column("title", "争议", kind="link", value=str, url=lambda one: reverse("procedures:case", args=[one.case_id]),
               sub=lambda one: f"{one.case.number} {one.get_channel_display()}", sort=False),
        Column("state", "环节", value=lambda one: one.case.state_label, sort="case__state"),
        Column("mediator", "调解员", value=lambda one: one.mediator.name if one.mediator else "—", sort="mediator__name", drop=True),
        Column("effective_on", "协议生效", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按当事人或编号查找", fields=["claimant", "respondent", "case__number", "court_number"]),
        Choice("channel", "来源", options=Channel.choices(), lookup="channel"),
        Choice("field", "权利类型", options=Field.choices(), lookup="field"),
        Choice("standing", "办理", options=(("open", "在办"), ("closed", "已办结")),
               narrowing=lambda rows, code: rows.filter(case__closed_at__isnull=code == "open")),
    ]  # fmt: skip
    saved = [("在办", "standing=open"), ("已办结", "standing=closed"), ("全部", "")]
    default_order = "case__due_on"
    empty_title = "没有纠纷调解"
    empty_hint = "委托、委派和申请的调解列在这里。"


def standing_of(listed: Listed) -> State:
    """Whether somebody in a register may be chosen today."""
    if listed.retired_on:
        return State("done", "已注销", listed.retired_why)
    return State("ok", "有效") if listed.stands_on(clock.today()) else State("none", "不在有效期")


class Mediators(Listing):
    """The register of mediators, open to everybody."""

    name = "调解员名册"
    columns = [
        Column("standing", "状态", kind="state", value=standing_of, sort=False),
        Column("name", "调解员", kind="link", url=lambda one: reverse("mediation:mediator", args=[one.pk]), sub=lambda one: one.title),
        Column("organisation", "调解组织", value=lambda one: one.organisation.name, sub=lambda one: one.organisation.court_list,
               sort="organisation__name"),
        Column("fields", "专业领域", value=lambda one: one.fields_shown, sort=False),
        Column("valid_from", "聘期自", kind="date", drop=True),
        Column("valid_to", "聘期至", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按姓名或组织查找", fields=["name", "organisation__name"]),
        Choice(
            "field",
            "专业领域",
            options=Field.choices(),
            narrowing=lambda rows, code: rows.filter(fields__icontains=f'"{code}"'),
        ),
    ]
    default_order = "name"
    empty_title = "名册中还没有调解员"
    empty_hint = "登记的调解员会列在这里，供双方选择。"
