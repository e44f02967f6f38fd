"""The board of inaction 「办理情况」: who has what open, and for how long."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from qingzhi.base.pages.access import desk
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.request import PageRequest
from qingzhi.base.regions.models import Region

from ..access import board_items
from ..kinds import kind_title
from ..listings import BoardListing
from ..queries import BoardRow, inaction_board

WAYS = (("body", "按单位"), ("region", "按地区"), ("kind", "按类别"))


@desk("tasks.board.view")
def board(request: PageRequest) -> HttpResponse:
    by = request.GET.get("by", "")
    by = by if by in dict(WAYS) else "body"
    rows = inaction_board(by, items=board_items(request.actor))
    outside = inaction_board("kind", items=board_items(request.actor), outside=True)
    names = dict(Region.objects.values_list("code", "name")) if by == "region" else {}
    context = {
        "rows": [(_label(row, by, names), _list_url(row, by), row) for row in rows],
        "figures": _figures(rows, outside),
        "outside": [(kind_title(row.key), _outside_url(row), row) for row in outside],
        "by": by,
        "heading": dict(WAYS)[by].removeprefix("按"),
        "ways": [(label, f"{reverse('tasks:board')}?by={code}", code == by) for code, label in WAYS],
    }
    return render(request, "tasks/board.html", context)


@desk("tasks.board.view")
def board_list(request: PageRequest) -> HttpResponse:
    """The open items behind the numbers."""
    rows = board_items(request.actor).filter(closed_at=None).select_related("body", "owner", "holder")
    return BoardListing(request, rows).respond("tasks/board_list.html")


def _label(row: BoardRow, by: str, regions: dict[str, str]) -> str:
    if by == "region":
        return regions.get(row.key, row.key or "未定地区")
    return kind_title(row.key) if by == "kind" else row.label


def _list_url(row: BoardRow, by: str) -> str:
    value = row.values["body__code"] if by == "body" else row.key
    return f"{reverse('tasks:board_list')}?{urlencode({by: value, 'waiting': 'office'})}"


def _outside_url(row: BoardRow) -> str:
    return f"{reverse('tasks:board_list')}?{urlencode({'kind': row.key, 'waiting': 'holder'})}"


def _figures(rows: list[BoardRow], outside: list[BoardRow]) -> list[Figure]:
    overdue, soon = sum(row.overdue for row in rows), sum(row.soon for row in rows)
    longest = max((row.longest_overdue_days for row in rows), default=0)
    waiting = sum(row.open for row in outside)
    url = f"{reverse('tasks:board_list')}?waiting="
    return [
        Figure("在办", sum(row.open for row in rows), f"{url}office", unit="项"),
        Figure("逾期", overdue, f"{url}office&state=late", unit="项", state="late" if overdue else "ok"),
        Figure("即将到期", soon, f"{url}office&state=warn", unit="项", state="warn" if soon else "ok"),
        Figure("最长逾期", longest, f"{url}office&state=late", unit="天"),
        Figure("等申请人或专家", waiting, f"{url}holder", unit="项", note="不计入单位的办理情况"),
    ]
