"""Lists of rounds, entries, candidates, conflicts, results, votes."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest

from .models import Entry, Finding, Result, Round, Vote
from .sources import conflicts
from .terms import RoundState, SheetState, VoteState

LIGHTS = {
    RoundState.PREPARING: "none", RoundState.COMMITTED: "unknown", RoundState.FROZEN: "unknown",
    RoundState.SCORING: "warn", RoundState.CLOSED: "done",
}  # fmt: skip
SHEET_LIGHTS = {
    SheetState.OPEN: "none", SheetState.DRAFT: "warn", SheetState.SUBMITTED: "done", SheetState.RECUSED: "none",
}  # fmt: skip


def round_state(round_: Round) -> State:
    state = RoundState(round_.state)
    return State(LIGHTS[state], state.label)


def sheet_state(state: str) -> State:
    return State(SHEET_LIGHTS[SheetState(state)], SheetState(state).label)


class RoundListing(Listing):
    """Rounds, the latest first."""

    name = "评审轮次"
    columns = [
        Column("state", "状态", kind="state", value=round_state, sort="state"),
        Column("scores_due_on", "评分截止", kind="deadline", state=round_state),
        Column(
            "title",
            "评审轮次",
            kind="link",
            url=lambda one: reverse("scoring:round", args=[one.pk]),
            sub="version.scheme.title",
        ),
        Column("entries_count", "项目", kind="number"),
        Column("body", "组织单位", value=lambda one: one.body.short_name, sort="body__name", drop=True),
        Column("opened_at", "建立时间", kind="date", drop=True),
    ]
    filters = [
        Search("q", "按名称查找", fields=["title", "code"]),
        Choice("state", "状态", options=RoundState.choices(), lookup="state"),
    ]
    default_order = "-opened_at"
    empty_title = "还没有评审轮次"
    empty_hint = "评奖、评选等事项进入评审时，在这里组织专家评分。"

    def __init__(self, request: PageRequest, rows: QuerySet[Round]):
        live = Count("entries", filter=Q(entries__withdrawn_reason=""))
        super().__init__(request, rows.select_related("version__scheme", "body").annotate(entries_count=live))


def _entry_state(entry: Any) -> State:
    if entry.withdrawn_reason:
        return State("none", "已退出", entry.withdrawn_reason)
    if entry.sheets_count and entry.done_count == entry.sheets_count:
        return State("done", "已评完")
    return State("warn", "评分中") if entry.sheets_count else State("none", "待评")


class EntryListing(Listing):
    """The entries of a round: how many scores are in, never what they are."""

    name = "参评项目"
    columns = [
        Column("state", "状态", kind="state", value=_entry_state, sort=False),
        Column("number", "编号", kind="number"),
        Column(
            "title", "项目", kind="link", url=lambda one: reverse("scoring:explained", args=[one.pk]), sub="blind_title"
        ),
        Column("group", "评审组", value=lambda one: one.group.title, sort="group__code"),
        Column(
            "done_count",
            "已提交评分",
            value=lambda one: f"{one.done_count}/{one.sheets_count}",
            sort="done_count",
            nowrap=True,
        ),
        Column("findings_count", "回避情形", kind="number"),
    ]
    default_order = "number"

    def __init__(self, request: PageRequest, round_: Round, rows: QuerySet[Entry]):
        live = ~Q(sheets__state=SheetState.RECUSED)
        rows = rows.select_related("group").annotate(
            sheets_count=Count("sheets", filter=live, distinct=True),
            done_count=Count("sheets", filter=Q(sheets__state=SheetState.SUBMITTED), distinct=True),
            findings_count=Count("findings", filter=Q(findings__lifted_reason=""), distinct=True),
        )
        super().__init__(request, rows)
        groups = [(one.code, one.title) for one in round_.groups.all()]
        self.filters = [
            Search("q", "按名称查找", fields=["title", "blind_title"]),
            Choice("group", "评审组", options=groups, lookup="group__code"),
        ]


class CandidateListing(Listing):
    """The frozen list."""

    name = "候选专家"
    columns = [
        Column("number", "候选号"),
        Column("name", "姓名"),
        Column("employer", "单位"),
        Column("groups", "可评组别", value=lambda one: one.groups or "全部"),
        Column("findings_count", "回避情形", kind="number"),
        Column("seats_count", "席位", kind="number"),
    ]
    filters = [Search("q", "按姓名或单位查找", fields=["name", "employer", "number"])]
    default_order = "number"
    empty_title = "候选名单尚未锁定"
    empty_hint = "公布种子摘要后锁定名单，系统同时进行回避筛查。"


def _finding_state(one: Finding) -> State:
    if one.lifted_reason:
        return State("none", "已排除", one.lifted_reason)
    return State("late", "须回避") if one.certain else State("warn", "疑似", "仅名称相符，按回避处理，可核实后排除")


class FindingListing(Listing):
    """Conflicts of interest, each with its record."""

    name = "回避情形"
    columns = [
        Column("state", "状态", kind="state", value=_finding_state, sort="certain"),
        Column("candidate", "专家", value=lambda one: str(one.candidate), sort="candidate__number"),
        Column(
            "entry",
            "项目",
            value=lambda one: one.entry.title if one.entry else "本轮次全部项目",
            sort="entry__number",
            sub=lambda one: one.entry.group.title if one.entry else "",
        ),
        Column("code", "情形", value=lambda one: title_of(one.code)),
        Column("reason", "理由", sort=False),
        Column("source_text", "来源", kind="link", url=lambda one: one.source_url, sort=False),
        Column("lift", "办理", kind="html", template="scoring/_lift.html", sort=False, export=lambda one: ""),
    ]
    default_order = ("entry__number", "candidate__number")
    empty_title = "没有发现回避情形"
    empty_hint = "各登记簿中没有查到专家与参评项目的关系；专家签署承诺时仍须自行申明。"

    def __init__(self, request: PageRequest, rows: QuerySet[Finding], *, may_lift: bool):
        super().__init__(request, rows.select_related("candidate", "entry__group"))
        if not may_lift:
            self.columns = [one for one in self.columns if one.name != "lift"]
        self.filters = [
            Search("q", "按专家或项目查找", fields=["candidate__name", "entry__title"]),
            Choice("code", "情形", options=[(one.code, one.title) for one in conflicts.all()], lookup="code"),
            Flag("doubtful", "只看疑似", condition=Q(certain=False, lifted_reason="")),
        ]


def title_of(code: str) -> str:
    return {"declared": "本人申明或他人反映", "field": "专业不符", "seated": "已有席位或已谢绝"}.get(
        code, conflicts.title(code)
    )


def _result_state(one: Result) -> State:
    if one.place is None:
        return State("none", "未排名", one.reason)
    return State("warn", "离散度超限", f"标准差 {one.spread}") if one.needs_review else State("done", "已排名")


class ResultListing(Listing):
    """Results, each opening to its explanation."""

    name = "评审结果"
    columns = [
        Column("state", "状态", kind="state", value=_result_state, sort="place"),
        Column("place", "名次", kind="number"),
        Column("entry", "项目", kind="link", value=lambda one: one.entry.title, url=lambda one: reverse("scoring:explained", args=[one.entry_id]),
               sort="entry__number", sub="reason"),
        Column("group", "评审组", value=lambda one: one.entry.group.title, sort="entry__group__code"),
        Column("score", "得分", kind="number"),
        Column("mean", "专家均分", kind="number", drop=True),
        Column("bonus", "加分", kind="number", drop=True),
        Column("spread", "标准差", kind="number", drop=True),
        Column("count", "有效评分", kind="number", drop=True),
    ]  # fmt: skip
    default_order = ("entry__group__code", "place", "entry__number")
    empty_title = "还没有结果"
    empty_hint = "结束评分后，系统计算得分和名次。"

    def __init__(self, request: PageRequest, round_: Round, rows: QuerySet[Result]):
        super().__init__(request, rows)
        groups = [(one.code, one.title) for one in round_.groups.all()]
        self.filters = [
            Search("q", "按名称查找", fields=["entry__title"]),
            Choice("group", "评审组", options=groups, lookup="entry__group__code"),
        ]


def vote_state(vote: Vote) -> State:
    return State("done" if vote.state == VoteState.CLOSED else "warn", VoteState(vote.state).label)


class VoteListing(Listing):
    """Votes of panels."""

    name = "委员会表决"
    columns = [
        Column("state", "状态", kind="state", value=vote_state, sort="state"),
        Column("title", "表决", kind="link", url=lambda one: reverse("scoring:vote", args=[one.pk])),
        Column("members", "应到", kind="number"),
        Column("present", "实到", kind="number"),
        Column("opened_at", "开始时间", kind="date"),
    ]
    filters = [Search("q", "按名称查找", fields=["title"])]
    default_order = "-opened_at"
    empty_title = "还没有表决"
    empty_hint = "评审委员会对拟奖名单等事项投票时，在这里计票。"
