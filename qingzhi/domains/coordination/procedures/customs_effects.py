"""What the steps of goods held at the border ask and do."""

from typing import Any

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM, Answer
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect, guard

from ..actions.handing import send_handover
from ..queries.customs import security_for
from ..terms import HandoverKind
from ..terms.customs import SecurityKind, SecurityMode, SeizureWay

YES = Answer(True, "")


def _keep(occurrence: Occurrence, **values: Any) -> None:
    dossier = occurrence.dossier
    for name, value in values.items():
        setattr(dossier, name, value)
    dossier.save(update_fields=list(values))


def _last(occurrence: Occurrence, code: str) -> Any:
    """The last day of a clock of the case, whether it still runs or not."""
    return occurrence.case.clocks.filter(code=code).order_by("-id").values_list("due_on", flat=True).first()


def _over(occurrence: Occurrence, code: str, told: str) -> Answer:
    last = _last(occurrence, code)
    return YES if last is not None and occurrence.on > last else Answer(False, f"{told}到 {last} 届满")


@guard("coordination.ex_officio", "海关依职权")
def ex_officio(occurrence: Occurrence) -> Answer:
    asked = occurrence.dossier.way == SeizureWay.EX_OFFICIO
    return YES if asked else Answer(False, "这是权利人申请的扣留")


@guard("coordination.on_request", "权利人申请")
def on_request(occurrence: Occurrence) -> Answer:
    asked = occurrence.dossier.way == SeizureWay.ON_REQUEST
    return YES if asked else Answer(False, "这是海关依职权的扣留，扣留后由海关调查认定")


@guard("coordination.security_enough", "担保不低于应提供的金额")
def security_enough(occurrence: Occurrence) -> Answer:
    """《条例》第十四条、实施办法第二十三条: what the table asks for, or a general security (marks only)."""
    if not occurrence.data:
        return YES
    dossier, given = occurrence.dossier, occurrence.data
    if given["kind"] == SecurityKind.GENERAL:
        return Answer(False, "总担保只适用于商标") if dossier.recordal.is_patent else YES
    if given["amount"] < dossier.security:
        return Answer(False, f"担保不足：应提供{dossier.security:,.2f}元（{dossier.security_told}）")
    return YES


@guard("coordination.in_time", "在答复期限内")
def in_time(occurrence: Occurrence) -> Answer:
    """《条例》第十六条: who lets the days pass has not asked."""
    last = _last(occurrence, "reply")
    return Answer(False, f"答复期限已于 {last} 届满") if last is not None and occurrence.on > last else YES


@guard("coordination.reply_over", "答复期限届满")
def reply_over(occurrence: Occurrence) -> Answer:
    return _over(occurrence, "reply", "答复期限")


@guard("coordination.court_over", "等待法院通知的期限届满")
def court_over(occurrence: Occurrence) -> Answer:
    """《条例》第二十四条."""
    return _over(occurrence, "court", "等待法院协助执行通知的期限")


@guard("coordination.bond_enough", "专利权案件，反担保与货物等值")
def bond_enough(occurrence: Occurrence) -> Answer:
    """《条例》第十九条: for patents only."""
    dossier = occurrence.dossier
    asked = security_for(SecurityMode.COUNTER, dossier.value, occurrence.on, patent=dossier.recordal.is_patent)
    if not asked.allowed:
        return Answer(False, asked.told)
    if occurrence.data and occurrence.data["amount"] < asked.amount:
        return Answer(False, f"反担保不足：{asked.told}")
    return YES


@effect("coordination.customs_noticed", "通知权利人")
def noticed(occurrence: Occurrence) -> None:
    _keep(occurrence, noticed_on=occurrence.on)


@effect("coordination.keep_security", "记下担保")
def keep_security(occurrence: Occurrence) -> None:
    _keep(occurrence, security_kind=occurrence.data["kind"], security_given=occurrence.data["amount"])


@effect("coordination.goods_seized", "扣留货物")
def goods_seized(occurrence: Occurrence) -> None:
    """From this day run 30 working days for the finding and 50 (on request 20) for the court."""
    _keep(occurrence, seized_on=occurrence.on)


@effect("coordination.keep_finding", "记下调查认定")
def keep_finding(occurrence: Occurrence) -> None:
    _keep(occurrence, finding=occurrence.data["finding"].strip())


@effect("coordination.keep_bond", "记下反担保")
def keep_bond(occurrence: Occurrence) -> None:
    _keep(occurrence, bond=occurrence.data["amount"])


@effect("coordination.keep_court", "记下法院的通知")
def keep_court(occurrence: Occurrence) -> None:
    _keep(occurrence, court=occurrence.data["court"].strip(), court_number=occurrence.data["number"].strip())


@effect("coordination.keep_disposal", "记下处置")
def keep_disposal(occurrence: Occurrence) -> None:
    _keep(occurrence, disposal=occurrence.data["disposal"], disposal_why=occurrence.data["why"].strip())


@effect("coordination.ask_authority", "请知识产权部门协助")
def ask_authority(occurrence: Occurrence) -> None:
    """《条例》第二十一条: an envelope with the limit of assistance; its silence stands on the board."""
    case = occurrence.case
    send_handover(
        actor=SYSTEM, kind=HandoverKind.ASSIST, sender=case.body, receiver=occurrence.data["receiver"], title=f"协助认定：{case.title}"[:200],
        asked=occurrence.data["request"], basis="《知识产权海关保护条例》（2018年修订）第二十一条", limit="coordination.assist", case=case,
    )  # fmt: skip


def since_notice(case: Any) -> Any:
    return case.dossier.noticed_on


def since_seizure(case: Any) -> Any:
    return case.dossier.seized_on or clock.today()


def court_limit(case: Any) -> str:
    """Fifty working days where the customs act by themselves, twenty where the holder asked (《条例》第二十四条)."""
    by_holder = case.dossier.way == SeizureWay.ON_REQUEST
    return "coordination.customs.court.requested" if by_holder else "coordination.customs.court"
