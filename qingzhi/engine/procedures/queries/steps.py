"""What may be done with a case now, by this actor, and why not where not."""

from dataclasses import dataclass

from qingzhi.base import clock
from qingzhi.base.permits import Actor, Answer

from ..access import may_take
from ..declaring import Occurrence, Step
from ..models import Case
from ..registry import guard_of


@dataclass(frozen=True)
class StepAnswer:
    """A step of the case's state with the answer whether this actor may take it now."""

    step: Step
    answer: Answer

    @property
    def allowed(self) -> bool:
        return self.answer.allowed


def steps_for(actor: Actor, case: Case, *, ask_guards: bool = True) -> list[StepAnswer]:
    """Every step that leads on from the case's state; those of other people's lanes are left out, those of one's own that a
    guard refuses stay, with the reason. Guards of a step with a form answer when it is taken."""
    found = []
    for step in case.declared.steps_from(case.state):
        answer = may_take(actor, case, step)
        if not answer:
            continue
        found.append(StepAnswer(step, _guarded(actor, case, step) if ask_guards and step.form is None else answer))
    return found


def _guarded(actor: Actor, case: Case, step: Step) -> Answer:
    occurrence = Occurrence(actor, case, case.declared, step, clock.today())
    for name in step.guards:
        answer = guard_of(name).call(occurrence)
        if not answer:
            return answer  # type: ignore[return-value]
    return Answer(True, "可以办理")
