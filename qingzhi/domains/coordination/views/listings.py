"""The lists of coordination."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.listing import Choice, Column, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ..models import Handover
from ..queries.board import envelope_state
from ..terms import HandoverKind


class Handovers(Listing):
    """Envelopes, both ways."""

    name = "移送和协作"
    columns = [
        Column("state", "状态", kind="state", value=envelope_state, sort=False),
        Column("due_at", "答复期限", kind="deadline", state=lambda one: "done" if not one.is_waiting else None),
        Column("title", "事由", kind="link", url=lambda one: reverse("coordination:handover", args=[one.pk]),
               sub=lambda one: one.get_kind_display()),
        Column("sender", "发出单位", value=lambda one: one.sender.short_name or one.sender.name, sort="sender__position", drop=True),
        Column("receiver", "接收单位", value=lambda one: one.receiver.short_name or one.receiver.name, sort="receiver__position"),
        Column("sent_at", "发出", kind="date", drop=True),
    ]  # fmt: skip
    default_order = "-sent_at"
    empty_title = "没有移送和协作请求"
    empty_hint = "其他单位移送、请求协作的事项和本单位发出的都列在这里。"

    def __init__(self, request: PageRequest, rows: QuerySet[Handover]):
        super().__init__(request, rows)
        self.filters = [
            Search("q", "按事由查找", fields=["title", "case__number"]),
            Choice("way", "方向", options=(("in", "收到的"), ("out", "发出的")), narrowing=self._way),
            Choice("kind", "种类", options=HandoverKind.choices(), lookup="kind"),
            Choice("standing", "答复", options=(("waiting", "待答复"), ("late", "逾期未答复"), ("answered", "已答复")),
                   narrowing=narrowed),
            Choice("receiver", "接收单位", options=lambda listing: receivers_in(rows), lookup="receiver_id"),
        ]  # fmt: skip
        self.saved = [
            ("待本单位答复", "way=in&standing=waiting"), ("等对方答复", "way=out&standing=waiting"), ("逾期未答复", "standing=late"), ("全部", ""),
        ]  # fmt: skip

    def _way(self, rows: Any, way: str) -> Any:
        body = self.request.actor.body_id
        return rows.filter(receiver=body) if way == "in" else rows.filter(sender=body)


def narrowed(rows: Any, code: str) -> Any:
    """The envelopes of one standing."""
    is_open = rows.filter(answered_at=None, withdrawn_at=None)
    if code == "waiting":
        return is_open
    return is_open.filter(due_at__lt=clock.now()) if code == "late" else rows.filter(answered_at__isnull=False)


def receivers_in(rows: Any) -> list[tuple[str, str]]:
    """Every receiver among the rows, by its number."""
    found = rows.order_by("receiver__position").values_list("receiver_id", "receiver__name").distinct()
    return [(str(pk), name) for pk, name in found]
