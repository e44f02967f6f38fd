"""Procedures over HTTP, read only: guides, progress by receipt code, the cases that a token's post sees."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from ninja import Header, Query, Router, Schema
from pydantic import Field

from qingzhi.base import clock
from qingzhi.base.api.access import needs, open_operation
from qingzhi.base.api.paging import PageQuery, page_document, page_of
from qingzhi.base.api.problems import Problem
from qingzhi.base.api.schemas import Coded, coded
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.procedures.access import readable, visible_cases
from qingzhi.engine.procedures.declaring import Procedure
from qingzhi.engine.procedures.models import Case
from qingzhi.engine.procedures.queries.guides import Guide, guide_of, public_procedures
from qingzhi.engine.procedures.queries.lists import drafts
from qingzhi.engine.procedures.terms import Outcome
from qingzhi.engine.procedures.tries import SECONDS, too_many

router = Router(tags=["办事"])


class GuideRow(Schema):
    """A procedure that somebody applies for."""

    code: str
    title: str
    version: int
    basis: str
    url: str


class GuideList(Schema):
    items: list[GuideRow]


class DocumentOut(Schema):
    code: str
    label: str
    required: bool
    step: str = Field(description="在哪一步提交")
    note: str


class GuideLimitOut(Schema):
    label: str
    length: str
    source: str


class GuideOut(GuideRow):
    """The guide as of today."""

    applicants: list[str]
    steps: list[str] = Field(description="申请人办理的步骤")
    office_steps: list[str]
    documents: list[DocumentOut]
    limits: list[GuideLimitOut]
    outcomes: list[str]


class ProgressOut(Schema):
    """How far a case is, in the words that the applicant reads; nothing personal."""

    procedure: str
    state: str
    waits_for: str
    body: str
    stages: list[str]
    stage: str
    entered_on: date
    due_on: date | None
    closed_on: date | None
    outcome: Coded | None


class CaseRow(Schema):
    """A case."""

    number: str
    procedure: str
    procedure_version: int
    title: str
    state: Coded
    stage: str
    region: str
    body: str
    opened_at: datetime
    submitted_at: datetime | None
    due_on: date | None
    overdue: bool
    closed_at: datetime | None
    outcome: Coded | None
    url: str


class CasePage(Schema):
    items: list[CaseRow]
    next_cursor: str | None
    next: str | None


class ClockOut(Schema):
    code: str
    label: str
    limit: str
    started_on: date
    due_on: date | None
    ended_on: date | None


class StepOut(Schema):
    at: datetime
    step: str
    label: str
    from_state: str
    to_state: str


class CaseOut(CaseRow):
    """A case with its limits and the steps that the caller may read."""

    rules_on: date
    clocks: list[ClockOut]
    steps: list[StepOut]


class CaseFilters(PageQuery):
    procedure: str = Field("", max_length=60)
    state: str = Field("", max_length=40)
    region: str = Field("", max_length=12, description="行政区划代码，6 位")
    open: bool | None = Field(None, description="true 只要在办的，false 只要办结的")
    overdue: bool = Field(False, description="只要在办且超期的")
    own: bool = Field(False, description="只要本人承办的和本单位申请的")


@router.get("/guides", response=GuideList, summary="办事指南清单")
@open_operation
def guides(request: PageRequest) -> Any:
    """可以申请的事项。"""
    return {"items": [_guide_row(one) for one in public_procedures()]}


@router.get("/guides/{str:code}", response=GuideOut, summary="一份办事指南")
@open_operation
def procedure_guide(request: PageRequest, code: str) -> Any:
    """谁可以申请、分几步、要哪些材料、各步期限及依据，一次说全。"""
    declared = next((one for one in public_procedures() if one.code == code), None)
    if declared is None:
        raise Http404
    return _guide(guide_of(declared))


@router.get("/progress", response=ProgressOut, summary="凭查询码查进度")
@open_operation
def case_progress(request: PageRequest, receipt_code: str = Header("", alias="Receipt-Code", max_length=40)) -> Any:
    """查询码放在请求头 `Receipt-Code` 中，不进入地址和日志。每个来源五分钟至多 20 次。"""
    if too_many(request.META.get("REMOTE_ADDR", "")):
        headers = {"Retry-After": str(SECONDS)}
        raise Problem("too-many-requests", "查询次数过多，请五分钟后再试。", headers=headers)
    code = receipt_code.strip().upper()
    case = Case.objects.select_related("body").filter(receipt_code=code).first() if code else None
    if case is None:
        raise Problem("not-found", "没有这个查询码的办件。")
    state = case.state_declared
    return {
        "procedure": case.declared.title,
        "state": state.shown_to_applicant,
        "waits_for": state.waits.label if case.is_open else "",
        "body": case.body.name,
        "stages": list(case.declared.stages),
        "stage": state.stage,
        "entered_on": _day(case.entered_at),
        "due_on": case.due_on,
        "closed_on": _day(case.closed_at),
        "outcome": coded(Outcome, case.outcome) if case.outcome else None,
    }


@router.get("/cases", response=CasePage, summary="办件清单")
@needs("procedures.case.view")
def cases(request: PageRequest, query: Query[CaseFilters]) -> Any:
    """岗位能看到的办件，最近建立的在前；未提交的草稿不在内。"""
    rows = visible_cases(request.actor).exclude(drafts())
    for name, field in (("procedure", "procedure"), ("state", "state")):
        if getattr(query, name):
            rows = rows.filter(**{field: getattr(query, name)})
    if query.region:
        rows = rows.filter(region_code__startswith=query.region.rstrip("0") or "0")
    if query.open is not None:
        rows = rows.filter(closed_at__isnull=query.open)
    if query.overdue:
        rows = rows.filter(closed_at=None, due_on__lt=clock.today())
    if query.own:
        rows = rows.filter(Q(owner__subject=request.actor.subject_id) | Q(applicant=request.actor.acts_for or 0))
    found, cursor = page_of(request, rows.select_related("body"), query)
    return page_document(request, [_case(one) for one in found], cursor)


@router.get("/cases/{str:number}", response=CaseOut, summary="一件办件")
@needs("procedures.case.view")
def case(request: PageRequest, number: str) -> Any:
    """按编号读取；看不到的办件与不存在的一样答复。经过只含岗位可读的步骤，不含意见文字。"""
    found = visible_cases(request.actor).exclude(drafts()).filter(number=number).select_related("body").first()
    if found is None:
        raise Http404
    steps = readable(request.actor, found, found.entries.exclude(step=""))
    return {
        **_case(found),
        "rules_on": found.rules_on,
        "clocks": list(found.clocks.values("code", "label", "limit", "started_on", "due_on", "ended_on")),
        "steps": list(steps.values("at", "step", "label", "from_state", "to_state")),
    }


def _guide_row(one: Procedure) -> dict[str, Any]:
    url = reverse("api:procedure_guide", args=[one.code])
    return {"code": one.code, "title": one.title, "version": one.version, "basis": one.basis, "url": url}


def _guide(found: Guide) -> dict[str, Any]:
    return {
        **_guide_row(found.procedure),
        "applicants": list(found.who),
        "steps": [one.label for one in found.own_steps],
        "office_steps": [one.label for one in found.desk_steps],
        "documents": [
            {"code": one.code, "label": one.label, "required": one.required, "step": step, "note": one.note}
            for one, step in found.documents
        ],
        "limits": [{"label": one.label, "length": one.length, "source": one.source} for one in found.limits],
        "outcomes": list(found.outcomes),
    }


def _case(one: Case) -> dict[str, Any]:
    plain = ("number", "procedure", "procedure_version", "title", "opened_at", "submitted_at", "due_on", "closed_at")
    state = one.state_declared
    return {
        **{name: getattr(one, name) for name in plain},
        "state": {"code": state.code, "label": state.label},
        "stage": state.stage,
        "region": one.region_code,
        "body": one.body.name,
        "overdue": bool(one.is_open and one.due_on and one.due_on < clock.today()),
        "outcome": coded(Outcome, one.outcome) if one.outcome else None,
        "url": reverse("api:case", args=[one.number]),
    }


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(clock.now().tzinfo).date() if moment else None
