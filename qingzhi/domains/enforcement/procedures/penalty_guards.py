"""Conditions of the steps of a penalty case, each with the sentence that is told when it does not hold."""

from datetime import timedelta
from typing import Any

from qingzhi.base.permits import Answer
from qingzhi.engine.limits.queries import calendar_for, due, limit
from qingzhi.engine.limits.rules.lengths import Unit
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import guard

from ..queries.finality import known_finality
from ..queries.payments import dues_of
from ..queries.rulings import ask_filing, filing_of
from ..queries.staff import is_officer, officer_problem, officers_of
from ..rules.penalty import overdue, unpaid
from ..terms.penalty import Filing, RemedyOutcome

YES = Answer(True, "")


@guard("enforcement.two_officers", "两名办案人员执法证有效且无须回避")
def two_officers(occurrence: Occurrence) -> Answer:
    """《行政处罚法》(2021) 第四十二条."""
    problem = officer_problem(occurrence.case, occurrence.on)
    return Answer(False, problem) if problem else YES


@guard("enforcement.filing_fits", "意见符合立案条件")
def filing_fits(occurrence: Occurrence) -> Answer:
    """What is proposed is what the table of filing allows."""
    if not occurrence.data:
        return YES
    told = ask_filing(occurrence.dossier, occurrence.data, occurrence.on)
    filing, reason = filing_of(told), told["outcome"].get("reason", "")
    if occurrence.data["proposed"] == "file" and filing is Filing.NOT:
        return Answer(False, f"不符合立案条件：{reason}")
    if occurrence.data["proposed"] == "leave" and filing is Filing.MUST:
        return Answer(False, f"{reason}，应当立案")
    return YES


@guard("enforcement.filing_proposed", "承办意见为立案")
def filing_proposed(occurrence: Occurrence) -> Answer:
    return YES if occurrence.dossier.file_proposed else Answer(False, "承办意见为不予立案，请批准不予立案或退回")


@guard("enforcement.leaving_proposed", "承办意见为不予立案")
def leaving_proposed(occurrence: Occurrence) -> Answer:
    return YES if occurrence.dossier.file_proposed is False else Answer(False, "承办意见为立案，请批准立案或退回")


@guard("enforcement.no_measure_runs", "强制措施均已处理")
def no_measure_runs(occurrence: Occurrence) -> Answer:
    """Nothing is kept or sealed past the end of the case."""
    running = sum(one.ended_on is None for one in occurrence.case.measures.all())
    return Answer(False, f"还有{running}项强制措施没有处理") if running else YES


@guard("enforcement.measure_runs", "有正在实施的强制措施")
def measure_runs(occurrence: Occurrence) -> Answer:
    running = any(one.ended_on is None for one in occurrence.case.measures.all())
    return YES if running else Answer(False, "没有正在实施的强制措施")


@guard("enforcement.evidence_held", "有证据")
def evidence_held(occurrence: Occurrence) -> Answer:
    """Nobody is punished on nothing."""
    return YES if occurrence.case.evidence.exists() else Answer(False, "还没有收取证据，请先在“证据”中登记")


@guard("enforcement.not_own_case", "审核人员不是办案人员")
def not_own_case(occurrence: Occurrence) -> Answer:
    """Who reviews has not investigated: 《市场监督管理行政处罚程序规定》(2021) 第四十九条."""
    if is_officer(occurrence.case, occurrence.actor.subject_id):
        return Answer(False, "您是本案的办案人员，不能审核本案")
    return YES


@guard("enforcement.hearing_right", "有权要求听证并在期限内提出")
def hearing_right(occurrence: Occurrence) -> Answer:
    """A hearing is for those penalties that the table names, asked for in time."""
    if not occurrence.dossier.may_hear:
        return Answer(False, f"不属于听证范围：{occurrence.dossier.hearing_told}")
    last = _due(occurrence, "statement")
    return Answer(False, f"要求听证的期限已于 {last} 届满") if last and occurrence.on > last else YES


@guard("enforcement.statement_over", "陈述申辩期限届满或书面放弃")
def statement_over(occurrence: Occurrence) -> Answer:
    """No decision before the party has had its days."""
    if occurrence.dossier.waived:
        return YES
    last = _due(occurrence, "statement")
    return Answer(False, f"陈述申辩期限到 {last} 届满") if last is None or occurrence.on <= last else YES


@guard("enforcement.collective_needed", "须集体讨论")
def collective_needed(occurrence: Occurrence) -> Answer:
    needed = occurrence.dossier.needs_collective
    return YES if needed else Answer(False, f"不须集体讨论：{occurrence.dossier.hearing_told}")


@guard("enforcement.collective_not_needed", "不须集体讨论")
def collective_not_needed(occurrence: Occurrence) -> Answer:
    needed = occurrence.dossier.needs_collective
    return Answer(False, f"须经负责人集体讨论：{occurrence.dossier.hearing_told}") if needed else YES


@guard("enforcement.hearing_noticed", "听证已按期通知")
def hearing_noticed(occurrence: Occurrence) -> Answer:
    """The notice goes out seven days ahead: 《行政处罚法》(2021) 第六十四条; who presides has not investigated."""
    if not occurrence.data:
        return YES
    first = earliest(occurrence.case, "enforcement.hearing.notice", occurrence.on)
    if occurrence.data["hearing_on"] < first:
        return Answer(False, f"听证须提前通知，最早可定在 {first}")
    if any(occurrence.data["host"] == one.certificate.person.name for one in officers_of(occurrence.case)):
        return Answer(False, "听证主持人不得是本案办案人员")
    return YES


