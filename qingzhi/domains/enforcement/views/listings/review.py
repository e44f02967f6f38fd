"""Lists of reviews and of the records behind the figures of performance."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.procedures.registry import procedure_of

from ...terms.review import DossierState, Measure, ReviewState

REVIEW_LIGHTS = {ReviewState.COMMITTED: "unknown", ReviewState.DRAWN: "ok", ReviewState.CLOSED: "done"}
DOSSIER_LIGHTS = {
    DossierState.WAITING: "unknown", DossierState.SCORED: "done", DossierState.CORRECTING: "late", DossierState.CORRECTED: "warn",
    DossierState.DONE: "done",
}  # fmt: skip


def review_light(one: Any) -> State:
    return State(REVIEW_LIGHTS[ReviewState(one.state)], one.get_state_display())


def dossier_light(one: Any) -> State:
    return State(DOSSIER_LIGHTS[DossierState(one.state)], one.get_state_display())


class ReviewListing(Listing):
    """Reviews of dossiers."""

    name = "案卷评查"
    columns = [
        Column("state", "状态", kind="state", value=review_light, sort=False),
        Column("title", "名称", kind="link", url=lambda one: reverse("enforcement:review", args=[one.pk])),
        Column("body", "组织单位", value=lambda one: one.body.short_name, sort="body__name", drop=True),
        Column("closed_from", "办结自", kind="date"),
        Column("closed_to", "办结至", kind="date"),
        Column("drawn", "抽取", kind="number", value=lambda one: one.drawn),
        Column("waiting", "待评查", kind="number", value=lambda one: one.waiting),
    ]
    filters = [
        Search("q", "按名称查找", fields=["title"]),
        Choice("state", "状态", options=ReviewState.choices(), lookup="state"),
    ]
    default_order = "-opened_at"
    empty_title = "还没有案卷评查"
    empty_hint = "先公布种子摘要，再锁定办结案卷的名单并抽取；抽取可以由任何人核验。"


class DossierListing(Listing):
    """The dossiers of a review."""

    name = "评查的案卷"
    columns = [
        Column("state", "状态", kind="state", value=dossier_light, sort=False),
        Column("correct_by", "整改期限", kind="deadline", state=lambda one: None if one.state == DossierState.CORRECTING else "done"),
        Column("case", "案卷", kind="link", value=lambda one: one.case.title, url=lambda one: reverse("enforcement:reviewed_dossier", args=[one.pk]),
               sub=lambda one: one.case.number, sort="case__number"),
        Column("body", "承办单位", value=lambda one: one.case.body.short_name, sort="case__body__name", drop=True),
        Column("place", "抽取次序", kind="number"),
        Column("total", "得分", kind="number", value=lambda one: one.total),
    ]  # fmt: skip
    filters = [Choice("state", "状态", options=DossierState.choices(), lookup="state")]
    default_order = "place"
    empty_title = "还没有抽取"
    empty_hint = "抽取以后，抽中的案卷列在这里。"


def _case_of(one: Any) -> Any:
    return one if hasattr(one, "opened_at") else one.case


class RecordListing(Listing):
    """The cases, limits, decisions or dossiers that a figure counts."""

    name = "绩效明细"
    exports = True
    default_order = "-pk"
    empty_title = "没有记录"
    empty_hint = "这个数是零。"

    def __init__(self, request: PageRequest, rows: QuerySet[Any], measure: Measure):
        super().__init__(request, rows)
        opens = "enforcement.case.view" in request.actor.grants
        self.columns = _record_columns(measure, opens=opens)


def _record_columns(measure: Measure, *, opens: bool) -> list[Column]:
    """What a record shows; the case is a link for whoever may open cases."""
    path = "" if measure is Measure.CASES else "case__"
    shown = [
        Column("case", "案件", kind="link", value=lambda one: _case_of(one).title, sub=lambda one: _case_of(one).number,
               url=lambda one: f"/cases/{_case_of(one).pk}/" if opens else "", sort=f"{path}number"),
        Column("procedure", "事项", value=lambda one: procedure_of(_case_of(one).procedure).title, sort=f"{path}procedure", drop=True),
        Column("body", "承办单位", value=lambda one: _case_of(one).body.short_name, sort=f"{path}body__name", drop=True),
        Column("owner", "承办人", value=lambda one: str(_case_of(one).owner or "—"), sort=f"{path}owner__name"),
    ]  # fmt: skip
    if measure in (Measure.ENDED, Measure.KEPT, Measure.MISSED, Measure.LATE):
        shown += [
            Column("label", "期限", sort="label"),
            Column("due_on", "应办结", kind="date"),
            Column("ended_on", "终止", kind="date"),
        ]
    elif measure in (Measure.DECISIONS, Measure.REVERSED):
        shown += [
            Column("number", "文号"),
            Column("decided_on", "决定", kind="date"),
            Column("revoked_on", "撤销", kind="date"),
        ]
    elif measure is Measure.REVIEWED:
        shown += [
            Column("total", "得分", kind="number", value=lambda one: one.total),
            Column("reviewed_at", "评查", kind="date"),
        ]
    else:
        shown += [Column("opened_at", "建立", kind="date"), Column("closed_at", "办结", kind="date")]
    return shown
