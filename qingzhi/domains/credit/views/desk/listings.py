"""Lists of archives, findings, penalties, readings."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search

from ...models import Archive, Entry, PenaltyNotice
from ...models import Listing as Finding
from ...terms import Conduct, ListingState, ListKind

ENTRY_LIGHTS = {"standing": "warn", "disputed": "unknown"}
FINDING_LIGHTS = {
    "proposed": "warn",
    "listed": "late",
    "not_listed": "none",
    "repaired": "done",
    "expired": "done",
    "revoked": "none",
}


def archive_light(archive: Any) -> State:
    """Whether a finding stands, something counts, or nothing does."""
    if archive.listed:
        return State("late", "失信")
    return State("warn", "有记录") if archive.standing else State("ok", "无有效记录")


def entry_light(entry: Entry) -> State:
    """How an entry stands; ended, with the reason."""
    return State(ENTRY_LIGHTS.get(entry.state, "none"), entry.get_state_display(), entry.ended_why)


def finding_light(finding: Finding) -> State:
    """How a finding stands."""
    return State(FINDING_LIGHTS[finding.state], ListingState(finding.state).label, finding.ended_why)


def penalty_light(notice: PenaltyNotice) -> State:
    """Out in time, out late, waiting, late, withdrawn, or kept back by the rules."""
    late = notice.is_late(clock.today())
    if notice.withdrawn_on is not None:
        return State("none", "已撤下", notice.withdrawn_why)
    if not notice.is_public:
        return State("none", "不公示", "按归档规则不公示")
    if notice.published_on is not None:
        return State("warn", "逾期公示") if late else State("done", "已公示")
    if late:
        return State("late", "逾期未公示")
    return State("ok", "待公示") if notice.decision.effective_on else State("none", "尚未生效")


class ArchiveListing(Listing):
    """The archives; what stands in one is read with a purpose."""

    name = "信用档案"
    columns = [
        Column("light", "状态", kind="state", value=archive_light, sort=False),
        Column("name", "主体", kind="link", url=lambda one: reverse("credit:archive", args=[one.pk]), sub=lambda one: one.number),
        Column("code", "统一社会信用代码", value=lambda one: one.party.credit_code if one.party else ("自然人" if one.is_person else "待核对主体"), sort=False, drop=True),
        Column("standing", "有效记录", kind="number", sort="standing"),
        Column("opened_on", "建档日期", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按名称或代码查找", fields=["name", "party__credit_code"]),
        Choice(
            "which", "范围", options=[("listed", "在失信认定期内"), ("unmatched", "待核对主体"), ("person", "自然人")],
            narrowing=lambda rows, value: _which(rows, value),
        ),
    ]  # fmt: skip
    default_order = "-pk"
    saved = (("全部", ""), ("在失信认定期内", "which=listed"), ("待核对主体", "which=unmatched"))
    count_limit = 10_000
    empty_title = "还没有信用档案"
    empty_hint = "生效的处罚、裁决自动归档；其他机关的生效结果由经办登记。"


def _which(rows: QuerySet[Archive], value: str) -> QuerySet[Archive]:
    narrowed = {"listed": Q(listed=True), "unmatched": Q(party=None, is_person=False), "person": Q(is_person=True)}
    return rows.filter(narrowed[value])


class FindingListing(Listing):
    """Findings and how far their cases are."""

    name = "失信认定"
    columns = [
        Column("light", "状态", kind="state", value=finding_light, sort="state"),
        Column("due", "期限", kind="deadline", value=lambda one: one.case.due_on, sort="case__due_on", state=lambda one: "done" if one.case.closed_at else ""),
        Column("name", "主体", kind="link", value=lambda one: one.archive.name, url=lambda one: f"/cases/{one.case_id}/", sub=lambda one: one.case.number, sort="archive__name"),
        Column("conduct", "失信行为", value=lambda one: one.get_conduct_display(), sub=lambda one: one.get_kind_display()),
        Column("step", "办理", value=lambda one: one.case.state_label, sort="case__state", drop=True),
        Column("since", "自", kind="date", drop=True),
        Column("until", "至", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按主体或文号查找", fields=["archive__name", "number", "case__number"]),
        Choice("state", "状态", options=ListingState.choices(), lookup="state"),
        Choice("kind", "名单", options=ListKind.choices(), lookup="kind"),
        Choice("conduct", "行为", options=Conduct.choices(), lookup="conduct"),
    ]
    default_order = "-pk"
    empty_title = "还没有失信认定"
    empty_hint = "从档案记录启动认定；规则建议的由系统启动。"


class PenaltyListing(Listing):
    """Penalties to publish, the late ones first."""

    name = "行政处罚双公示"
    columns = [
        Column("light", "状态", kind="state", value=penalty_light, sort=False),
        Column("due_on", "应公示", kind="deadline", value=lambda one: one.due_on, sort="due_on", state=lambda one: "done" if one.published_on or one.withdrawn_on or not one.is_public else ""),
        Column("number", "处罚决定书文号", kind="link", value=lambda one: one.decision.number, url=lambda one: reverse("credit:wording", args=[one.pk]), sub=lambda one: one.decision.get_kind_display(), sort="decision__number"),
        Column("party", "当事人", value=lambda one: one.decision.party_name if not one.decision.is_person else f"{one.decision.party_name[:1]}*（自然人）", sort=False),
        Column("decided_on", "决定日期", kind="date", value=lambda one: one.decision.decided_on, sort="decision__decided_on", drop=True),
        Column("published_on", "公示日期", kind="date", sub="published_by", drop=True),
        Column("public_until", "公示截止", kind="date", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按文号或当事人查找", fields=["decision__number", "decision__party_name"]),
        Choice(
            "which", "范围", options=[("late", "逾期"), ("waiting", "待公示"), ("out", "已公示"), ("withdrawn", "已撤下")],
            narrowing=lambda rows, value: penalties_by(rows, value),
        ),
    ]  # fmt: skip
    default_order = ("published_on", "due_on", "pk")
    bulk = [("publish", "公示")]
    empty_title = "没有需要公示的行政处罚"
    empty_hint = "作出处罚决定后自动登记，自决定之日起计算公示期限。"


def penalties_by(rows: QuerySet[PenaltyNotice], which: str) -> QuerySet[PenaltyNotice]:
    """Those that are late (still waiting, or came out after the day), waiting, out, withdrawn."""
    waiting = Q(is_public=True, published_on=None, withdrawn_on=None)
    late = (waiting & Q(due_on__lt=clock.today())) | Q(published_on__gt=F("due_on"))
    return rows.filter(
        {"late": late, "waiting": waiting, "out": Q(published_on__isnull=False, withdrawn_on=None), "withdrawn": Q(withdrawn_on__isnull=False)}[which]
    )  # fmt: skip


class ReadingListing(Listing):
    """Who read which archive when, and what for."""

    name = "信用档案查阅记录"
    columns = [
        Column("at", "时间", kind="datetime"),
        Column("archive", "档案", kind="link", value=lambda one: one.archive.name, url=lambda one: reverse("credit:archive", args=[one.archive_id]), sub=lambda one: one.archive.number, sort="archive__name"),
        Column("by", "查阅人", sub="body_name"),
        Column("purpose", "用途", sub="answer"),
    ]  # fmt: skip
    filters = [Search("q", "按主体、查阅人或用途查找", fields=["archive__name", "by", "purpose"])]
    default_order = "-pk"
    count_limit = 10_000
    empty_title = "还没有查阅记录"
    empty_hint = "查阅信用档案须写明用途，每次查阅都列在这里。"
