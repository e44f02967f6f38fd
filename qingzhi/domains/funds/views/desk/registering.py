"""Menu entries and first-page cards of money, registered at start-up."""

from typing import Any

from django.db.models import Count
from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.audit.wording import name_actions
from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.components import Figure
from qingzhi.base.pages.menu import menu_entry
from qingzhi.base.permits import Actor

from ...access import visible_batches, visible_claims, visible_lines
from ...queries.execution import execution
from ...terms import BatchState
from ...wording import ACTIONS
from .board import figures, wan
from .listings import batch_state, claim_filter, payable

SHOWN = 6


def register() -> None:
    """Called once, by the app."""
    name_actions(ACTIONS)
    money: dict[str, Any] = {"section": "资金", "permit": "funds.view"}
    menu_entry("资金执行", "funds:board", position=10, icon="chart", **money)
    menu_entry("专项", "funds:programmes", position=20, icon="money", also=("/funds/lines/",), **money)
    menu_entry("用款事项", "funds:claims", position=30, icon="case", **money)
    menu_entry(
        "支付批次", "funds:batches", position=40, icon="send",
        also=("/funds/payments/", "/funds/claims/to-pay/"), **money,
    )  # fmt: skip
    menu_entry("台账", "funds:journals", position=50, icon="list", **money)
    own = ("finance",)
    card(Card("funds.figures", own, "funds/card_figures.html", finance_figures, "funds.view", 12, 5))
    card(Card("funds.to_pay", own, "funds/card.html", to_pay, "funds.batch.manage", 6, 10))
    card(Card("funds.batches", own, "funds/card.html", open_batches, "funds.pay", 6, 11))
    over = ("finance", "leader")
    card(Card("funds.board", over, "funds/card_board.html", programmes_card, "funds.view", 6, 30))


def finance_figures(actor: Actor) -> dict[str, Any]:
    """The year in numbers, with what is late and what is to be got back."""
    board = execution(clock.today().year, lines=visible_lines(actor))
    late = visible_claims(actor).filter(claim_filter("late")).count()
    url = reverse("funds:claims")
    owed = board.total.clawed_back
    more = [
        Figure("逾期未付", late, f"{url}?state=late", state="late" if late else "", unit="笔"),
        Figure("应追回", wan(owed), f"{url}?state=clawed_back", state="warn" if owed else "", unit="万元"),
    ]
    return {"figures": [*figures(board)[2:], *more]}


def to_pay(actor: Actor) -> dict[str, Any]:
    """What is owed, the most pressing first."""
    rows = payable(visible_claims(actor)).select_related("payee").order_by("due_on", "pk")[:SHOWN]
    found = [
        {
            "title": one.label,
            "url": reverse("funds:claim", args=[one.pk]),
            "sub": f"{one.payee or '未登记收款人'} · {one.payable:,.2f} 元",
            "due_on": one.due_on,
        }
        for one in rows
    ]
    return {
        "heading": "待付事项",
        "rows": found,
        "url": reverse("funds:to_pay"),
        "link": "编制支付批次",
        "none": "没有待付的事项。",
    }


def open_batches(actor: Actor) -> dict[str, Any]:
    """The batches that are not settled."""
    states = [BatchState.MADE, BatchState.ISSUED]
    rows = visible_batches(actor).filter(state__in=states).annotate(count=Count("items")).order_by("-pk")[:SHOWN]
    found = [
        {
            "title": one.number,
            "url": reverse("funds:batch", args=[one.pk]),
            "sub": f"{one.count} 笔 · {one.made_by}编制",
            "state": batch_state(one),
        }
        for one in rows
    ]
    none = "没有待复核或待回单的批次。"
    return {"heading": "支付批次", "rows": found, "url": reverse("funds:batches"), "link": "全部批次", "none": none}


def programmes_card(actor: Actor) -> dict[str, Any]:
    """Each programme's execution against the time."""
    board = execution(clock.today().year, lines=visible_lines(actor))
    return {"rows": board.rows[:SHOWN], "elapsed": board.elapsed}
