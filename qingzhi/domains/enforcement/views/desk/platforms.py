"""A platform's own pages: the notices to it, each with its links, and the answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.access import desk
from qingzhi.base.pages.acting import acted
from qingzhi.base.pages.components import State
from qingzhi.base.pages.listing import Column, Flag, Listing, Search
from qingzhi.base.pages.request import PageRequest

from ...actions.platforms import answer_notice
from ...models import PlatformNotice
from ...procedures.online_forms import PlatformForm
from ...queries.online import link_light
from ...queries.platforms import visible_notices


def light(one: PlatformNotice) -> State:
    """Whether a notice waits for its platform."""
    if one.answered_on is not None:
        return State("done", "已答复", f"{one.answered_on} 答复")
    if one.online.case.state != "noticed":
        return State("none", "不用答复", "案件已转线下办理")
    late = one.due_on is not None and one.due_on < clock.today()
    return State("late", "逾期未答复") if late else State("warn", "待答复")


def _waiting(rows: Any) -> Any:
    return rows.filter(answered_on=None, online__case__state="noticed")


class NoticeListing(Listing):
    """The notices to one platform."""

    name = "网络侵权通知"
    columns = [
        Column("state", "状态", kind="state", value=light, sort=False),
        Column("due_on", "应答复于", kind="deadline", state=lambda one: State("none" if one.answered_on is None else "done")),
        Column("shop", "网店", kind="link", value=lambda one: one.online.shop, sort="online__shop",
               url=lambda one: reverse("enforcement:platform_notice", args=[one.pk]), sub=lambda one: one.online.get_ground_display()),
        Column("body", "通知机关", value=lambda one: one.online.case.body.name, sort="online__case__body__name", drop=True),
        Column("count", "链接", kind="number", sort="count"),
        Column("sent_on", "通知日期", kind="date"),
    ]  # fmt: skip
    filters = [
        Search("q", "按网店查找", fields=["online__shop"]),
        Flag("open", "待答复", narrowing=_waiting),
    ]
    saved = [("全部", ""), ("待答复", "open=1")]
    default_order = ("-sent_on", "-pk")
    empty_title = "没有通知"
    empty_hint = "知识产权部门发给本平台的网络侵权通知列在这里，在期限内逐个链接答复。"


@desk("enforcement.online.answer")
def notices(request: PageRequest) -> HttpResponse:
    """What came to the platform for which one acts."""
    return NoticeListing(request, visible_notices(request.actor)).respond("enforcement/platform_notices.html", {})


@desk("enforcement.online.answer")
def notice(request: PageRequest, pk: int) -> HttpResponse:
    """One notice with its links, and the answer while it is due."""
    found = get_object_or_404(visible_notices(request.actor), pk=pk)
    case = found.online.case
    open_now = found.answered_on is None and case.state == "noticed"
    form: Any = PlatformForm(request.POST or None, case=case) if open_now or request.method == "POST" else None
    back = reverse("enforcement:platform_notices")
    return acted(
        request, template="enforcement/platform_notice.html", title=f"“{found.online.shop}”{found.online.get_ground_display()}",
        form=form, do=lambda form: answer_notice(actor=request.actor, notice=found, data=request.POST),
        to=reverse("enforcement:platform_notice", args=[pk]), success="已答复，通知机关会收到", cancel_url=back, submit="答复",
        refused_status=422, notice=found, state=light(found), links=[(one, link_light(one)) for one in found.links.order_by("pk")],
    )  # fmt: skip
