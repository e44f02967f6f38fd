"""The lists of protection at the border."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Choice, Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.models import Case

from ..models import CustomsRecordal
from ..queries.customs import RENEW, in_standing, light_of
from ..terms.customs import RecordalStanding, SeizureWay

STANDINGS = (
    ("valid", "有效"),
    *((one.value, one.label) for one in RecordalStanding if one is not RecordalStanding.EFFECTIVE),
)


def narrowed(rows: Any, code: str) -> Any:
    """The recordals of one standing; «valid» are those in force, renewable or not."""
    if code != "valid":
        return in_standing(rows, code)
    return rows.filter(expires_on__gte=clock.today()).exclude(cancelled_on__lte=clock.today())


class Recordals(Listing):
    """Recordals with their ends."""

    name = "海关备案"
    default_order = "expires_on"
    empty_title = "没有海关备案"
    empty_hint = "登记海关备案号和有效期以后，届满前会提醒权利人续展。"

    def __init__(self, request: PageRequest, rows: QuerySet[CustomsRecordal], *, own: bool = False):
        super().__init__(request, rows)
        months = limit(RENEW).value
        self.columns = [
            Column("state", "状态", kind="state", value=lambda one: light_of(one, months), sort=False),
            Column("expires_on", "届满日", kind="date"),
            Column("number", "备案号", kind="link", url=lambda one: reverse("coordination:recordal", args=[one.pk])),
            Column("right_told", "权利", drop=True),
            *([] if own else [Column("holder", "权利人", value=lambda one: one.holder.display_name, sort="holder__display_name")]),
            Column("goods", "主要商品", drop=True),
        ]  # fmt: skip
        self.filters = [
            Search("q", "按备案号、权利或权利人查找", fields=["number", "right_told", "holder__display_name"]),
            Choice("standing", "状态", options=STANDINGS, narrowing=narrowed),
        ]
        self.saved = [("可以续展", "standing=ending"), ("已失效", "standing=expired"), ("全部", "")]


def seizure_light(case: Case) -> State:
    """Where goods stand, and whether somebody is late."""
    if not case.is_open:
        return State("done", case.state_label)
    late = bool(case.due_on and case.due_on < clock.today()) and case.state != "awaiting"
    return State("late" if late else "ok", case.state_label, "已超过期限" if late else "")


class Seizures(Listing):
    """Goods held at the border."""

    name = "海关扣留"
    columns = [
        Column("state", "状态", kind="state", value=seizure_light, sort=False),
        Column("due_on", "期限", kind="deadline", state=lambda one: None if one.is_open else "done"),
        Column("title", "货物", kind="link", url=lambda one: f"/cases/{one.pk}/", sub=lambda one: one.number),
        Column("goods", "内容", value=lambda one: one.customs_seizure.goods, drop=True),
        Column("way", "启动", value=lambda one: SeizureWay(one.customs_seizure.way).label, drop=True),
        Column("value", "价值（元）", kind="number", value=lambda one: one.customs_seizure.value, sort="customs_seizure__value"),
        Column("foreign", "涉外", value=lambda one: "涉外" if one.customs_seizure.foreign_why else "", sort=False),
        Column("holder", "权利人", value=lambda one: one.applicant.display_name if one.applicant else "", sort="applicant__display_name", drop=True),
    ]  # fmt: skip
    default_order = "-opened_at"
    empty_title = "没有扣留的货物"
    empty_hint = "海关通知权利人或者权利人申请扣留以后，列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[Case]):
        super().__init__(request, rows.select_related("applicant", "body", "customs_seizure"))
        self.filters = [
            Search("q", "按编号、收发货人或货物查找", fields=["number", "title", "customs_seizure__goods"]),
            Flag("open", "在办", condition=Q(closed_at=None)),
            Flag("foreign", "涉外", condition=~Q(customs_seizure__foreign_why="")),
            Flag("silent", "权利人逾期未答复", condition=lambda: Q(state="notified", due_on__lt=clock.today())),
        ]
        self.saved = [("在办", "open=1"), ("权利人逾期未答复", "silent=1"), ("涉外", "foreign=1"), ("全部", "")]
