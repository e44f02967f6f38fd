"""Conditions of the steps of a subsidy, each with the sentence that is told when it does not hold."""

from django.db.models import Q

from qingzhi.base.permits import Answer
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import guard
from qingzhi.engine.publication.queries import open_objections
from qingzhi.engine.publication.terms import OPEN, Standing

from ..queries.credit import credit_answers
from ..queries.ledger import earlier_payments
from ..queries.offers import bars
from ..queries.rulings import Rulings
from ..terms import CallState

YES = Answer(True, "")


@guard("support.window_open", "申报期内")
def window_open(occurrence: Occurrence) -> Answer:
    """The call is published and the day lies in its window; what was sent in time may be corrected later."""
    call = occurrence.dossier.call
    if call.state != CallState.PUBLISHED:
        return Answer(False, "申报通知已撤回，不能提交")
    if occurrence.on < call.opens_on:
        return Answer(False, f"申报自 {call.opens_on} 开始")
    if occurrence.on > call.closes_on:
        return Answer(False, f"申报已于 {call.closes_on} 截止")
    return YES


@guard("support.with_precheck", "通知要求市州初审")
def with_precheck(occurrence: Occurrence) -> Answer:
    """The way over the prefecture is for calls that ask for it."""
    return YES if occurrence.dossier.call.precheck else Answer(False, "本通知不须市州初审，请直接提交")


@guard("support.without_precheck", "通知不要求市州初审")
def without_precheck(occurrence: Occurrence) -> Answer:
    """The way straight to the office is for the others."""
    return Answer(False, "本通知须经市州初审") if occurrence.dossier.call.precheck else YES


@guard("support.claims_chosen", "已选择权利")
def claims_chosen(occurrence: Occurrence) -> Answer:
    """Something is asked for."""
    return YES if occurrence.dossier.claims.all() else Answer(False, "请至少选择一项申报的权利")


@guard("support.documents_complete", "材料齐全")
def documents_complete(occurrence: Occurrence) -> Answer:
    """Every document that the call asks for is attached; all that is missing is named at once 「一次性告知」."""
    held = {one.slot for one in occurrence.case.attachments.all() if one.replaced_at is None}
    missing = [one.label for one in occurrence.dossier.call.documents.all() if one.required and one.code not in held]
    return Answer(False, f"还缺少{len(missing)}项材料：{'、'.join(missing)}") if missing else YES


@guard("support.credit_clear", "信用核查")
def credit_clear(occurrence: Occurrence) -> Answer:
    """No archive speaks against the applicant; where none is connected, nothing is refused for it."""
    barred = [one for one in credit_answers(occurrence.dossier.party, occurrence.on) if one.is_bar]
    return Answer(False, "；".join(f"{one.source}：{one.text}" for one in barred)) if barred else YES


@guard("support.right_not_paid", "同一权利未重复资助")
def right_not_paid(occurrence: Occurrence) -> Answer:
    """No claim that would be paid stands in the ledger already, whoever paid, whoever held the right."""
    claims = [one for one in occurrence.dossier.claims.all() if one.amount > 0]
    found = earlier_payments((one.kind, one.number) for one in claims)
    rulings = Rulings(occurrence.case.rules_on)
    for claim in claims:
        earlier = found.get((claim.kind, claim.number, claim.act, claim.part))
        if earlier is not None and bars(earlier, rulings):
            return Answer(False, f"{claim.number_shown}：{earlier.told}")
    return YES


@guard("support.something_to_grant", "有可资助的事项")
def something_to_grant(occurrence: Occurrence) -> Answer:
    """The computation leaves something."""
    if occurrence.dossier.amount_computed > 0:
        return YES
    return Answer(False, "核算结果为零，请不予资助或先更正")


@guard("support.not_corrected_yet", "补正限一次")
def not_corrected_yet(occurrence: Occurrence) -> Answer:
    """An application is returned once, with everything named."""
    return Answer(False, "已退回补正过一次，不能再次退回") if occurrence.dossier.corrections else YES


@guard("support.correction_overdue", "补正逾期")
def correction_overdue(occurrence: Occurrence) -> Answer:
    """Only what was not corrected in time lapses."""
    clock = occurrence.case.clocks.filter(code="correction", ended_on=None).first()
    due_on = clock.due_on if clock is not None else None
    if due_on is None or occurrence.on > due_on:
        return YES
    return Answer(False, f"补正期限到 {due_on} 届满，尚未逾期")


@guard("support.publicity_over", "公示期满无未决异议")
def publicity_over(occurrence: Occurrence) -> Answer:
    """The period is over, and nobody's objection to this case or to the whole list is undecided."""
    publication = occurrence.dossier.publication
    if publication is None:
        return Answer(False, "尚未公示")
    if publication.withdrawn_at is not None:
        return Answer(False, f"公示已撤回：{publication.withdrawn_reason}")
    if publication.closes_on is not None and occurrence.on <= publication.closes_on:
        return Answer(False, f"公示期到 {publication.closes_on} 届满")
    case = occurrence.case
    about = Q(item=None) | Q(item__subject_kind=case._meta.label_lower, item__subject_id=str(case.pk))
    waiting = open_objections(publication).filter(about).count()
    return Answer(False, f"有{waiting}件异议尚未办结") if waiting else YES


@guard("support.objections_dismissed", "异议均不成立")
def objections_dismissed(occurrence: Occurrence) -> Answer:
    """The publicity goes on when no objection to this case is undecided and none was found right."""
    publication, case = occurrence.dossier.publication, occurrence.case
    if publication is None:
        return YES
    mine = publication.objections.filter(item__subject_kind=case._meta.label_lower, item__subject_id=str(case.pk))
    if mine.filter(standing=Standing.UPHELD).exists():
        return Answer(False, "已有异议认定成立，请按成立处理")
    waiting = mine.filter(standing__in=OPEN).count()
    return Answer(False, f"另有{waiting}件异议尚未办结") if waiting else YES


@guard("support.bank_account_known", "已填收款账户")
def bank_account_known(occurrence: Occurrence) -> Answer:
    """Money needs somewhere to go."""
    return YES if occurrence.dossier.account_sealed else Answer(False, "申报单位没有填写收款账户")
