"""Guards and effects of special support, by the names that the declarations use."""

from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.models import CaseEntry
from qingzhi.engine.procedures.registry import effect, guard
from qingzhi.engine.publication.queries.objections import objections_of
from qingzhi.engine.publication.terms import OPEN

from ..actions import aid_deciding
from ..models import PriorityStanding
from ..rules.compensation import Fees
from ..terms.awards import CompensationKind


@guard("support.aid_not_returned", "只退回补正一次")
def not_returned(occurrence: Occurrence) -> Answer:
    """Everything missing is named at once."""
    if CaseEntry.objects.filter(case=occurrence.case, step="return_form").exists():
        return Answer(False, "已退回补正一次，请作出受理或不予受理的决定")
    return Answer(True, "还没有退回过")


@guard("support.compensates_transaction", "补偿的是交易")
def compensates_transaction(occurrence: Occurrence) -> Answer:
    """The application rests on a transaction."""
    return Answer(occurrence.dossier.kind == CompensationKind.TRANSACTION, "交易补偿按登记的交易记录计算")


@guard("support.compensates_enforcement", "补偿的是维权费用")
def compensates_enforcement(occurrence: Occurrence) -> Answer:
    """The application rests on an enforcement."""
    return Answer(occurrence.dossier.kind == CompensationKind.ENFORCEMENT, "维权费用须先核定票据")


@guard("support.trade_agrees", "会审同意")
def trade_agrees(occurrence: Occurrence) -> Answer:
    """The department of the trade agrees."""
    one = occurrence.dossier
    return Answer(one.trade_agrees is True, "会审同意" if one.trade_agrees else f"会审单位不同意：{one.trade_opinion}")


@guard("support.aid_computed", "已核定金额")
def computed(occurrence: Occurrence) -> Answer:
    """There is an amount to propose; priority has none."""
    if isinstance(occurrence.dossier, PriorityStanding):
        return Answer(True, "不涉及金额")
    amount = aid_deciding.amount_of(occurrence.dossier)
    if amount is None or amount <= 0:
        return Answer(False, "核定金额为零，只能作出不予支持的决定")
    return Answer(True, f"核定 {amount} 元")


@guard("support.aid_publicity_over", "公示期满且没有未决异议")
def publicity_over(occurrence: Occurrence) -> Answer:
    """The limit is over (stops counted) and nothing is left to be decided."""
    clock = occurrence.case.clocks.filter(code="publicity", ended_on=None).first()
    if clock is not None and clock.due_on is not None and occurrence.on <= clock.due_on:
        return Answer(False, f"公示至 {clock.due_on}，期满后办理")
    count = objections_of(occurrence.dossier).filter(standing__in=OPEN).count()
    return Answer(not count, f"还有 {count} 件异议没有办结" if count else "公示期满，没有未决异议")


@effect("support.compute_compensation", "计算补偿")
def compute_compensation(occurrence: Occurrence) -> None:
    """Compute, by the approved fees where there are any."""
    fees = Fees(**occurrence.data) if occurrence.data else None
    aid_deciding.compute_compensation(actor=occurrence.actor, application=occurrence.dossier, fees=fees)


@effect("support.send_joint", "送会审")
def send_joint(occurrence: Occurrence) -> None:
    """Ask the department of the trade."""
    aid_deciding.send_joint(actor=occurrence.actor, application=occurrence.dossier, **occurrence.data)


@effect("support.keep_opinion", "保存会审意见")
def keep_opinion(occurrence: Occurrence) -> None:
    """Keep the opinion."""
    aid_deciding.keep_opinion(actor=occurrence.actor, application=occurrence.dossier, **occurrence.data)


@effect("support.assess_fund", "保存专家评审并计算")
def assess_fund(occurrence: Occurrence) -> None:
    """Keep the score and compute."""
    aid_deciding.assess_fund(actor=occurrence.actor, application=occurrence.dossier, **occurrence.data)


@effect("support.publicise_aid", "发布公示")
def publicise_aid(occurrence: Occurrence) -> None:
    """Publish."""
    aid_deciding.publicise_aid(actor=occurrence.actor, dossier=occurrence.dossier)


@effect("support.promise_aid", "安排资金")
def promise_aid(occurrence: Occurrence) -> None:
    """Reserve and commit."""
    aid_deciding.promise_aid(actor=occurrence.actor, dossier=occurrence.dossier, decision=occurrence.note)


@effect("support.pay_aid", "登记拨付")
def pay_aid(occurrence: Occurrence) -> None:
    """Enter the payment."""
    aid_deciding.pay_aid(actor=occurrence.actor, dossier=occurrence.dossier, **occurrence.data)


@effect("support.keep_contract", "保存合同")
def keep_contract(occurrence: Occurrence) -> None:
    """Keep the contract."""
    aid_deciding.keep_contract(actor=occurrence.actor, application=occurrence.dossier, **occurrence.data)


@effect("support.keep_acceptance", "保存验收")
def keep_acceptance(occurrence: Occurrence) -> None:
    """Keep the acceptance."""
    aid_deciding.keep_acceptance(actor=occurrence.actor, application=occurrence.dossier, **occurrence.data)


@effect("support.recover_aid", "收回资金")
def recover_aid(occurrence: Occurrence) -> None:
    """Ask back."""
    aid_deciding.recover_aid(actor=occurrence.actor, application=occurrence.dossier, **occurrence.data)


@effect("support.recognise_priority", "认可优先支持资格")
def recognise_priority(occurrence: Occurrence) -> None:
    """Recognise."""
    aid_deciding.recognise_priority(actor=occurrence.actor, standing=occurrence.dossier, **occurrence.data)


@effect("support.end_priority", "终止优先支持资格")
def end_priority(occurrence: Occurrence) -> None:
    """End."""
    aid_deciding.end_priority(actor=occurrence.actor, standing=occurrence.dossier, reason=occurrence.note)
