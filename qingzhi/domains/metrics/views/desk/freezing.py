"""Freezing: what is frozen and what moved since, one act of freezing with its figures, and closing a period."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.queries import entries_of
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor, check
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import valid_on

from ...access.frozen import visible_freezes, visible_frozen
from ...actions import freeze_period
from ...forms.frozen import FreezeForm
from ...models import Freeze, FrozenFigure, RevisionProposal
from ...queries.drifts import compared_at, difference_text, differing, freezing_told
from ...queries.frozen_pages import dimensions_offered, newest_of, periods_to_close
from ...queries.frozen_words import slices_in_words
from ...rules.periods import read_period

VIEW, FREEZE, PROPOSE = "metrics.statistic.view", "metrics.figure.freeze", "metrics.figure.propose"


class _Figures(Listing):
    """What lists of frozen figures share: the names of divisions, read once."""

    def __init__(self, request: PageRequest, rows: Any):
        self.names = dict(Region.objects.values_list("code", "short_name"))
        super().__init__(request, rows)

    def prepare(self, rows: list[Any]) -> list[Any]:
        slices = slices_in_words(rows)
        for one in rows:
            one.region_name = self.names.get(one.region_code, one.region_code)
            one.slice_words = slices.get(one.pk, "")
        return rows


def _regions(listing: Listing) -> list[tuple[str, str]]:
    """The divisions that these rows speak of."""
    names = dict(Region.objects.values_list("code", "short_name"))
    codes = listing.all_rows.order_by("region_code").values_list("region_code", flat=True).distinct()
    return [(code, names.get(code, code)) for code in codes]


def _address(one: FrozenFigure) -> str:
    return reverse("metrics:frozen", args=[one.code_text])


INDICATOR = Column(
    "indicator", "指标", kind="link", value=lambda one: one.indicator.name, url=_address, sort="indicator__position"
)
REGION = Column("region_name", "地区", sort="region_code")
SEARCH = Search("q", "按指标或核验码查找", fields=["indicator__name", "code"])
BY_REGION = Choice("region", "地区", options=lambda listing: _regions(listing), lookup="region_code")


WHOLE_OR_NOT = Choice("kind", "分组", options=[("whole", "不分组"), ("slices", "分组的")], every="全部", narrowing=lambda rows, value: rows.filter(dimension="") if value == "whole" else rows.exclude(dimension=""))  # fmt: skip


class FrozenListing(_Figures):
    """The figures of one freeze, as they were frozen, and what they were revised to."""

    name = "冻结数"
    columns = [
        INDICATOR,
        REGION,
        Column("value", "冻结数", kind="number", value=lambda one: one.value.normalize() + 0, sub="unit"),
        Column("newest", "修订为", kind="number", value=lambda one: one.newest and one.newest.value.normalize() + 0, sort=False,
               url=lambda one: _address(one.newest) if one.newest else ""),
        Column("records_count", "记录数", kind="number", url=lambda one: reverse("metrics:frozen_records", args=[one.code_text]) if one.lake_mark else ""),
        Column("source", "来源", sort=False, drop=True),
        Column("code", "核验码", value=lambda one: one.code_text, sort=False, nowrap=True, drop=True),
    ]  # fmt: skip
    filters = [SEARCH, BY_REGION, WHOLE_OR_NOT, Flag("revised", "只看经修订的", condition=Q(revisions__isnull=False))]
    default_order = ("indicator__position", "region_code", "dimension", "slice")

    def prepare(self, rows: list[Any]) -> list[Any]:
        newest = newest_of(rows)
        for one in rows:
            one.newest = newest.get(one.pk)
        return super().prepare(rows)


class DifferenceListing(_Figures):
    """The frozen figures that would say something else today."""

    name = "与冻结数的差异"
    columns = [
        INDICATOR,
        REGION,
        Column("period", "时期", value=lambda one: one.period_text, sort="as_of"),
        Column("value", "冻结数", kind="number", value=lambda one: one.value.normalize() + 0, sub="unit"),
        Column("now", "现在的数", kind="number", value=lambda one: one.drift.value and one.drift.value.normalize() + 0, sort="drift__value"),
        Column("difference", "差异", value=difference_text, sort=False, nowrap=True),
        Column("since", "发现日期", kind="date", value=lambda one: one.drift.since, sort="drift__since"),
        Column("is_proposed", "修订", value=lambda one: "已提请" if one.is_proposed else "未提请", sort=False),
    ]  # fmt: skip
    filters = [
        SEARCH,
        Choice("period", "时期", lookup="period", options=lambda listing: [
            (code, read_period(code).label)
            for code in listing.all_rows.order_by("-period").values_list("period", flat=True).distinct()
        ]),
        BY_REGION,
        WHOLE_OR_NOT,
    ]  # fmt: skip
    default_order = ("drift__since", "indicator__position", "region_code")
    page_size = 50
    empty_title = "没有差异"
    empty_hint = "所有冻结数与按今天的记录计算的结果一致。"


@desk(VIEW)
def overview(request: PageRequest) -> HttpResponse:
    """What is frozen, what moved since, what waits for a decision."""
    actor = request.actor
    freezes = visible_freezes(actor).annotate(
        number=Count("figures", filter=Q(figures__supersedes=None)),
        revised=Count("figures", filter=Q(figures__supersedes__isnull=False)),
        moved=Count("figures", filter=Q(figures__drift__isnull=False)),
    )
    context = {
        "figures": _strip(actor),
        "freezes": list(freezes[:60]),
        "proposals": list(_proposals()),
        "compared_at": compared_at(),
        "may_freeze": bool(check(actor, FREEZE)),
    }
    return render(request, "metrics/frozen/overview.html", context)


@desk(VIEW)
def freeze(request: PageRequest, freeze_id: int) -> HttpResponse:
    """One act of freezing with its figures."""
    found = get_object_or_404(visible_freezes(request.actor), pk=freeze_id)
    rows = visible_frozen(request.actor).filter(freeze=found, supersedes=None)
    context = {"freeze": found, "entries": list(entries_of(found)[:20])}
    return FrozenListing(request, rows).respond("metrics/frozen/freeze.html", context)


@desk(VIEW)
def differences(request: PageRequest) -> HttpResponse:
    """What would be different today; those who may propose revisions choose among it."""
    listing = DifferenceListing(request, differing(request.actor))
    if check(request.actor, PROPOSE):
        listing.bulk, listing.bulk_url = (("propose", "提请修订"),), reverse("metrics:propose_revision")
    return listing.respond("metrics/frozen/differences.html", {"compared_at": compared_at()})


@desk(FREEZE)
def close(request: PageRequest) -> HttpResponse:
    """Asks which figures of which period, then freezes them."""
    initial = {"period": request.GET.get("period", "")}
    return acted(
        request,
        template="metrics/frozen/new.html",
        title="冻结一个时期的数据",
        form=FreezeForm(
            request.POST or None,
            periods=periods_to_close(clock.today()),
            dimensions=dimensions_offered(),
            initial=initial,
        ),
        do=lambda form: _closed(request.actor, form.cleaned_data),
        to=lambda made: reverse("metrics:freeze", args=[made.pk]),
        success="已冻结；数值、来源和背后的记录从此按今天的样子保留",
        cancel_url=reverse("metrics:freezes"),
        warning="冻结不能撤销。",
        consequences=[
            "冻结数从此不变，年报和对外引用以它为准",
            "以后记录、公式或统计数据有更正，会列在差异清单里，经提请和批准另作修订，原数仍保留",
            "已经冻结过的数不受影响",
        ],
    )


def _closed(actor: Actor, chosen: dict[str, Any]) -> Freeze:
    codes = valid_on().filter(level__in=chosen["levels"]).values_list("code", flat=True)
    return freeze_period(
        actor=actor, period=chosen["period"], indicators=chosen["indicators"], regions=list(codes),
        dimensions=chosen["dimensions"], title=chosen["title"], note=chosen["note"],
    )  # fmt: skip


def _proposals() -> QuerySet[RevisionProposal, Any]:
    return RevisionProposal.objects.filter(approved=None).annotate(number=Count("figures")).order_by("proposed_at")[:50]


def _strip(actor: Actor) -> list[Figure]:
    told = freezing_told(actor)
    since = f"最早发现于 {told.since}" if isinstance(told.since, date) else "与今天的记录一致"
    return [
        Figure("冻结数", f"{told.figures:,}", note=f"{told.freezes} 次冻结", unit="个"),
        Figure("修订", told.revisions, note="原数均保留", unit="次"),
        Figure("与今天不同", told.differing, reverse("metrics:frozen_differences"), since, "warn" if told.differing else "ok", "个"),
        Figure("待批准修订", told.waiting, "#waiting" if told.waiting else "", state="warn" if told.waiting else "", unit="项"),
    ]  # fmt: skip
