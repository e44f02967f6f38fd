"""The operations on plans and targets."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from qingzhi.base.api.access import needs, open_operation
from qingzhi.base.api.schemas import Coded, coded
from qingzhi.base.pages.request import PageRequest

from ..access.targets import visible_target_versions
from ..models import PlanVersion, Target
from ..queries.target_state import TargetState
from ..queries.targets import target_states
from ..queries.versions import current_versions, targets_of
from ..terms import Comparator

router = Router(tags=["规划目标"])


class PlanOut(Schema):
    """A plan in force."""

    code: str
    title: str
    version: int
    issued_on: date | None
    region: str | None


class PlanList(Schema):
    items: list[PlanOut]


class TargetOut(Schema):
    """A number that the plan demands."""

    id: str = Field(description="目标沿革标识，各版本不变")
    code: str
    indicator: str
    comparator: Coded
    value: Decimal
    value_to: Decimal | None
    unit: str
    deadline: date | None
    quote: str


class TargetList(Schema):
    plan: str
    items: list[TargetOut]


class StateOut(TargetOut):
    """How a target stands."""

    state: Coded
    reason: str
    current: Decimal | None
    as_of: date | None
    progress: Decimal | None = Field(description="完成比例")
    elapsed: Decimal | None = Field(description="时间进度")


class StateList(Schema):
    plan: str
    on: date
    items: list[StateOut]


class AsOf(Schema):
    on: date | None = Field(None, description="截至哪一天；不填为今天")


@router.get("", response=PlanList, summary="规划清单")
@open_operation
def plans(request: PageRequest) -> Any:
    """现行规划（已公布的版本）。"""
    return {"items": [_plan(one) for one in current_versions().select_related("plan__region")]}


@router.get("/{slug:code}/targets", response=TargetList, summary="规划目标")
@open_operation
def plan_targets(request: PageRequest, code: str) -> Any:
    """现行版本提出的目标，附原文。"""
    version = current_versions().filter(plan__code=code).first()
    if version is None:
        raise Http404
    return {"plan": code, "items": [_target(one) for one in targets_of(version)]}


@router.get("/{slug:code}/targets/states", response=StateList, summary="目标进度")
@needs("plan.target.view")
def plan_target_states(request: PageRequest, code: str, query: Query[AsOf]) -> Any:
    """各目标的现值、进度和亮灯，与页面同一算法。"""
    version = visible_target_versions(request.actor).filter(plan__code=code).first()
    if version is None:
        raise Http404
    states = target_states(version, query.on)
    on = states[0].on if states else query.on
    return {"plan": code, "on": on, "items": [_state(one) for one in states]}


def _plan(one: PlanVersion) -> dict[str, Any]:
    region = one.plan.region.code if one.plan.region else None
    return {
        "code": one.plan.code,
        "title": one.title,
        "version": one.number,
        "issued_on": one.issued_on,
        "region": region,
    }


def _target(one: Target) -> dict[str, Any]:
    plain = {
        name: getattr(one, name) for name in ("code", "indicator", "value", "value_to", "unit", "deadline", "quote")
    }
    for name in ("value", "value_to"):
        plain[name] = None if plain[name] is None else plain[name].normalize() + 0
    return {**plain, "id": str(one.lineage), "comparator": coded(Comparator, one.comparator)}


def _state(one: TargetState) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("reason", "current", "as_of", "progress", "elapsed")}
    return {**_target(one.target), **plain, "state": {"code": one.code, "label": one.label}}
