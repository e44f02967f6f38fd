"""What the steps of a penalty case do after the decision: service, payment, the court, remedies, closing."""

from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.engine.documents.rules.drawing.layout import chinese_date
from qingzhi.engine.limits.queries import limit
from qingzhi.engine.procedures.actions import end_clock
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..actions import revoke_decision
from ..actions.finality import COURT
from ..actions.measures import end_remedy, note_remedy
from ..actions.papers import issue_paper
from ..actions.relief import ask_relief, decide_relief
from ..queries.payments import dues_of
from ..queries.rulings import ask
from ..refusals import ValueNotValid
from ..refusals.decisions import DecisionStands
from ..rules.penalty import days_late, surcharge, unpaid
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


def surcharge_of(case: Any, on: date) -> Decimal:
    """What delay has added by a day to what is still owed of the fine: the table's rate for each part from its own day, never above
    the part. While the decision is contested it does not grow, where the law says so: 《行政处罚法》(2021) 第七十三条第三款."""
    dossier = case.dossier
    rate = ask("surcharge", {"offence": dossier.offence}, case.rules_on)["outcome"]
    held = [(one.accepted_on, one.ended_on or on) for one in case.remedies.all()] if rate.get("stands_still") else []
    daily, cap = Decimal(rate["daily"]), Decimal(rate["cap"])
    parts = [one for one in unpaid(dues_of(case), dossier.paid) if one.is_fine]
    return sum((surcharge(one.amount, days_late(one.last, on, held), daily, cap) for one in parts), Decimal(0))


@effect("enforcement.end_court_clock", "结束申请强制执行期限")
def end_court_clock(occurrence: Occurrence) -> None:
    """Paid, asked for, or fallen: the three months have done their work."""
    end_clock(case=occurrence.case, code=COURT, on=occurrence.on)


@effect("enforcement.ask_relief", "登记延期、分期缴纳申请")
def relief_asked(occurrence: Occurrence) -> None:
    data = occurrence.data
    ask_relief(
        actor=occurrence.actor, decision=standing_decision(occurrence), asked_on=data["asked_on"], ground=data["ground"],
        parts=data["parts"],
    )  # fmt: skip


@effect("enforcement.grant_relief", "批准延期、分期缴纳并制发通知书")
def relief_granted(occurrence: Occurrence) -> None:
    """延期（分期）缴纳罚款通知书 with the new days."""
    relief = decide_relief(actor=occurrence.actor, case=occurrence.case, granted=True, answer=occurrence.note)
    decision, parts = relief.decision, list(relief.parts.all())
    paper = issue_paper(occurrence.actor, occurrence.case, "relief", {
        "party": decision.party_name, "decision_number": decision.number, "asked_on": relief.asked_on, "ground": relief.ground,
        "parts": [f"{chinese_date(one.due_on)}前缴纳人民币{one.amount:,.2f}元" for one in parts],
    }, party=decision.party)  # fmt: skip
    relief.document = paper
    relief.save(update_fields=["document"])


@effect("enforcement.refuse_relief", "不予延期、分期缴纳")
def relief_refused(occurrence: Occurrence) -> None:
    decide_relief(actor=occurrence.actor, case=occurrence.case, granted=False, answer=occurrence.note)


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
        f"已于{chinese_date(dossier.paid_on)}缴清{dossier.paid:,.2f}元" if dossier.paid else "没有须缴纳的罚没款"
    )
    issue_paper(occurrence.actor, occurrence.case, "closing", {
        "party": dossier.party_name, "offence": dossier.get_offence_display(), "decided": decided, "carried_out": how,
        "approved_by": occurrence.actor.name,
    })  # fmt: skip
