"""Lists of applications, payments and the ledger."""

from typing import Any

from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.domains.rights.terms import RightKind

from ...models import PaidClaim
from ...terms import Act, Level

LIGHTS = {"granted": "done", "refused": "none", "withdrawn": "none"}


def case_light(application: Any) -> State:
    """How far an application is; late where its deadline has passed."""
    case = application.case
    if not case.is_open:
        return State(LIGHTS.get(case.outcome, "done"), case.state_label)
    late = case.due_on is not None and case.due_on < clock.today()
    return State("late" if late else "ok", case.state_label)


class ApplicationListing(Listing):
    """The applications of a call."""

    name = "资助申报"
    columns = [
        Column("light", "状态", kind="state", value=case_light, sort="case__state"),
        Column("due", "期限", kind="deadline", value=lambda one: one.case.due_on, sort="case__due_on"),
        Column(
            "party_name",
            "申报单位",
            kind="link",
            url=lambda one: f"/cases/{one.case_id}/",
            sub=lambda one: one.case.number,
        ),
        Column("amount_computed", "核定（元）", kind="money"),
        Column("amount_granted", "决定（元）", kind="money", drop=True),
        Column("paid_on", "拨付日期", kind="date", drop=True),
    ]
    filters = [Search("q", "按单位或办件编号查找", fields=["party_name", "case__number"])]
    default_order = "-case__number"
    empty_title = "还没有申报"
    empty_hint = "通知发布后，申报单位提交的申报列在这里。"


class PaymentListing(Listing):
    """What is decided and waits for payment."""

    name = "待拨付资助"
    columns = [
        Column("light", "状态", kind="state", value=case_light, sort=False),
        Column("due", "期限", kind="deadline", value=lambda one: one.case.due_on, sort="case__due_on"),
        Column(
            "party_name",
            "收款单位",
            kind="link",
            url=lambda one: f"/cases/{one.case_id}/",
            sub=lambda one: one.case.number,
        ),
        Column("call", "通知", value=lambda one: one.call.title, sort="call__title", drop=True),
        Column("amount_granted", "应付（元）", kind="money"),
        Column("decision_number", "决定文号", drop=True),
        Column(
            "account_tail",
            "账号末四位",
            value=lambda one: f"…{one.account_tail}" if one.account_tail else "未填",
            drop=True,
        ),
    ]
    filters = [Search("q", "按单位、办件编号或文号查找", fields=["party_name", "case__number", "decision_number"])]
    default_order = "case__due_on"
    bulk = [("pay", "登记拨付")]
    empty_title = "没有待拨付的资助"
    empty_hint = "决定资助后列在这里；资金批次付出后自动登记。"


class PaidListing(Listing):
    """The ledger of what was paid for which act of which right."""

    name = "已资助权利台账"
    columns = [
        Column("light", "状态", kind="state", value=lambda one: paid_light(one), sort=False),
        Column(
            "number_shown",
            "权利",
            kind="link",
            url=lambda one: right_url(one),
            sub=lambda one: RightKind(one.kind).label,
        ),
        Column("act", "事项", value=lambda one: f"{one.get_act_display()} {one.part}".strip()),
        Column("holder_name", "受资助单位"),
        Column("body_name", "资助单位", sub=lambda one: one.get_level_display(), drop=True),
        Column("amount", "金额（元）", kind="money"),
        Column("year", "年度", value=lambda one: str(one.year), drop=True),
        Column("reference", "依据", kind="link", url=lambda one: case_url(one), sort=False, drop=True),
    ]
    filters = [
        Search("q", "按权利号或单位查找", fields=["number", "number_shown", "holder_name", "body_name"]),
        Choice("kind", "种类", options=RightKind.choices(), lookup="kind"),
        Choice("act", "事项", options=Act.choices(), lookup="act"),
        Choice("level", "级别", options=Level.choices(), lookup="level"),
        Choice("doubled", "重复", options=[("1", "只看重复资助")], narrowing=lambda rows, _: rows.filter(doubled=True)),
    ]
    default_order = "-pk"
    count_limit = 10_000
    empty_title = "台账还是空的"
    empty_hint = "决定资助时自动登记；以前的资助用“导入历史资助”导入。"


def paid_light(paid: PaidClaim) -> State:
    """How a row of the ledger stands."""
    if paid.released_at is not None:
        return State("none", "已撤销", paid.release_reason)
    if paid.doubled:
        return State("late", "重复资助", "同一权利同一事项另有一笔资助")
    if paid.recovered and paid.recovered >= (paid.amount or 0):
        return State("done", "已追回")
    return State("ok", "已资助") if paid.paid_on else State("warn", "已决定待付" if paid.claim_id else "拨付日期不详")


def right_url(paid: PaidClaim) -> str:
    """The right's page, where the register has it."""
    return reverse("rights:right", args=[paid.right_id]) if paid.right_id else ""


def case_url(paid: PaidClaim) -> str:
    """The case that paid, where it was one of ours; else the batch that brought the row."""
    if paid.claim_id and paid.claim is not None:
        return f"/cases/{paid.claim.application.case_id}/"
    return f"/imports/{paid.batch_id}/" if paid.batch_id else ""
