"""Frozen figures over HTTP, read only: those of an indicator, and the one that a code was printed with."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from qingzhi.base.api.access import open_operation
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check
from qingzhi.base.regions.queries import province

from ..access.frozen import public_frozen, visible_frozen
from ..models import FrozenFigure
from ..queries.frozen import figure_by_code, revisions_of

VIEW = "metrics.statistic.view"
router = Router(tags=["指标"])


class AskedFrozen(Schema):
    """Which frozen figures."""

    region: str | None = Field(None, pattern=r"^\d{6}$", description="行政区划代码；不填为全省")
    period: str = Field("", max_length=10, description="例如 2016、2018H1、2018Q2；不填为各期")


class FrozenOut(Schema):
    """A figure as it was frozen, or a revision of it."""

    code: str = Field(description="核验码")
    indicator: str
    region: str
    period: str
    dimension: str
    slice: str
    value: Decimal
    unit: str
    as_of: date
    source: str
    provider: str
    records: int | None = Field(description="背后的记录数")
    frozen_on: date
    revised_on: date | None
    reason: str
    supersedes: str | None = Field(description="所修订的那一版的核验码")


class FrozenList(Schema):
    items: list[FrozenOut]


@router.get("/of/{slug:indicator}", response=FrozenList, summary="一个指标的冻结数")
@open_operation
def frozen_figures(request: PageRequest, indicator: str, query: Query[AskedFrozen]) -> Any:
    """某地区各期的冻结数及其修订；冻结数不变，修订另列。"""
    rows = _rows(request.actor).filter(indicator__code=indicator, region_code=query.region or province().code)
    if query.period:
        rows = rows.filter(period=query.period)
    found = rows.select_related("supersedes").order_by("-as_of", "dimension", "slice", "pk")
    return {"items": [_told(one) for one in found[:500]]}


@router.get("/{slug:code}", response=FrozenList, summary="按核验码核验一个数")
@open_operation
def verify_figure(request: PageRequest, code: str) -> Any:
    """印在报告上的核验码所指的数，连同它的各次修订，由先到后。"""
    found = figure_by_code(code)
    if found is None:
        raise Http404
    rows = _rows(request.actor).filter(pk__in=[one.pk for one in revisions_of(found)])
    if found not in rows:
        raise Http404
    return {"items": [_told(one) for one in rows.select_related("supersedes").order_by("pk")]}


def _rows(actor: Actor) -> Any:
    """The figures that the caller may see: by a token its own, else those of which the source lets republish."""
    return visible_frozen(actor) if check(actor, VIEW) else public_frozen()


def _told(one: FrozenFigure) -> dict[str, Any]:
    names = ("period", "dimension", "slice", "value", "unit", "as_of", "source", "provider", "revised_on", "reason")
    plain = {name: getattr(one, name) for name in names}
    return {
        **plain, "code": one.code_text, "indicator": one.indicator.code, "region": one.region_code,
        "records": one.records_count, "frozen_on": one.freeze.frozen_on,
        "supersedes": one.supersedes.code_text if one.supersedes else None,
    }  # fmt: skip