@guard("enforcement.hearing_called", "听证已通知并到期")
def hearing_called(occurrence: Occurrence) -> Answer:
    day = occurrence.dossier.hearing_on
    if day is None:
        return Answer(False, "请先通知听证的时间和地点")
    return Answer(False, f"听证定于 {day} 举行") if occurrence.on < day else YES


@guard("enforcement.not_lengthened", "只延长一次")
def not_lengthened(occurrence: Occurrence) -> Answer:
    """The head lengthens once; after that the heads together."""
    again = _lengthened(occurrence, occurrence.step.code)
    return Answer(False, "已经延长过一次") if again else YES


@guard("enforcement.extension_known", "适用的规则允许延长")
def extension_known(occurrence: Occurrence) -> Answer:
    """The law of the case's day knows such an extension."""
    from qingzhi.engine.limits.queries import UnknownLimit

    try:
        limit("enforcement.penalty.check.extension", occurrence.case.rules_on)
    except UnknownLimit:
        return Answer(False, "本案适用的规则没有规定延长核查")
    return YES


@guard("enforcement.lengthened_once", "已由负责人批准延长过")
def lengthened_once(occurrence: Occurrence) -> Answer:
    return YES if _lengthened(occurrence, "lengthen") else Answer(False, "请先由负责人批准延长")


def _lengthened(occurrence: Occurrence, step: str) -> bool:
    return occurrence.case.last_entry(step) is not None


@guard("enforcement.all_paid", "罚没款已缴清")
def all_paid(occurrence: Occurrence) -> Answer:
    """What was decided has been paid."""
    left = outstanding(occurrence.dossier)
    return Answer(False, f"还有 {left:,.2f} 元没有缴清") if left > 0 else YES


@guard("enforcement.payment_overdue", "缴款期限届满未缴清")
def payment_overdue(occurrence: Occurrence) -> Answer:
    """A demand is for who has let the days pass."""
    dossier = occurrence.dossier
    if outstanding(dossier) <= 0:
        return Answer(False, "罚没款已缴清")
    dues = dues_of(occurrence.case)
    if overdue(dues, dossier.paid, occurrence.on) > 0:
        return YES
    first = next(iter(unpaid(dues, dossier.paid)), None)
    return Answer(False, f"缴款期限到 {first.last} 届满" if first else "决定还没有送达")


@guard("enforcement.demand_over", "催告期限届满")
def demand_over(occurrence: Occurrence) -> Answer:
    """To the court only when the demand's ten working days are over and nobody can contest the decision any more, and within three
    months from then: 《行政强制法》第五十三、五十四条."""
    last = _due(occurrence, "demand")
    if last is None or occurrence.on <= last:
        return Answer(False, f"催告期限到 {last} 届满")
    found, case = known_finality(occurrence.dossier.decision), occurrence.case
    if found.until is None or occurrence.on <= found.until:
        return Answer(False, found.reason or f"当事人可以复议、起诉到 {found.until}，期满才能申请强制执行")
    until = due("enforcement.penalty.court", found.until, region=case.region_code, on=case.rules_on).on
    return Answer(False, f"申请强制执行的期限已于 {until} 届满") if until and occurrence.on > until else YES


@guard("enforcement.remedy_revoked", "决定已被撤销或确认违法，或自行纠正")
def remedy_revoked(occurrence: Occurrence) -> Answer:
    """A remedy that is open is waited for; what was upheld stands."""
    rows = list(occurrence.case.remedies.all())
    if any(one.outcome in (RemedyOutcome.REVOKED, RemedyOutcome.ILLEGAL, RemedyOutcome.CHANGED) for one in rows):
        return YES
    if any(not one.outcome for one in rows):
        return Answer(False, "复议或诉讼尚无结果")
    return YES


@guard("enforcement.remedy_open", "有未结的复议或诉讼")
def remedy_open(occurrence: Occurrence) -> Answer:
    waiting = any(not one.outcome for one in occurrence.case.remedies.all())
    return YES if waiting else Answer(False, "没有未结的复议或诉讼")


@guard("enforcement.no_remedy_open", "没有未结的复议或诉讼")
def no_remedy_open(occurrence: Occurrence) -> Answer:
    waiting = any(not one.outcome for one in occurrence.case.remedies.all())
    return Answer(False, "复议或诉讼尚无结果，不能结案") if waiting else YES


@guard("enforcement.relief_possible", "可以申请延期、分期缴纳")
def relief_possible(occurrence: Occurrence) -> Answer:
    """Of the fine alone, once at a time: 《行政处罚法》第六十六条."""
    if any(one.granted is None for one in occurrence.case.reliefs.all()):
        return Answer(False, "已有一份申请等待批准")
    owed = outstanding(occurrence.dossier)
    return YES if owed > 0 and occurrence.dossier.decision.fine > 0 else Answer(False, "没有须缴纳的罚款")


@guard("enforcement.relief_asked", "有待批准的延期、分期申请")
def relief_asked(occurrence: Occurrence) -> Answer:
    waiting = any(one.granted is None for one in occurrence.case.reliefs.all())
    return YES if waiting else Answer(False, "当事人没有申请延期或者分期缴纳")


def outstanding(dossier: Any) -> Any:
    """What is still to be paid of the decision."""
    decision = dossier.decision
    return (decision.fine + decision.confiscated - dossier.paid) if decision is not None else 0


def earliest(case: Any, code: str, on: Any) -> Any:
    """The first day that lies so many days after a notice."""
    length = limit(code, case.rules_on).length
    if length.unit is Unit.WORKING_DAY:
        return calendar_for(case.region_code).shift(on, length.value)
    found = due(code, on, region=case.region_code, on=case.rules_on).nominal_on
    return found or on + timedelta(days=length.value)


def _due(occurrence: Occurrence, code: str) -> Any:
    row = occurrence.case.running_clock(code)
    return row.due_on if row is not None else None
