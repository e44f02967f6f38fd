"""The leaders' page 「总览」: few figures, each leading to its records."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Level, Region
from qingzhi.base.regions.queries import province, valid_on

from ...queries.boards import BoardRow, board_of, when

BEHIND = ("late", "warn")
NAMES = {
    "metrics.set_board_line": "设定总览指标",
    "metrics.set_map_tiles": "设定地图方格",
    "metrics.open_indicator": "指标对外公开",
    "metrics.close_indicator": "停止公开指标",
    "metrics.load_compared": "导入全国和各省数据表",
    "metrics.withdraw_compared": "撤回全国和各省数据表",
    "metrics.set_compared_place": "设定比较地区",
}
WORST = ("late", "warn", "unknown", "ok", "done")


@desk("metrics.statistic.view")
def board(request: PageRequest) -> HttpResponse:
    """The figures of the province or of one of its prefectures."""
    regions = list(valid_on().filter(level__in=(Level.PROVINCE, Level.PREFECTURE)).select_related("tile"))
    below = [one for one in regions if one.level == Level.PREFECTURE]
    found = board_of(request.actor, _region(request, regions), below)
    behind = [row for row in found.rows if row.use and row.use.state.code in BEHIND]
    context = {
        "board": found,
        "regions": regions,
        "figures": [_figure(row) for row in found.rows if row.is_head and row.value],
        "behind": sorted(behind, key=lambda row: WORST.index(row.use.state.code)),  # type: ignore[union-attr]
        "has_old": any(row.is_old for row in found.rows),
    }
    return render(request, "metrics/board.html", context)


def _region(request: PageRequest, regions: list[Region]) -> Region:
    asked = request.GET.get("region") or request.actor.region_code
    found = next((one for one in regions if one.code == asked), None)
    return found or next(one for one in regions if one.level == Level.PROVINCE)


def _figure(row: BoardRow) -> Figure:
    assert row.value is not None
    state = row.use.state.code if row.use else ""
    return Figure(
        row.indicator.name, row.value.text, row.value.records_url or "", when(row.value), state, row.value.unit
    )


def heads(actor: Actor) -> dict[str, Any] | None:
    """The strip of the page as a card of the leaders' first page; left out before there is any figure."""
    found = board_of(actor, province(), only_heads=True)
    figures = [_figure(row) for row in found.rows if row.value]
    return {"figures": figures, "url": reverse("metrics:board")} if figures else None


def register_board() -> None:
    """Called once, by the app."""
    menu_entry("总览", "metrics:board", section="统计", position=1, icon="chart", permit="metrics.statistic.view")
    menu_entry("数据开放", "metrics:open_index", section="公共服务", position=25, icon="data")
    card(Card("metrics.board", ("leader",), "metrics/card_board.html", heads, "metrics.statistic.view", 12, 5))
    name_actions(NAMES)
