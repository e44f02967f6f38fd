"""The procedure of a later check 「资助复核与追回」: told, answered, decided, paid back."""

from decimal import Decimal

from qingzhi.base.permits import Answer
from qingzhi.engine.documents.actions import issue_notice
from qingzhi.engine.limits.queries import due
from qingzhi.engine.procedures.declaring import Clock, Lane, Occurrence, Procedure, State, Step
from qingzhi.engine.procedures.registry import effect, guard, procedure
from qingzhi.engine.procedures.terms import Outcome, Relation, Waits

from ..actions.money import ask_back, take_in
from ..actions.rechecks import RECHECK
from ..models import PaidClaim, Recheck
from ..queries.dossier import recheck_context
from ..terms import ClaimState
from .step_forms import RecoveryForm, RepaymentForm, StatementForm


@effect("support.keep_statement", "记下情况说明")
def keep_statement(occurrence: Occurrence) -> None:
    """What the holder says."""
    dossier = occurrence.dossier
    dossier.statement = occurrence.data["statement"]
    dossier.save(update_fields=["statement"])


@effect("support.decide_recovery", "决定追回")
def decide_recovery(occurrence: Occurrence) -> None:
    """The amount is asked back in the ledger of money; the letter as it was signed is kept."""
    dossier, data = occurrence.dossier, occurrence.data
    dossier.amount, dossier.notice = data["amount"], data["notice"]
    dossier.save(update_fields=["amount", "notice"])
    application = dossier.paid.claim.application
    ask_back(
        actor=occurrence.actor, dossier=application, payee=application.party, decision=data["decision_number"],
        amount=dossier.amount, by=dossier,
    )  # fmt: skip
    until = due("support.recheck.repay", occurrence.on, region=occurrence.case.region_code).on
    values = {
        "case_number": occurrence.case.number, "matter": application.call.title, "applicant": application.party_name,
        "amount": dossier.amount, "reason": dossier.facts, "due_on": until, "account": "以财务部门另行告知的账户为准",
        "basis": data["decision_number"], "contact": application.call.contact,
    }  # fmt: skip
    issue_notice(
        actor=occurrence.actor, template="notice.recovery", subject=occurrence.case, body=occurrence.case.body, values=values,
        addressee=occurrence.case.applicant, url=f"/cases/{occurrence.case.pk}/",
    )  # fmt: skip


@effect("support.take_repayment", "登记退回")
def take_repayment(occurrence: Occurrence) -> None:
    """Money has come back: in the ledgers of money and of rights."""
    dossier, data = occurrence.dossier, occurrence.data
    application = dossier.paid.claim.application
    take_in(
        actor=occurrence.actor, dossier=application, payee=application.party, amount=data["repaid"], on=data["repaid_on"],
        voucher=data["voucher"], by=dossier,
    )  # fmt: skip
    dossier.repaid += data["repaid"]
    dossier.repaid_on, dossier.voucher = data["repaid_on"], data["voucher"]
    dossier.save(update_fields=["repaid", "repaid_on", "voucher"])
    paid = (
        PaidClaim.objects.select_for_update(of=("self",)).select_related("claim__application").get(pk=dossier.paid_id)
    )
    paid.recovered += data["repaid"]
    paid.save(update_fields=["recovered"])
    claim = paid.claim
    if claim is not None:
        if paid.recovered >= (paid.amount or Decimal(0)):
            claim.state = ClaimState.RECOVERED.value
            claim.save(update_fields=["state"])
        claim.application.amount_recovered += data["repaid"]
        claim.application.save(update_fields=["amount_recovered"])


@guard("support.repaid_whole", "已足额退回")
def repaid_whole(occurrence: Occurrence) -> Answer:
    """Everything that was asked back has come in."""
    dossier = occurrence.dossier
    left = (dossier.amount or Decimal(0)) - dossier.repaid
    return Answer(left <= 0, f"尚有 {left} 元没有退回" if left > 0 else "")


RECHECKING = procedure(
    Procedure(
        code=RECHECK,
        title="资助复核与追回",
        dossier=Recheck,
        prefix="FH",
        initial="opened",
        states=(
            State("opened", "核查", task="核查", public="正在复核所获资助", stage="核查"),
            State("explaining", "待说明", Waits.APPLICANT, task="说明情况", public="请说明情况", stage="核查"),
            State("deciding", "待决定", task="作出追回决定", public="正在复核所获资助", stage="决定"),
            State("recovering", "待退回", Waits.APPLICANT, task="退回资助", public="请退回资助", stage="追回"),
            State("recovered", "已追回", Waits.NOBODY, outcome=Outcome.REVOKED, stage="办结"),
            State("kept", "不予追回", Waits.NOBODY, outcome=Outcome.CLOSED, stage="办结"),
        ),
        steps=(
            Step("ask", "请说明情况", ("opened",), "explaining", "office", style="primary", needs_reason=True),
            Step(
                "explain",
                "提交说明",
                ("explaining",),
                "deciding",
                "applicant",
                form=StatementForm,
                style="primary",
                effects=("support.keep_statement",),
            ),
            Step("go_on", "逾期未说明", ("explaining",), "deciding", "office", needs_reason=True),
            Step("submit_decision", "提请决定", ("opened",), "deciding", "office", needs_reason=True),
            Step(
                "recover",
                "决定追回",
                ("deciding",),
                "recovering",
                "chief",
                form=RecoveryForm,
                style="danger",
                effects=("support.decide_recovery",),
            ),
            Step("keep", "不予追回", ("opened", "deciding"), "kept", "chief", needs_reason=True),
            Step(
                "repay",
                "登记退回",
                ("recovering",),
                "recovering",
                "finance",
                form=RepaymentForm,
                effects=("support.take_repayment",),
            ),
            Step(
                "close",
                "追回办结",
                ("recovering",),
                "recovered",
                "office",
                style="primary",
                guards=("support.repaid_whole",),
            ),
        ),
        lanes=(
            Lane("applicant", "受资助单位", "support.apply", Relation.APPLICANT),
            Lane("office", "资助经办", "support.recheck"),
            Lane("chief", "资助负责人", "support.decide"),
            Lane("finance", "财务", "support.pay"),
        ),
        clocks=(
            Clock("explaining", "说明期限", "support.recheck.explain", ("explaining",)),
            Clock("recovering", "退回期限", "support.recheck.repay", ("recovering",)),
        ),
        view_permit="support.application.view",
        detail="support/case_recheck.html",
        context=recheck_context,
        basis="国知发保字〔2021〕1号（骗取的限期收回，待核对）；财政资金绩效管理的一般要求（默认，待确认）",
    )
)
