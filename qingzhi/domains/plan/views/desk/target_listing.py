"""The table of targets, and what boards and cards show of lights."""

from collections.abc import Sequence

from django.urls import reverse

from qingzhi.base.pages.components import Figure, Tile
from qingzhi.base.pages.listing import Choice, Column, Listing, Search

from ...queries.targets import Contribution, TargetState, light_counts
from ...rules.tracking.numbers import figure
from ...rules.tracking.terms import LIGHT_LABELS, LightState

QUOTED = 30  # characters of the notice
WORST = ("late", "warn", "unknown", "ok", "done")
NOTES = {
    "late": "落后超过滞后线，或到期未达到",
    "warn": "落后超过预警线，或数据陈旧",
    "unknown": "没有可用的数据",
    "ok": "不落后于进度",
    "done": "已达到目标值",
}


def target_url(state: TargetState) -> str:
    """Where a target is told of."""
    plan = state.tracked.plan if state.tracked else state.target.version.plan
    return reverse("plan:target", args=[plan.code, state.target.lineage])


def _below(state: TargetState) -> str:
    quote = state.target.quote
    return f"{state.target.code} · {quote if len(quote) <= QUOTED else quote[:QUOTED] + '…'}"


class TargetListing(Listing):
    """Every target of a plan with its light, progress, figures and trend."""

    name = "目标进度"
    columns = [
        Column("state", "状态", kind="state", value=lambda one: one, width=9),
        Column("name", "指标", kind="link", url=target_url, sub=_below),
        Column(
            "progress", "完成进度", kind="html", template="plan/cells/target_meter.html", hint="竖线为时间进度",
            value=lambda one: one.progress, export=lambda one: one.progress, sort="progress",
        ),
        Column(
            "current", "当前 / 目标", kind="html", template="plan/cells/target_value.html",
            value=lambda one: one.current, export=lambda one: one.current, sort="progress",
        ),
        Column("history", "趋势", kind="sparkline", drop=True, export=lambda one: one.goal_text),
        Column("as_of", "数据截至", kind="html", template="plan/cells/target_as_of.html", drop=True,
               value=lambda one: one.as_of, export=lambda one: one.as_of),
        Column("owner", "负责单位", value=lambda one: one.owner.short_name if one.owner else "", drop=True),
    ]  # fmt: skip
    filters = [
        Search("q", "按指标、原文或单位查找", fields=["name", "target__quote", "owner__name"]),
        Choice(
            "state",
            "状态",
            options=lambda listing: [(code, LIGHT_LABELS[LightState(code)]) for code in WORST],
            lookup="code",
        ),
    ]
    page_size = 50
    empty_title = "没有符合条件的目标"
    empty_hint = "换一个状态或关键词再查。"


def light_figures(states: Sequence[TargetState], url: str) -> list[Figure]:
    """The lights strip: how many targets have each light, each a link to them."""
    counts = light_counts(list(states))
    return [
        Figure(LIGHT_LABELS[LightState(code)], counts[code], f"{url}?state={code}", NOTES[code], code) for code in WORST
    ]


def worst_first(states: Sequence[TargetState]) -> list[TargetState]:
    """The targets by urgency; of one light the furthest behind first."""
    return sorted(states, key=lambda one: (WORST.index(one.code), -(one.light.gap or 0)))


def contribution_tiles(rows: Sequence[Contribution]) -> list[Tile]:
    """The prefectures' figures as tiles, in five steps of their part of the sum; none for no figure."""
    highest = max((row.part or 0 for row in rows), default=0) or 1
    tiles = []
    for row in rows:
        if row.value is None or row.value.value is None:
            tiles.append(Tile(row.region.short_name, None, label="没有数据"))
            continue
        step = 1 + min(4, int(4 * (row.part or 0) / highest + 0.5))
        label = f"{row.value.period_label}，占 {row.part:.1f}%" if row.part is not None else row.value.period_label
        tiles.append(
            Tile(row.region.short_name, figure(row.value.value), row.value.records_url or "", step, label=label)
        )
    return tiles
