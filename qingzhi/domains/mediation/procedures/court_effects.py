"""What passes between a mediation and the court: to confirm, to rule, to enforce; each in an envelope with its own limit."""

from qingzhi.base.events.bus import publish
from qingzhi.domains.coordination.actions import answer_by_case, pass_by_case
from qingzhi.domains.coordination.terms import HandoverKind, Reply, ReplyReason
from qingzhi.engine.procedures.actions import put_aside
from qingzhi.engine.procedures.declaring import Occurrence
from qingzhi.engine.procedures.registry import effect

from ..events import AgreementConfirmed
from .effects import end
from .turning import keep

BASIS = "《人民调解法》第三十三条；《民事诉讼法》确认调解协议案件"
SIGNED = ("application", "signed_claimant", "signed_respondent")
KINDS = {  # limit, by which rule, which papers
    HandoverKind.CONFIRM: ("mediation.court.receive", BASIS, SIGNED),
    HandoverKind.RULE: ("mediation.ruling", BASIS, SIGNED),
    HandoverKind.EXECUTE: ("mediation.execution.receive", "《人民调解法》第三十三条第二款；《民事诉讼法》执行程序", ("execution", *SIGNED)),
}  # fmt: skip


def _ask(occurrence: Occurrence, kind: HandoverKind, asked: str) -> None:
    case, (limit, basis, slots) = occurrence.case, KINDS[kind]
    pass_by_case(
        case=case, kind=kind, sender=case.body, receiver=occurrence.dossier.court, asked=asked, basis=basis, limit=limit, slots=slots
    )  # fmt: skip


def _answer(occurrence: Occurrence, reply: Reply, text: str = "") -> None:
    """The envelope on which the case waits, in the court's name; a refusal's reason is told to both sides."""
    code = occurrence.data.get("reason", "") if reply is not Reply.ACCEPT else ""
    said = f"{ReplyReason(code).label}：{occurrence.note}"[:400] if code else ""
    keep(occurrence.dossier, court_said=said)
    answer_by_case(
        actor=occurrence.actor,
        case=occurrence.case,
        reply=reply,
        reason=code,
        text=text or occurrence.note or reply.label,
    )


@effect("mediation.ask_court", "共同申请司法确认")
def ask_court(occurrence: Occurrence) -> None:
    """Which court, from which day; it has the row's days to take it or not."""
    keep(occurrence.dossier, court=occurrence.data["court"], applied_on=occurrence.on)
    _apply(occurrence)


@effect("mediation.ask_again", "补正后再次提交")
def ask_again(occurrence: Occurrence) -> None:
    """The day of the first application counts."""
    _apply(occurrence)


def _apply(occurrence: Occurrence) -> None:
    dossier = occurrence.dossier
    asked = f"双方当事人于{dossier.effective_on:%Y年%m月%d日}达成的调解协议（{dossier.document}）已经生效，共同申请司法确认。"
    _ask(occurrence, HandoverKind.CONFIRM, asked)


@effect("mediation.court_received", "法院受理，审查确认")
def court_received(occurrence: Occurrence) -> None:
    """Taken: now the court has its time to rule."""
    _answer(occurrence, Reply.ACCEPT)
    _ask(occurrence, HandoverKind.RULE, f"请审查调解协议（{occurrence.dossier.document}）并作出裁定。")


@effect("mediation.court_returned", "记下法院退回")
def court_returned(occurrence: Occurrence) -> None:
    """What is missing is named; the paper has to be handed in anew."""
    slot = "application" if occurrence.step.code == "return_" else "execution"
    put_aside(actor=occurrence.actor, case=occurrence.case, slots=(slot,))
    _answer(occurrence, Reply.RETURN)


@effect("mediation.court_refused", "记下法院不予受理")
def court_refused(occurrence: Occurrence) -> None:
    """With its coded reason."""
    _answer(occurrence, Reply.REFUSE)


@effect("mediation.confirm", "记下司法确认")
def confirm(occurrence: Occurrence) -> None:
    """The agreement can be enforced from now on; the case from which it arose is settled."""
    _rule(occurrence, Reply.ACCEPT)
    publish(AgreementConfirmed(case_id=occurrence.case.pk))
    end(occurrence, settled=True)


@effect("mediation.not_confirmed", "记下驳回申请")
def not_confirmed(occurrence: Occurrence) -> None:
    """The sides may mediate again or sue."""
    _rule(occurrence, Reply.REFUSE)


def _rule(occurrence: Occurrence, reply: Reply) -> None:
    number = occurrence.data["ruling"]
    keep(occurrence.dossier, ruling=number, ruled_on=occurrence.on)
    _answer(occurrence, reply, "，".join(filter(None, (number, occurrence.note))))


@effect("mediation.ask_enforcement", "申请强制执行")
def ask_enforcement(occurrence: Occurrence) -> None:
    """By the side that was not paid, at the court that confirmed."""
    dossier = occurrence.dossier
    keep(dossier, asked_enforcement_on=occurrence.on)
    told = f"经{dossier.ruling}确认的调解协议（{dossier.document}）没有履行：{dossier.breach}"
    _ask(occurrence, HandoverKind.EXECUTE, f"{told}。申请强制执行。")


@effect("mediation.execution_taken", "法院立案执行")
def execution_taken(occurrence: Occurrence) -> None:
    """Under its number."""
    keep(occurrence.dossier, enforcement=occurrence.data["enforcement"])
    _answer(occurrence, Reply.ACCEPT, occurrence.data["enforcement"])


@effect("mediation.enforce", "记下执行结果")
def enforce(occurrence: Occurrence) -> None:
    """What the court brought in."""
    keep(occurrence.dossier, **occurrence.data)
