"""The list of online cases."""

from typing import Any

from django.db.models import QuerySet

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.procedures.models import Case

from ...terms.online import NoticeGround


def light(case: Case) -> State:
    """Where it stands, and whether the platform is late."""
    if not case.is_open:
        return State("done", case.state_label)
    late = case.state == "noticed" and bool(case.due_on and case.due_on < clock.today())
    return State("late" if late else "ok", case.state_label, "平台超过期限没有答复" if late else "")


class OnlineListing(Listing):
    """One shop on one platform each."""

    name = "线上案件"
    columns = [
        Column("state", "状态", kind="state", value=light, sort=False),
        Column("due_on", "期限", kind="deadline", state=lambda one: None if one.is_open else "done"),
        Column("title", "案件", kind="link", url=lambda one: f"/cases/{one.pk}/", sub=lambda one: one.number),
        Column("platform", "平台", value=lambda one: one.online.platform, sort="online__platform", drop=True),
        Column("link_count", "链接", kind="number", value=lambda one: one.link_count),
        Column("removed", "已采取措施", kind="number", value=lambda one: one.removed),
        Column("pending", "待处理", kind="number", value=lambda one: one.pending),
    ]  # fmt: skip
    default_order = "-opened_at"
    empty_title = "没有线上案件"
    empty_hint = "从举报投诉或案件建立，也可以直接登记：先保存快照，再通知平台。"

    def __init__(self, request: PageRequest, rows: QuerySet[Case]):
        super().__init__(request, rows)
        self.filters = [
            Search("q", "按编号、平台或网店查找", fields=["number", "online__platform", "online__shop"]),
            Choice("ground", "事由", options=NoticeGround.choices(), lookup="online__ground"),
            Flag("open", "在办", narrowing=_open),
            Flag("late", "平台逾期", narrowing=_late),
        ]
        self.saved = [("在办", "open=1"), ("平台逾期未答复", "late=1"), ("全部", "")]


def _open(rows: Any) -> Any:
    return rows.filter(closed_at=None)


def _late(rows: Any) -> Any:
    return rows.filter(state="noticed", due_on__lt=clock.today())
