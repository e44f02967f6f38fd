"""Reads of special support: what the tables say, on which side of a transaction somebody stands, who ranks how."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from qingzhi.base.identity.models import Body, Post
from qingzhi.domains.parties.queries import family_ids
from qingzhi.engine.decisions.queries import decide

from ..models import CompensationApplication, RecordedTransaction, VarietyFundApplication
from ..refusals.awards import ValueUnfit
from ..rules.compensation import Standard
from ..rules.priority import in_order
from ..terms.awards import CompensationKind, FundUse, TransactionKind, TransactionSide


@dataclass(frozen=True)
class Found:
    """A standard, or why there is none."""

    standard: Standard | None
    reason: str = ""


def fund_standard(use: FundUse, on: date) -> Found:
    """What the fund pays for a use on a day."""
    verdict = decide("support.fund_uses", {"use": use.value}, on)
    if not verdict.decided:
        return Found(None, f"标准表中没有“{use.label}”")
    if not verdict.outcome["funded"]:
        return Found(None, str(verdict.outcome.get("reason") or f"基金不资助“{use.label}”"))
    return Found(_standard(verdict))


def compensation_standard(application: CompensationApplication, on: date) -> Standard | None:
    """What the table gives for the application's transaction or judgement; None where no row fits."""
    table, facts = compensation_asked(application)
    verdict = decide(table, facts, on)
    return _standard(verdict) if verdict.decided else None


def compensation_asked(application: CompensationApplication) -> tuple[str, dict[str, Any]]:
    """Which table is asked for an application, and with which facts."""
    if application.kind == CompensationKind.TRANSACTION and application.transaction is not None:
        return "support.compensation", {
            "kind": application.transaction.kind,
            "side": application.side,
            "paid": application.transaction.paid_amount,
        }
    return "support.enforcement", {
        "judgement": application.judgement_kind,
        "found": application.infringement_found,
    }


def side_of(transaction: RecordedTransaction, party: Any) -> str | None:
    """On which side of a transaction a party's family stands."""
    family = set(family_ids(party))
    if transaction.operator_id in family:
        return TransactionSide.OPERATOR.value
    if transaction.taker_id in family and transaction.kind != TransactionKind.PLEDGE:
        return TransactionSide.BUYER.value
    if transaction.giver_id in family:
        pledged = transaction.kind == TransactionKind.PLEDGE
        return (TransactionSide.BORROWER if pledged else TransactionSide.SELLER).value
    return None


def fund_ranking(rows: QuerySet[VarietyFundApplication]) -> list[VarietyFundApplication]:
    """Scored applications of a year by score and priority points together; each has its `place`."""
    found = [one for one in rows.select_related("case", "right", "holder") if one.score is not None]
    places = in_order([(one.pk, one.score or Decimal(0), one.priority_points) for one in found])
    for one in found:
        one.place = places[one.pk]  # type: ignore[attr-defined]
    return sorted(found, key=lambda one: (places[one.pk], one.pk))


def _standard(verdict: Any) -> Standard:
    row = verdict.rows[0]
    return Standard(
        Decimal(str(verdict.outcome["ratio"])),
        Decimal(str(verdict.outcome["cap"])),
        row.source,
        str(verdict.outcome.get("reason") or ""),
    )


def handling_body() -> Body:
    """The office that handles special support: the body where somebody holds the post of it."""
    posts = (
        Post.objects.filter(role__code="support_office", valid_to=None).select_related("body__region").order_by("pk")
    )
    found = posts.first()
    if found is None:
        raise ValueUnfit("还没有设置资助奖励经办岗位，不能受理申请")
    return found.body


def programmes_of(year: int) -> Any:
    """The programmes of a year, as a form offers them."""
    model = CompensationApplication._meta.get_field("programme").related_model
    return model._default_manager.filter(year=year).order_by("code")  # type: ignore[union-attr]
