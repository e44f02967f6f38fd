"""Public texts for the desk, published decisions for everybody."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, DateRange, Listing, Search

from ...terms import DecisionKind
from ...terms.publicity import OPEN, PublicPurpose, PublicStanding

LIGHTS = {"review": "warn", "ready": "warn", "published": "done", "withheld": "none", "withdrawn": "none"}
PUBLIC_KINDS = [(one.value, one.label) for one in (DecisionKind.PENALTY, DecisionKind.ADJUDICATION)]


def light(one: Any) -> State:
    """Where a public text stands; an open one past its day, or one that went out late, is late."""
    word = PublicStanding(one.standing).label
    if one.is_open and one.published_on is None and one.due_on < clock.today():
        return State("late", word, f"应于 {one.due_on} 前公开")
    if one.standing == PublicStanding.PUBLISHED and one.published_on > one.due_on:
        return State("done", "已公开（逾期）", f"应于 {one.due_on} 前公开")
    return State(LIGHTS[one.standing], word)


def narrowed(rows: QuerySet[Any], asked: str) -> QuerySet[Any]:
    """The texts in one state."""
    if asked == "late":
        return rows.filter(
            Q(published_on=None, standing__in=OPEN, due_on__lt=clock.today()) | Q(published_on__gt=F("due_on"))
        )
    return rows.filter(standing=asked)


class DraftListing(Listing):
    """Public texts of the own body."""

    name = "执法决定公开"
    columns = [
        Column("state", "状态", kind="state", value=light, sort="standing"),
        Column("due_on", "公开期限", kind="deadline", state=lambda one: State("none") if one.is_open else State("done")),
        Column(
            "number", "决定", kind="link", value=lambda one: one.shown_title, sort="decision__number",
            url=lambda one: reverse("enforcement:public_draft", args=[one.pk]), sub=lambda one: one.decision.violation,
        ),
        Column("decided_on", "决定日期", kind="date", value=lambda one: one.decision.decided_on, sort="decision__decided_on", drop=True),
        Column("served_on", "送达日期", kind="date", value=lambda one: one.decision.served_on, sort="decision__served_on", drop=True),
        Column("reviewed_name", "复核人", drop=True),
        Column("published_on", "公开日期", kind="date"),
    ]  # fmt: skip
    filters = [
        Search("q", "按文号或违法行为查找", fields=["decision__number", "decision__violation", "title"]),
        Choice("state", "状态", options=[*PublicStanding.choices(), ("late", "逾期的")], narrowing=narrowed),
        Choice("kind", "种类", options=PUBLIC_KINDS, lookup="decision__kind"),
        Choice("purpose", "用途", options=PublicPurpose.choices()),
    ]
    saved = [("全部", ""), ("待复核", "state=review"), ("待发布", "state=ready"), ("逾期的", "state=late")]
    default_order = "due_on"
    empty_title = "没有要公开的决定"
    empty_hint = "作出处罚决定、裁决后自动生成公开稿，并在这里等待复核和发布。"


class PublicDecisionListing(Listing):
    """What everybody reads: no party, no words of the original."""

    name = "执法决定公开"
    columns = [
        Column("state", "状态", kind="state", value=lambda one: State("none", "已撤回") if one.publication.withdrawn_at else State("done", "公开中"), sort=False),
        Column(
            "number", "决定文号", kind="link", value=lambda one: one.decision.number, sort="decision__number",
            url=lambda one: reverse("publication:page", args=[one.publication_id]), sub=lambda one: one.decision.get_kind_display(),
        ),
        Column("body", "机关", value=lambda one: one.body.name, sort="body__name", drop=True),
        Column("decided_on", "决定日期", kind="date", value=lambda one: one.decision.decided_on, sort="decision__decided_on"),
        Column("published_on", "公开日期", kind="date"),
    ]  # fmt: skip
    filters = [
        Search("q", "按文号或机关查找", fields=["decision__number", "body__name"]),
        Choice("kind", "种类", options=PUBLIC_KINDS, lookup="decision__kind"),
        DateRange("published_on", "公开日期"),
    ]
    default_order = ("-published_on", "-pk")
    empty_title = "没有公开的执法决定"
    empty_hint = "处罚决定和裁决在法定期限内公开，其中的个人信息已遮盖。"
