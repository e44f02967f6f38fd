"""Lists of penalty and adjudication."""

from typing import Any

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Column, Listing, Search


def light(one: Any) -> State:
    """Whether a certificate is valid today."""
    today = clock.today()
    if one.valid_to is not None and one.valid_to <= today:
        return State("none", "已失效")
    return State("ok", "有效") if one.valid_from <= today else State("unknown", "未生效")


class CertificateListing(Listing):
    """Certificates of enforcement."""

    name = "执法证"
    columns = [
        Column("light", "状态", kind="state", value=light, sort=False),
        Column("person", "姓名", value=lambda one: one.person.name, sort="person__name"),
        Column("number", "执法证号"),
        Column("body", "单位", value=lambda one: one.body.short_name, sort="body__name", drop=True),
        Column("valid_from", "有效期起", kind="date"),
        Column("valid_to", "有效期止", kind="date"),
    ]
    filters = [Search("q", "按姓名或证号查找", fields=["person__name", "number"])]
    default_order = "number"
    empty_title = "还没有登记执法证"
    empty_hint = "两名以上办案人员须持有效的执法证，登记后才能指定办案人员。"
