"""What a walk needs to know of a procedure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qingzhi.base.permits import Actor
from qingzhi.engine.procedures.declaring import Step
from qingzhi.engine.procedures.models import Case

Data = Mapping[str, Any] | Callable[[Case], Mapping[str, Any]]


@dataclass(frozen=True)
class Walk:
    """How a procedure is walked.

    `variants` make a case in its first state, by name; `who` is the right person for a step; `data` what each form is
    filled with; `before` what must be arranged outside the case before a step may be taken (a group, a seat, a vote);
    `paths` are directed walks, each a variant and its steps: together they come to every state and take every step.
    «wait» among the steps lets the days pass, «step!» is one that must be refused there.
    """

    code: str
    variants: Mapping[str, Callable[[], Case]]
    who: Callable[[Case, Step], Actor]
    paths: tuple[tuple[str, str], ...]
    data: Mapping[str, Data] = field(default_factory=dict)
    before: Mapping[str, Callable[[Case], None]] = field(default_factory=dict)
    starts_on: date = date(2018, 7, 2)
    wait: int = 60
    deciding: tuple[str, ...] = ()  # one of these steps stands before any money is paid

    def filled(self, case: Case, step: Step) -> Mapping[str, Any]:
        """What the step's form is filled with."""
        data = self.data.get(step.code, {})
        return data(case) if callable(data) else data
