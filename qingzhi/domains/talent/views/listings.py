"""The list of experts."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ..models import Expert, ExpertEmployment, ExpertField
from ..queries.experts import active_on
from ..terms import ExpertState, FieldScheme

LIGHTS = {
    ExpertState.ACTIVE: "ok",
    ExpertState.FUTURE: "unknown",
    ExpertState.EXPIRED: "warn",
    ExpertState.RETIRED: "none",
}


def expert_state(one: Expert) -> State:
    """Whether an expert may be drawn today."""
    state, reason = one.standing_on(clock.today())
    return State(LIGHTS[state], state.label, reason)


def _active(rows: Any) -> Any:
    return rows.filter(pk__in=active_on(clock.today()).values("pk"))


def _symbols(listing: Listing) -> list[str]:
    return list(ExpertField.objects.order_by("symbol").values_list("symbol", flat=True).distinct())


class ExpertListing(Listing):
    """The register."""

    name = "专家库"
    columns = [
        Column("state", "状态", kind="state", value=expert_state, sort="valid_to"),
        Column("name", "姓名", kind="link", url=lambda one: reverse("talent:expert", args=[one.pk]), sub="number"),
        Column("title", "职称"),
        Column("employer", "单位"),
        Column("fields", "专业领域", value=lambda one: "、".join(each.symbol for each in one.fields.all()), sort=False),
        Column(
            "place",
            "所在地",
            value=lambda one: one.place or (one.region.name if one.region else ""),
            sort="region__code",
            drop=True,
        ),
        Column("outside", "省外", value=lambda one: "是" if one.outside else "否", sort="outside", drop=True),
    ]
    filters = [
        Search("q", "按姓名、编号或单位查找", fields=["name", "number", "employer"]),
        Choice("field", "专业领域", options=_symbols, narrowing=lambda rows, asked: rows.filter(fields__symbol=asked).distinct()),
        Choice("scheme", "领域体系", options=FieldScheme.choices(), narrowing=lambda rows, asked: rows.filter(fields__scheme=asked).distinct()),
        Flag("outside", "只看省外专家", condition=Q(outside=True)),
        Flag("active", "只看在聘", narrowing=_active),
    ]  # fmt: skip
    default_order = "number"
    empty_title = "专家库还没有专家"
    empty_hint = "登记专家后，评审时按专业范围抽取，并与登记簿比对回避。"

    def __init__(self, request: PageRequest, rows: QuerySet[Expert]):
        now = ExpertEmployment.objects.filter(expert=OuterRef("pk")).filter(
            Q(valid_to=None) | Q(valid_to__gt=clock.today())
        )
        rows = rows.select_related("region").prefetch_related("fields")
        super().__init__(request, rows.annotate(employer=Subquery(now.values("employer")[:1])))
