"""The operations on calls for applications."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Query, Router, Schema
from pydantic import Field

from qingzhi.base import clock
from qingzhi.base.api.access import open_operation
from qingzhi.base.api.paging import PageQuery, page_document, page_of
from qingzhi.base.api.schemas import Coded
from qingzhi.base.pages.request import PageRequest

from ..access import public_calls
from ..models import Call
from ..queries.calls import amounts_of, call_state, open_calls, with_parts

router = Router(tags=["申报通知"])


class CallRow(Schema):
    """A call for applications."""

    code: str
    year: int
    title: str
    body: str
    state: Coded
    reason: str = Field(description="为什么是这个状态")
    opens_on: date
    closes_on: date
    basis: str
    is_sample: bool
    url: str


class CallPage(Schema):
    items: list[CallRow]
    next_cursor: str | None
    next: str | None


class AmountOut(Schema):
    """What is paid for one act of one kind of right, by which table."""

    item: str
    standard: Decimal | None
    most: Decimal | None
    fee_share: Decimal | None
    source: str
    ended: str = Field(description="政策已终止的说明")


class PaperOut(Schema):
    code: str
    label: str
    required: bool
    note: str


class CallOut(CallRow):
    """A call with its guide."""

    guide: str
    contact: str
    acts_from: date | None
    acts_to: date | None
    applicants: list[str] = Field(description="申报主体；空为不限")
    regions: list[str]
    documents: list[PaperOut]
    amounts: list[AmountOut]


class CallFilters(PageQuery):
    year: int | None = Field(None, ge=1980, le=2200)
    open: bool = Field(False, description="只要今天接受申报的")


@router.get("", response=CallPage, summary="申报通知清单")
@open_operation
def calls(request: PageRequest, query: Query[CallFilters]) -> Any:
    """已发布的申报通知；`open=true` 只要今天接受申报的。拟稿不在内。"""
    rows = open_calls(clock.today()) if query.open else public_calls().select_related("body")
    if query.year is not None:
        rows = rows.filter(year=query.year)
    found, cursor = page_of(request, rows, query)
    return page_document(request, [_row(one) for one in found], cursor)


@router.get("/{slug:code}", response=CallOut, summary="一份申报通知")
@open_operation
def call(request: PageRequest, code: str) -> Any:
    """指南、申报主体、材料，以及按决策表计算的标准和依据。"""
    found = with_parts(public_calls()).filter(code=code).first()
    if found is None:
        raise Http404
    fields = ("standard", "most", "fee_share", "source", "ended")
    return {
        **_row(found),
        **{name: getattr(found, name) for name in ("guide", "contact", "acts_from", "acts_to")},
        "applicants": [one.label for one in found.applicants.all()],
        "regions": [one.region.name for one in found.regions.all()],
        "documents": [
            {name: getattr(one, name) for name in ("code", "label", "required", "note")}
            for one in found.documents.all()
        ],
        "amounts": [
            {"item": str(one.item), **{name: getattr(one, name) for name in fields}} for one in amounts_of(found)
        ],
    }


def _row(one: Call) -> dict[str, Any]:
    state = call_state(one)
    plain = ("code", "year", "title", "opens_on", "closes_on", "basis", "is_sample")
    return {
        **{name: getattr(one, name) for name in plain},
        "body": one.body.name,
        "state": {"code": state.code, "label": state.label},
        "reason": state.reason,
        "url": reverse("api:call", args=[one.code]),
    }
