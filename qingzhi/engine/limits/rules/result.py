"""The result of counting a limit: when it is due, and everything that led there."""

from dataclasses import dataclass
from datetime import date, datetime

from qingzhi.engine.limits.rules import wording
from qingzhi.engine.limits.rules.lengths import Extension, Length, Stop, Unit
from qingzhi.engine.limits.rules.steps import Step, StepCode


@dataclass(frozen=True)
class Due:
    """When a limit is due: `on` for limits in days, months, years; `at` for hours; neither while it is suspended.

    `nominal_on` is the last day before it was moved off a non-working day. While suspended, `suspended_on` is the day since
    when and `left` what will still run after resumption (empty: only the move of the last day is outstanding).
    """

    start: date
    length: Length
    on: date | None
    at: datetime | None
    nominal_on: date | None
    steps: tuple[Step, ...]
    warnings: tuple[str, ...]
    basis: str
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Extension, ...] = ()
    suspended_on: date | None = None
    left: tuple[Length, ...] = ()

    @property
    def is_suspended(self) -> bool:
        """Whether it waits for a stop to end."""
        return self.suspended_on is not None

    @property
    def is_moved(self) -> bool:
        """Whether the last day was moved to the next working day."""
        return self.on is not None and self.on != self.nominal_on

    @property
    def counted_days(self) -> int:
        """Days that count towards the limit, in its own sense of a day; 0 for hours."""
        return sum(step.days for step in self.steps if step.code is StepCode.COUNTED)

    @property
    def in_hours(self) -> bool:
        """Whether it is due at an instant."""
        return self.length.unit is Unit.HOUR

    def explain(self) -> list[str]:
        """How it was counted, in sentences for a page."""
        return wording.explanation(self)
