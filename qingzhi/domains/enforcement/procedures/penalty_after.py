"""What the steps of a penalty case do after the decision: service, payment, the court, remedies, closing."""

from typing import Any

from qingzhi.engine.limits.queries import due, limit
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..actions import revoke_decision
from ..actions.measures import end_remedy, note_remedy
from ..actions.papers import issue_paper
from ..queries.rulings import ask
from ..refusals import ValueNotValid
from ..refusals.decisions import DecisionStands
from ..rules.penalty import surcharge
from ..terms.penalty import RemedyKind, RemedyOutcome
from ..terms.service import ServedWhat, ServiceMethod
from .penalty_effects import keep, lines, officer_names, serve_from
from .penalty_guards import outstanding


def standing_decision(occurrence: Occurrence) -> Any:
    """The decision of the case; refused where none stands."""
    found = occurrence.dossier.decision
    if found is None:
        raise DecisionStands("本案没有有效的决定")
    return found


@effect("enforcement.serve_decision", "登记决定书的送达并制发送达回证")
def serve_decision(occurrence: Occurrence) -> None:
    decision = standing_decision(occurrence)
    data, party = occurrence.data, decision.party_name
    serve_from(occurrence, ServedWhat.DECISION, decision=decision, recipient=party)
    issue_paper(occurrence.actor, occurrence.case, "service_proof", {
        "party": party, "what": decision.document.title if decision.document else "决定书", "document_number": decision.number,
        "recipient": party, "method": ServiceMethod(data["method"]).label, "served_on": data["served_on"],
        "place": data.get("place", ""), "received_by": data.get("received_by", ""), "officers": officer_names(occurrence) or occurrence.actor.name,
    })  # fmt: skip


@effect("enforcement.note_payment", "登记缴款")
def note_payment(occurrence: Occurrence) -> None:
    dossier, amount = occurrence.dossier, occurrence.data["amount"]
    left = outstanding(dossier)
    if not 0 < amount <= left:
        raise ValueNotValid(f"还应缴 {left:,.2f} 元", "amount")
    keep(dossier, paid=dossier.paid + amount, paid_on=occurrence.data["paid_on"])


def surcharge_of(case: Any, on: Any) -> Any:
    """What delay has added by a day: the table's rate, never above the fine."""
    dossier, decision = case.dossier, case.dossier.decision
    last = due("enforcement.penalty.pay", decision.served_on, region=case.region_code, on=case.rules_on).on
    rate = ask("surcharge", {"offence": dossier.offence}, case.rules_on)["outcome"]
    from decimal import Decimal

    return surcharge(decision.fine, (on - last).days, Decimal(rate["daily"]), Decimal(rate["cap"]))


@effect("enforcement.demand", "制发催告书并登记送达")
def demand(occurrence: Occurrence) -> None:
    """催告书 with what is owed and what delay has added."""
    case, dossier, decision = occurrence.case, occurrence.dossier, standing_decision(occurrence)
    keep(dossier, demanded_on=occurrence.data["served_on"])
    paper = issue_paper(occurrence.actor, case, "demand", {
        "party": dossier.party_name, "decision_number": decision.number, "amount": outstanding(dossier),
        "surcharge": surcharge_of(case, occurrence.on), "limit": str(limit("enforcement.penalty.demand", case.rules_on).length),
    }, party=dossier.party)  # fmt: skip
    serve_from(occurrence, ServedWhat.DEMAND, document=paper)


@effect("enforcement.apply_to_court", "制发强制执行申请书")
def apply_to_court(occurrence: Occurrence) -> None:
    case, dossier, decision = occurrence.case, occurrence.dossier, standing_decision(occurrence)
    keep(dossier, court=occurrence.data["court"], court_applied_on=occurrence.on)
    money = hasattr(dossier, "paid")
    asked = (
        [
            f"执行罚没款人民币{outstanding(dossier):,.2f}元",
            f"执行加处罚款人民币{surcharge_of(case, occurrence.on):,.2f}元",
        ]
        if money
        else lines(decision.content)
    )
    issue_paper(occurrence.actor, case, "court_application", {
        "party": decision.party_name, "court": dossier.court, "decision_number": decision.number, "served_on": decision.served_on,
        "decided": lines(decision.content), "asked": asked,
    })  # fmt: skip


@effect("enforcement.keep_court_result", "登记法院执行结果")
def keep_court_result(occurrence: Occurrence) -> None:
    keep(occurrence.dossier, court_result=occurrence.data["court_result"])


@effect("enforcement.note_remedy", "登记复议或诉讼")
def remedy(occurrence: Occurrence) -> None:
    data = occurrence.data
    note_remedy(
        actor=occurrence.actor, decision=standing_decision(occurrence), kind=RemedyKind(data["kind"]), authority=data["authority"],
        number=data["number"], accepted_on=data["accepted_on"],
    )  # fmt: skip


@effect("enforcement.end_remedy", "登记复议或诉讼结果")
def remedy_result(occurrence: Occurrence) -> None:
    data = occurrence.data
    end_remedy(
        actor=occurrence.actor,
        remedy=data["remedy"],
        outcome=RemedyOutcome(data["outcome"]),
        on=data["on"],
        note=occurrence.note,
    )


@effect("enforcement.revoke", "撤销决定")
def revoke(occurrence: Occurrence) -> None:
    revoke_decision(
        actor=occurrence.actor, decision=standing_decision(occurrence), reason=occurrence.note, on=occurrence.on
    )


@effect("enforcement.close_penalty", "制发结案审批表")
def close_penalty(occurrence: Occurrence) -> None:
    dossier, decision = occurrence.dossier, occurrence.dossier.decision
    decided = lines(decision.content) if decision is not None else ["不予行政处罚"]
    how = dossier.court_result or (
        f"已于{dossier.paid_on}缴清{dossier.paid:,.2f}元" if dossier.paid else "没有须缴纳的罚没款"
    )
    issue_paper(occurrence.actor, occurrence.case, "closing", {
        "party": dossier.party_name, "offence": dossier.get_offence_display(), "decided": decided, "carried_out": how,
        "approved_by": occurrence.actor.name,
    })  # fmt: skip
