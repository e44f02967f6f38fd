"""The list of experts."""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.filters import Filter
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ..models import Expert, ExpertEmployment, ExpertField
from ..queries.experts import active_on
from ..queries.terms import ending_by
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


def _standing(rows: Any, code: str) -> Any:
    """Those whose term has run out, or does so within the days of the row."""
    today = clock.today()
    until = today if code == "over" else ending_by(today)
    rows = rows.filter(retired_on=None, valid_to__lte=until)
    return rows if code == "over" else rows.filter(valid_to__gt=today)


class InBatch(Filter):
    """Those whom a batch entered."""

    def value(self, listing: Listing) -> str:
        asked = listing.given(self.name)
        return asked if asked.isdecimal() and len(asked) < 15 else ""

    def narrow(self, rows: Any, listing: Listing) -> Any:
        value = self.value(listing)
        return rows.filter(batch_id=int(value)) if value else rows


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
        Column("valid_to", "聘期至", kind="date", drop=True),
        Column("outside", "省外", value=lambda one: "是" if one.outside else "否", sort="outside", drop=True),
    ]
    filters = [
        Search("q", "按姓名、编号或单位查找", fields=["name", "number", "employer"]),
        Choice("field", "专业领域", options=_symbols, narrowing=lambda rows, asked: rows.filter(fields__symbol=asked).distinct()),
        Choice("scheme", "领域体系", options=FieldScheme.choices(), narrowing=lambda rows, asked: rows.filter(fields__scheme=asked).distinct()),
        Flag("outside", "只看省外专家", condition=Q(outside=True)),
        Flag("active", "只看在聘", narrowing=_active),
        Choice("term", "聘期", options=(("ending", "即将届满"), ("over", "已届满")), narrowing=_standing),
        InBatch("batch", "导入批次"),
    ]  # fmt: skip
    saved = [("全部", ""), ("在聘", "active=1"), ("聘期即将届满", "term=ending"), ("聘期已届满", "term=over")]
    default_order = "number"
    empty_title = "专家库还没有专家"
    empty_hint = "登记专家后，评审时按专业范围抽取，并与登记簿比对回避。"

    def __init__(self, request: PageRequest, rows: QuerySet[Expert]):
        now = ExpertEmployment.objects.filter(expert=OuterRef("pk")).filter(
            Q(valid_to=None) | Q(valid_to__gt=clock.today())
        )
        rows = rows.select_related("region").prefetch_related("fields")
        super().__init__(request, rows.annotate(employer=Subquery(now.values("employer")[:1])))
