"""Cards of support on first pages: of the office, of the finance staff, of leaders, of applicants."""

from decimal import Decimal
from typing import Any

from django.urls import reverse

from qingzhi.base import clock
from qingzhi.base.pages.cards import Card, card
from qingzhi.base.pages.components import Figure, State
from qingzhi.base.permits import Actor, check

from ...access import visible_applications
from ...queries.calls import call_state, open_calls
from ...queries.holders import party_of
from ...queries.mornings import own_figures, pressing, recovering, standing_calls
from ...queries.offers import Offers, offers_for
from ...queries.rulings import Rulings
from ...rules.money import yuan

ROWS = "support/home/rows.html"
MOST_CALLS = 3


def register_cards() -> None:
    """Called once, at start-up."""
    view = "support.application.view"
    card(Card("support.pressing", ("support", "prefecture"), ROWS, pressing_card, view, 6, 12))
    card(Card("support.calls", ("support", "leader"), ROWS, calls_card, "support.call.view", 6, 22))
    card(Card("support.recovering", ("support", "finance"), ROWS, recovering_card, view, 6, 24))
    card(Card("support.mine", ("applicant",), "support/home/mine.html", mine_card, "support.apply", 12, 12))


def pressing_card(actor: Actor) -> dict[str, Any]:
    """What waits on the body, the nearest limit first."""
    rows = [
        {"title": one.title, "url": f"/cases/{one.pk}/", "sub": f"{one.number} · {one.state_declared.task or one.state_label}",
         "due_on": one.due_on, "state": None if one.due_on else State("none", "无期限")}
        for one in pressing(actor)
    ]  # fmt: skip
    return _rows("最先要办的", rows, reverse("procedures:inbox"), "全部办件", "没有等本单位办理的资助办件。")


def calls_card(actor: Actor) -> dict[str, Any]:
    """Each call with its applications, what is late, and what its programme can still promise."""
    rows = [
        {"title": one.call.title, "url": reverse("support:call_desk", args=[one.call.pk]), "sub": _told(one),
         "state": State("late", f"超期 {one.late} 件") if one.late else call_state(one.call)}
        for one in standing_calls(actor)
    ]  # fmt: skip
    return _rows("申报通知和资金", rows, reverse("support:calls_desk"), "全部通知", "没有正在办理的申报通知。")


def recovering_card(actor: Actor) -> dict[str, Any]:
    """Who has to pay back how much until when."""
    rows = [
        {"title": one.case.title, "url": f"/cases/{one.case_id}/", "due_on": one.case.due_on,
         "sub": f"应退回 {yuan(one.amount or Decimal(0))}，已退回 {yuan(one.repaid)}"}
        for one in recovering(actor)
    ]  # fmt: skip
    url = f"{reverse('procedures:inbox')}?procedure=support.recheck"
    return _rows("待退回的资助", rows, url, "全部复核", "没有待退回的资助。")


def mine_card(actor: Actor) -> dict[str, Any] | None:
    """What the applicant can get, and what has come; None for whoever acts for no party."""
    party, today = party_of(actor), clock.today()
    if party is None:
        return None
    own = visible_applications(actor).filter(case__applicant=party.subject_id).exclude(case__outcome="withdrawn")
    known, applied = own_figures(own), set(own.values_list("call", flat=True))
    figures = [
        Figure("在办", known["open"], reverse("support:mine"), unit="件"),
        Figure("已决定待拨付", f"{known['coming'] or 0:,.0f}", unit="元"),
        Figure("已获资助", f"{known['paid'] or 0:,.0f}", unit="元", note=_recovered(known["recovered"])),
    ]
    rulings, rows = Rulings(today), []
    for call in open_calls(today)[:MOST_CALLS]:
        found = None if call.pk in applied else offers_for(call, party, today, rulings=rulings)
        rows.append(_call_row(call, _offered(found)))
    may_aid = bool(check(actor, "support.aid.apply", subject_id=party.subject_id))
    return {"figures": figures, "rows": rows, "may_aid": may_aid}


def _offered(found: Offers | None) -> str:
    if found is None:
        return "已申报"
    if found.against_applicant:
        return f"不能申报：{'；'.join(found.against_applicant)}"
    if found.eligible:
        return f"可申报 {len(found.eligible)} 项，按标准合计 {yuan(found.worth)}"
    return "登记簿中没有可以申报的权利"


def _call_row(call: Any, told: str) -> dict[str, Any]:
    url = reverse("support:offers", args=[call.pk])
    return {"title": call.title, "url": url, "sub": f"{told} · {call.closes_on} 截止", "state": call_state(call)}


def _recovered(amount: Any) -> str:
    return f"其中已追回 {amount:,.0f} 元" if amount else ""


def _told(one: Any) -> str:
    left = f" · 可用余额 {yuan(one.left)}" if one.left is not None else ""
    return f"已申报 {one.filed} 件，在办 {one.open} 件 · 已决定 {yuan(one.promised)}{left}"


def _rows(heading: str, rows: list[dict[str, Any]], url: str, link: str, none: str) -> dict[str, Any]:
    return {"heading": heading, "rows": rows, "url": url, "link": link, "none": none}
