"""The tables of lists of enterprises."""

from typing import Any, cast

from django.db.models import Q
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.regions.queries import prefectures

from ..models import CohortMember, CohortRoll, OutreachCall
from ..terms.cohorts import FilingSide, MemberSource, OutreachOutcome, RollState

STATES = {RollState.OPEN: "warn", RollState.FROZEN: "ok"}


def roll_state(roll: CohortRoll) -> State:
    """Where a roll stands."""
    state = RollState(roll.state)
    return State(STATES[state], state.label)


def places(listing: Listing) -> list[tuple[str, str]]:
    """The prefectures to choose from."""
    return [(one.code[:4], one.short_name) for one in prefectures()]


class RollListing(Listing):
    """The rolls of all years."""

    name = "年度名单"
    columns = [
        Column("state", "名单", kind="state", value=roll_state, width=8),
        Column("title", "年度名单", kind="link", url=lambda one: reverse("cultivation:roll", args=[one.pk]), value=str,
               sub=lambda one: f"{one.drawn_by}编制，依据：{one.basis}", sort=False),
        Column("members", "企业", kind="number", value=lambda one: one.standing.members, sort=False),
        Column("this", "当年申请", kind="number", value=lambda one: one.standing.this, sort=False, drop=True),
        Column("before", "上年同期", kind="number", value=lambda one: one.standing.before, sort=False, drop=True),
        Column("judged", "考核结果", kind="html", template="cultivation/cells/judged.html", value=lambda one: one.judged,
               export=lambda one: one.judged.text if one.judged else ""),
        Column("zero", "零申请", kind="number", value=lambda one: one.standing.zero if one.judged else "", sort=False),
        Column("counted_on", "计数截至", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Choice("cohort", "名单", options=lambda listing: cast(RollListing, listing).cohorts, lookup="cohort__code"),
        Choice("state", "状态", options=RollState.choices()),
    ]
    default_order = ("-year", "cohort_id")
    empty_title = "还没有编制名单"
    empty_hint = "按年度编制小巨人、高新技术企业和科技型企业名单，冻结以后计申请增长和覆盖。"
    cohorts: list[tuple[str, str]] = []


class MemberListing(Listing):
    """The enterprises of a roll."""

    name = "名单企业"
    columns = [
        Column("state", "申请", kind="state", value=lambda one: filing_state(one), width=8),
        Column("name", "企业", kind="link", url=lambda one: reverse("cultivation:member", args=[one.pk]), sub="credit_code"),
        Column("region", "地区", value=lambda one: one.place, sort="region_code", drop=True),
        Column("filings", "当年申请", kind="number"),
        Column("filings_before", "上年同期", kind="number", drop=True),
        Column("first_filed_on", "首件申请日", kind="date", drop=True),
        Column("call", "走访", value=lambda one: one.called, sort=False, drop=True),
        Column("source", "来源", value=lambda one: MemberSource(one.source).label, sub="basis", sort="source", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按企业名称或信用代码查找", fields=["name", "credit_code"]),
        Choice(
            "place",
            "市州",
            options=lambda listing: cast(MemberListing, listing).places,
            narrowing=lambda rows, code: rows.filter(region_code__startswith=code),
        ),
        Flag("zero", "只看零申请", condition=Q(covered_from=None)),
    ]
    default_order = ("region_code", "name", "id")
    empty_title = "没有符合条件的企业"
    empty_hint = "换一个条件再查；名单编制中时可以导入或加入企业。"
    names: dict[str, str] = {}
    places: list[tuple[str, str]] = []

    def prepare(self, rows: list[Any]) -> list[Any]:
        for one in rows:
            one.place = self.names.get(one.region_code, one.region_code)
            last = max(one.calls.all(), key=lambda call: call.pk, default=None)
            one.called = call_label(last) if last else ""
        return rows


class ApplicationListing(Listing):
    """The applications that a roll's comparison counts."""

    name = "名单企业的专利申请"
    columns = [
        Column("right", "专利", kind="link", url=lambda one: reverse("rights:right", args=[one.right_id]),
               value=lambda one: str(one.right), sort="right__title"),
        Column("member", "企业", value=lambda one: one.member.name, sort="member__name"),
        Column("applied_on", "申请日", kind="date"),
        Column("side", "计入", value=lambda one: FilingSide(one.side).label, sort="side", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按企业或专利查找", fields=["member__name", "right__title", "right__number"]),
        Choice("side", "计入", options=FilingSide.choices()),
        Choice("place", "市州", options=places, narrowing=lambda rows, code: rows.filter(region_code__startswith=code)),
    ]
    default_order = ("-applied_on", "id")
    empty_title = "没有符合条件的申请"
    empty_hint = "名单冻结以后按专利登记簿计数。"


class CallListing(Listing):
    """Calls on enterprises without an application."""

    name = "零申请企业走访"
    columns = [
        Column("state", "走访", kind="state", value=lambda one: call_state(one), width=9),
        Column("member", "企业", kind="link", url=lambda one: reverse("cultivation:answer_outreach", args=[one.pk]),
               value=lambda one: one.member.name, sub=lambda one: str(one.member.roll), sort="member__name"),
        Column("body", "承办单位", value=lambda one: one.body.short_name, sort="body__name", drop=True),
        Column("due_on", "期限", kind="date"),
        Column("note", "走访情况", drop=True),
        Column("answered_by", "答复人", sub=lambda one: f"{one.answered_at:%Y-%m-%d}" if one.answered_at else "", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按企业名称查找", fields=["member__name"]),
        Choice("state", "状态", options=[("open", "待走访"), ("answered", "已答复")],
               narrowing=lambda rows, code: rows.filter(answered_at__isnull=code == "open")),
        Choice("outcome", "走访结果", options=OutreachOutcome.choices()),
        Choice("roll", "名单", options=lambda listing: cast(CallListing, listing).rolls, lookup="member__roll"),
    ]  # fmt: skip
    default_order = ("due_on", "id")
    empty_title = "没有要走访的企业"
    empty_hint = "规划处冻结名单并交办以后，没有专利申请的企业列在这里。"
    rolls: list[tuple[str, str]] = []


def filing_state(member: CohortMember) -> State:
    """Whether an enterprise has applied."""
    if member.valid_from is None:
        return State("none", "待冻结")
    return State("ok", "有申请") if member.covered_from else State("late", "零申请", "登记簿中没有它的专利申请")


def call_label(call: OutreachCall) -> str:
    return OutreachOutcome(call.outcome).label if call.outcome else "待走访"


def call_state(call: OutreachCall) -> State:
    """Where a call stands."""
    if call.answered_at:
        return State("done", call_label(call))
    return State("late", "逾期未走访") if call.due_on < clock.today() else State("warn", "待走访")
