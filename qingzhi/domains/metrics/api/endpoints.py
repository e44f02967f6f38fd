"""The operations on indicators: what they are, and what they come to."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from qingzhi.base.api.access import open_operation
from qingzhi.base.api.schemas import Coded, coded
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check
from qingzhi.base.regions.queries import province

from ..access import regions_for
from ..models import Statistic
from ..queries import Value, indicator_by_code, indicators_valid_on, series_of, value_of
from ..terms import Direction, IndicatorKind

VIEW = "metrics.statistic.view"
WITHHELD = "这个数据的来源不允许公开。"
router = Router(tags=["指标"])


class IndicatorOut(Schema):
    """What is measured."""

    code: str
    name: str
    meaning: str
    unit: str
    kind: Coded
    direction: Coded
    source_note: str


class IndicatorList(Schema):
    items: list[IndicatorOut]


class Asked(Schema):
    """Which figure."""

    region: str | None = Field(None, pattern=r"^\d{6}$", description="行政区划代码；不填为全省")
    period: str = Field("", max_length=10, description="例如 2016、2016Q2、2016-07；不填为最近一期")
    on: date | None = Field(None, description="截至哪一天的最近一期")
    known_on: date | None = Field(None, description="按哪一天已知的数据，以后的更正不计")


class Span(Schema):
    """Which stretch of time."""

    region: str | None = Field(None, pattern=r"^\d{6}$")
    first: date | None = Field(None, alias="from")
    last: date | None = Field(None, alias="to")
    known_on: date | None = None


class ValueOut(Schema):
    """A figure with where it comes from; null with the reason where there is none."""

    indicator: str
    region: str
    period: str
    value: Decimal | None
    unit: str
    as_of: date | None
    source: str
    provider: str
    records: int | None = Field(description="背后的记录数")
    revised: bool
    reason: str


class SeriesOut(Schema):
    indicator: str
    region: str
    items: list[ValueOut]


@router.get("", response=IndicatorList, summary="指标清单")
@open_operation
def indicators(request: PageRequest) -> Any:
    """现行指标及其口径。"""
    return {"items": [_indicator(one) for one in indicators_valid_on()]}


@router.get("/{slug:code}", response=IndicatorOut, summary="一个指标")
@open_operation
def indicator(request: PageRequest, code: str) -> Any:
    """指标的口径。"""
    return _indicator(_found(code))


@router.get("/{slug:code}/value", response=ValueOut, summary="指标值")
@open_operation
def indicator_value(request: PageRequest, code: str, query: Query[Asked]) -> Any:
    """某地区某期的值，由登记簿计数或取自统计数据；没有时给出原因。"""
    found = _found(code)
    region = query.region or province().code
    value = value_of(found.code, region, query.period, on=query.on, known_on=query.known_on)
    return _value(request.actor, value, _publishable([value]))


@router.get("/{slug:code}/series", response=SeriesOut, summary="指标序列")
@open_operation
def indicator_series(request: PageRequest, code: str, query: Query[Span]) -> Any:
    """一段时间内各期的值，由早到晚。"""
    found = _found(code)
    region = query.region or province().code
    values = series_of(found.code, region, query.first, query.last, known_on=query.known_on)
    publishable = _publishable(values)
    return {
        "indicator": found.code,
        "region": region,
        "items": [_value(request.actor, one, publishable) for one in values],
    }


def _found(code: str) -> Any:
    found = indicator_by_code(code)
    if found is None:
        raise Http404
    return found


def _indicator(one: Any) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("code", "name", "meaning", "unit", "source_note")}
    return {**plain, "kind": coded(IndicatorKind, one.kind), "direction": coded(Direction, one.direction)}


def _publishable(values: list[Value]) -> set[int]:
    """The statistics among these of which the source allows republishing; one query."""
    wanted = [one.statistic_id for one in values if one.statistic_id is not None]
    return (
        set(Statistic.objects.filter(pk__in=wanted, republish=True).values_list("pk", flat=True)) if wanted else set()
    )


def _value(actor: Actor, one: Value, publishable: set[int]) -> dict[str, Any]:
    """The figure, unless it is a statistic that the caller may not see."""
    hidden = one.value is not None and one.statistic_id is not None and one.statistic_id not in publishable
    if hidden and check(actor, VIEW):
        hidden = not regions_for(actor, VIEW).filter(code=one.region).exists()
    plain = {
        name: getattr(one, name)
        for name in ("indicator", "region", "period", "unit", "as_of", "source", "provider", "revised")
    }
    shown = {"value": None, "reason": WITHHELD} if hidden else {"value": one.value, "reason": one.reason}
    return {**plain, **shown, "records": None if hidden else one.records_count}
