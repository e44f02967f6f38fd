"""Another body's system answers an envelope on which a case waits: the answer is a step of that case."""

from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.actions import take_step
from qingzhi.engine.procedures.models import Case

from ..models import Handover
from ..refusals import AnsweredAlready, ValueNotValid
from ..terms import HandoverKind, Reply
from .handing import ended_told

TRANSFER = "coordination.transfer"
STEPS = {
    (HandoverKind.TRANSFER, Reply.ACCEPT): "receive",
    (HandoverKind.TRANSFER, Reply.RETURN): "return_",
    (HandoverKind.FILING, Reply.ACCEPT): "file",
    (HandoverKind.FILING, Reply.REFUSE): "not_file",
    (HandoverKind.REVIEW, Reply.ACCEPT): "file",
    (HandoverKind.REVIEW, Reply.REFUSE): "uphold",
    (HandoverKind.SUPERVISION, Reply.ACCEPT): "ask_reasons",
    (HandoverKind.SUPERVISION, Reply.REFUSE): "decline",
    (HandoverKind.EXPLAIN, Reply.ACCEPT): "explain",
    (HandoverKind.ORDER, Reply.ACCEPT): "file",
}


def step_of(handover: Handover, reply: Reply) -> str:
    """The step of a transfer that answers an envelope so; refuses where the page alone can tell (认定理由成立或通知立案)."""
    case = handover.case
    step = STEPS.get((HandoverKind(handover.kind), reply)) if case is not None and case.procedure == TRANSFER else None
    if step is None:
        raise ValueNotValid("这一事项不能这样答复；请在办件页办理", "reply")
    return step


def answer_by_step(
    *, actor: Actor, handover: Handover, reply: Reply, reason: str = "", text: str = "", filing_number: str = ""
) -> Case:
    """Take the step of the case that answers this envelope; the permits are those of the step."""
    step = step_of(handover, reply)
    if not handover.is_waiting:
        raise AnsweredAlready(ended_told(handover))
    given: dict[str, Any] = {"reason": reason, "filing_number": filing_number}
    case: Any = handover.case
    return take_step(
        actor=actor, case=case, step=step, revision=case.revision, data={k: v for k, v in given.items() if v}, note=text
    )
