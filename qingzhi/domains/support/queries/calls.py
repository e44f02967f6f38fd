"""Calls as pages tell them: their light, their amounts by the table, money and time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, ExpressionWrapper, F, Q, QuerySet, Sum, fields

from qingzhi.base import clock
from qingzhi.base.pages.components import State
from qingzhi.domains.funds.queries import available
from qingzhi.engine.decisions.refusals import NoVersionInForce

from ..access import public_calls
from ..models import Call, SubsidyApplication
from ..terms import Act, CallState, SubsidyType
from .offers import policy_end
from .rulings import Rulings

SOON = 7


def call_state(call: Call) -> State:
    """Whether applications are taken today."""
    today = clock.today()
    if call.state == CallState.DRAFT:
        return State("none", "拟稿", "尚未发布")
    if call.state == CallState.WITHDRAWN:
        return State("none", "已撤回", call.withdrawn_reason)
    if today < call.opens_on:
        return State("none", "未开始", f"{call.opens_on} 开始")
    if today > call.closes_on:
        return State("done", "已截止", f"{call.closes_on} 截止")
    left = (call.closes_on - today).days
    return State("warn" if left <= SOON else "ok", "申报中", "今天截止" if not left else f"还剩 {left} 天")


def with_parts(rows: QuerySet[Call]) -> QuerySet[Call]:
    """Calls with everything that hangs on them."""
    parts = ("items", "applicants", "regions__region", "documents")
    return rows.select_related("body", "document", "programme").prefetch_related(*parts)


def open_calls(on: date) -> QuerySet[Call]:
    """The calls that take applications on a day."""
    rows = public_calls().filter(state=CallState.PUBLISHED, opens_on__lte=on, closes_on__gte=on)
    return with_parts(rows).order_by("closes_on", "code")


@dataclass(frozen=True)
class AmountShown:
    """One line of what a call pays; `ended` says why the policy does not pay it any more."""

    item: Any
    standard: Decimal | None
    most: Decimal | None
    fee_share: Decimal | None
    source: str
    ended: str


def amounts_of(call: Call, on: date | None = None) -> list[AmountShown]:
    """What the tables say for each item of a call; empty amounts where no table is in force."""
    rulings = Rulings(on or clock.today())
    return [_amount(call, one, rulings) for one in call.items.all()]


def _amount(call: Call, item: Any, rulings: Rulings) -> AmountShown:
    try:
        amounts = rulings.ask("amounts", scheme=call.scheme, type=item.type, act=item.act, call=call.code)
        caps = rulings.ask("caps", scheme=call.scheme, act=item.act)
        ended = policy_end(SubsidyType(item.type), Act(item.act), rulings)
    except NoVersionInForce as missing:
        return AmountShown(item, None, None, None, missing.reason, "")
    standard = amounts.get("standard") * amounts.get("coefficient") if amounts else None
    return AmountShown(item, standard, amounts.get("most"), caps.get("fee_share"), amounts.source, ended)


@dataclass(frozen=True)
class CallFigures:
    """Money and time of a call."""

    filed: int
    open: int
    granted: int
    refused: int
    asked: Decimal
    promised: Decimal
    paid: Decimal
    recovered: Decimal
    left: Decimal | None
    days: float | None  # from filing to the end, on average
    late: int


def figures_of(call: Call, today: date) -> CallFigures:
    """What was filed, promised, paid in a call, and how long it took; three queries."""
    rows = SubsidyApplication.objects.filter(call=call).exclude(case__state="draft")
    counts = rows.aggregate(
        filed=Count("pk"),
        open=Count("pk", filter=Q(case__closed_at=None)),
        granted=Count("pk", filter=Q(amount_granted__isnull=False)),
        refused=Count("pk", filter=Q(case__outcome="refused")),
        asked=Sum("amount_computed"),
        promised=Sum("amount_granted"),
        paid=Sum("amount_granted", filter=Q(paid_on__isnull=False)),
        recovered=Sum("amount_recovered"),
        late=Count("pk", filter=Q(case__closed_at=None, case__due_on__lt=today)),
    )
    lasted = ExpressionWrapper(F("case__closed_at") - F("case__submitted_at"), output_field=fields.DurationField())
    mean = rows.filter(case__closed_at__isnull=False).aggregate(mean=Avg(lasted))["mean"]
    zero = Decimal("0.00")
    return CallFigures(
        counts["filed"], counts["open"], counts["granted"], counts["refused"], counts["asked"] or zero,
        counts["promised"] or zero, counts["paid"] or zero, counts["recovered"] or zero,
        available(call.programme) if call.programme else None, mean.total_seconds() / 86_400 if mean else None,
        counts["late"],
    )  # fmt: skip
