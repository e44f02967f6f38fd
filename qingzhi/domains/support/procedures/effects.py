"""What the steps of a subsidy do beside moving the case."""

from qingzhi.domains.credit.actions import note_check
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..actions.computing import recompute
from ..actions.ledger import mark_paid, promise, release_payment
from ..actions.money import hand_over_account, let_go, pay_money, promise_money
from ..actions.notices import publish_list, withdraw_row_of
from ..actions.past_cases import keep_subsidy
from ..models import PaidClaim
from ..queries.credit import credit_answers, told_credit
from ..queries.holders import local_office
from ..refusals import NothingClaimed, ValueNotValid
from ..terms import ClaimState


@effect("support.compute", "逐项核算")
def compute_all(occurrence: Occurrence) -> None:
    """Compute every claim as of today by the rules of the case's day."""
    recompute(occurrence.dossier, occurrence.on)


@effect("support.compute_on_submit", "提交时核算并登记承诺和信用核查")
def on_submit(occurrence: Occurrence) -> None:
    """The day of sending settles which rules hold; the promise and what the credit archives said are kept."""
    case, dossier = occurrence.case, occurrence.dossier
    if case.submitted_at is None:
        case.rules_on = occurrence.on
    dossier.case = case
    dossier.promised_on = occurrence.on
    answers = credit_answers(dossier.party, occurrence.on)
    dossier.credit_answers = told_credit(answers)
    note_check(
        actor=occurrence.actor,
        party=dossier.party,
        purpose=f"资助申报信用核查（{case.number}）",
        answer=dossier.credit_answers,
    )
    dossier.save(update_fields=["promised_on", "credit_answers"])
    recompute(dossier, occurrence.on, rules_on=case.rules_on)


@effect("support.to_prefecture", "转市州初审")
def to_prefecture(occurrence: Occurrence) -> None:
    """The prefecture's office handles the case; where there is none, the call's body itself."""
    office = local_office(occurrence.dossier.region_code)
    if office is not None:
        occurrence.case.body, occurrence.case.owner = office, None


@effect("support.to_office", "转省局受理")
def to_office(occurrence: Occurrence) -> None:
    """The call's body handles the case; the prefecture's opinion is kept."""
    dossier = occurrence.dossier
    occurrence.case.body, occurrence.case.owner = dossier.call.body, None
    agreed = "同意上报" if occurrence.data.get("agreed") == "yes" else "不同意上报"
    dossier.precheck_opinion = f"{agreed}：{occurrence.data.get('opinion', '')}"[:300]
    dossier.save(update_fields=["precheck_opinion"])


@effect("support.ask_correction", "一次性告知补正事项")
def ask_correction(occurrence: Occurrence) -> None:
    """Everything that is missing, numbered."""
    lines = [line.strip() for line in occurrence.data["missing"].splitlines() if line.strip()]
    dossier = occurrence.dossier
    dossier.corrections += 1
    dossier.correction_text = "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
    dossier.save(update_fields=["corrections", "correction_text"])


@effect("support.publish_one", "列入拟资助名单")
def publish_one(occurrence: Occurrence) -> None:
    """A case that no list has taken yet gets a list of its own."""
    dossier = occurrence.dossier
    if dossier.publication_id is None:
        dossier.publication = publish_list(occurrence.actor, dossier.call, [dossier])
        dossier.save(update_fields=["publication"])


@effect("support.note_objection", "记下异议处理意见")
def note_objection(occurrence: Occurrence) -> None:
    """What was found stays in the dossier."""
    dossier = occurrence.dossier
    dossier.objection = occurrence.data["finding"][:500]
    dossier.save(update_fields=["objection"])


@effect("support.withdraw_row", "撤下公示行")
def off_the_list(occurrence: Occurrence) -> None:
    """The row of the case is withdrawn from the list, with its trace."""
    withdraw_row_of(occurrence.dossier.publication, occurrence.case, "经调查，对本行的异议成立")


@effect("support.strike_claims", "剔除有异议的事项")
def strike_claims(occurrence: Occurrence) -> None:
    """The claims that fall with an objection are worth nothing from now on; what is left is published on a new list."""
    dossier, told = occurrence.dossier, f"异议成立，剔除：{occurrence.data['finding']}"[:300]
    dossier.claims.filter(pk__in=[int(one) for one in occurrence.data["struck"]]).update(struck=told)
    dossier.publication = None
    dossier.save(update_fields=["publication"])


@effect("support.keep_past_cases", "记入决策表办过的案件")
def keep_past(occurrence: Occurrence) -> None:
    """What the tables answer for a refused application is kept too: drafts are tried on refusals as well."""
    keep_subsidy(occurrence.dossier)


@effect("support.reserve_money", "核定、登记台账、预留并承诺资金")
def decide(occurrence: Occurrence) -> None:
    """The decision: computed once more, the rights take their place in the ledger, the money is kept and owed."""
    dossier, data = occurrence.dossier, occurrence.data
    amount = recompute(dossier, occurrence.on)
    if amount <= 0:
        raise NothingClaimed("按今天的台账和预算核算，资助额为零，不能作出资助决定")
    dossier.amount_granted = amount
    dossier.meeting, dossier.meeting_on = data["meeting"], data["meeting_on"]
    dossier.decision_number = data["decision_number"]
    dossier.save(update_fields=["amount_granted", "meeting", "meeting_on", "decision_number"])
    promise(occurrence.actor, dossier, occurrence.on)
    keep_subsidy(dossier)
    if dossier.call.programme is None:
        raise ValueNotValid("通知没有指定资金专项，不能作出资助决定")
    promise_money(
        actor=occurrence.actor, dossier=dossier, programme=dossier.call.programme, amount=amount, payee=dossier.party,
        decision=dossier.decision_number,
    )  # fmt: skip
    hand_over_account(dossier)


@effect("support.pay", "登记拨付")
def pay(occurrence: Occurrence) -> None:
    """The payment, in the ledgers of money and of rights."""
    dossier, data = occurrence.dossier, occurrence.data
    pay_money(actor=occurrence.actor, dossier=dossier, payee=dossier.party, voucher=data["voucher"], on=data["paid_on"])
    dossier.paid_on, dossier.voucher = data["paid_on"], data["voucher"]
    dossier.save(update_fields=["paid_on", "voucher"])
    mark_paid(dossier, data["paid_on"], f"{dossier.decision_number} {data['voucher']}")


@effect("support.confirm_receipt", "确认到账")
def confirm_receipt(occurrence: Occurrence) -> None:
    """The applicant says that the money has come."""
    dossier = occurrence.dossier
    dossier.received_on = occurrence.on
    dossier.save(update_fields=["received_on"])


@effect("support.take_decision_back", "撤销资助决定")
def take_decision_back(occurrence: Occurrence) -> None:
    """Before payment a decision may be withdrawn: money and rights are free again."""
    dossier = occurrence.dossier
    let_go(actor=occurrence.actor, dossier=dossier, payee=dossier.party, note=occurrence.note)
    for paid in PaidClaim.objects.filter(claim__application=dossier, released_at=None).order_by("pk"):
        release_payment(actor=occurrence.actor, paid=paid, reason=occurrence.note)
    dossier.claims.update(state=ClaimState.REFUSED.value)
    withdraw_row_of(dossier.result, occurrence.case, "资助决定已撤销，重新审查")
    dossier.amount_granted, dossier.result = None, None
    dossier.save(update_fields=["amount_granted", "result"])
