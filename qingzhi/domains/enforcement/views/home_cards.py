"""Cards of enforcement on its first page: flagged cases, texts that wait to be public, and what is registered from here."""

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse

from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.components import Figure
from qingzhi.base.permits import Actor

from ..access.publicity import visible_drafts
from ..queries.flag_figures import overview_of
from ..terms.publicity import PublicStanding

HOMES = ("enforcement",)
BEGINNINGS = (
    ("登记案件线索", "enforcement:new_clue", "案源、涉嫌违法的当事人和事实"),
    ("当场处罚", "enforcement:on_the_spot", "事实确凿、数额在限度以内的，现场作出并交付决定书"),
    ("登记裁决请求", "enforcement:enter_request", "窗口收到的专利侵权纠纷处理请求"),
    ("线上案件", "enforcement:new_online", "留存网页、通知平台、等待声明"),
    ("展会保护", "enforcement:fairs", "工作站、参展名单、现场投诉"),
)


def register_cards() -> None:
    """Called once, at start-up."""
    figures = "enforcement/home/figures.html"
    card(Card("enforcement.figures", HOMES, figures, figures_card, "enforcement.flag.view", 12, 8))
    card(Card("enforcement.begin", HOMES, "enforcement/home/begin.html", begin_card, "enforcement.case.handle", 6, 22))


def figures_card(actor: Actor) -> dict[str, Any]:
    """The open flagged cases by flag, the decisions whose public text waits."""
    waiting = visible_drafts(actor).order_by().aggregate(
        review=Count("pk", filter=Q(standing=PublicStanding.REVIEW)), ready=Count("pk", filter=Q(standing=PublicStanding.READY)),
    )  # fmt: skip
    url = reverse("enforcement:public_drafts")
    drafts = [
        Figure(f"公开稿{one.label}", waiting[one.value], f"{url}?state={one.value}", unit="件")
        for one in (PublicStanding.REVIEW, PublicStanding.READY)
    ]
    return {"figures": [*overview_of(actor)[0], *drafts]}


def begin_card(actor: Actor) -> dict[str, Any]:
    """What can be entered at once."""
    return {"rows": [(label, reverse(name), told) for label, name, told in BEGINNINGS]}
