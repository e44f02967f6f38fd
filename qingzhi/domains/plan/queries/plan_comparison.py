"""One indicator in the plans of several levels, each with its own target 「指标纳入各级规划」."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..models import PlanVersion
from ..terms import PlanLevel
from .targets import PlanUse, states_of


@dataclass
class SharedIndicator:
    """An indicator with its targets by level of plan."""

    indicator: Any
    uses: list[PlanUse] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.indicator.name)

    @property
    def plans(self) -> int:
        return len({use.version.pk for use in self.uses})

    @property
    def shared(self) -> str:
        """Whether several plans have it, as the filter asks."""
        return "shared" if self.plans > 1 else "single"

    def at(self, level: PlanLevel) -> list[PlanUse]:
        return [use for use in self.uses if use.version.plan.level == level]

    @property
    def national(self) -> list[PlanUse]:
        return self.at(PlanLevel.NATIONAL)

    @property
    def province(self) -> list[PlanUse]:
        return self.at(PlanLevel.PROVINCE)

    @property
    def below(self) -> list[PlanUse]:
        return [*self.at(PlanLevel.PREFECTURE), *self.at(PlanLevel.COUNTY)]


def shared_indicators(versions: Sequence[PlanVersion], on: date | None = None) -> list[SharedIndicator]:
    """The indicators that these plans have targets of, those of the most plans first."""
    found: dict[int, SharedIndicator] = {}
    for state in states_of(versions, on):
        if state.indicator is not None:
            row = found.setdefault(state.indicator.pk, SharedIndicator(state.indicator))
            row.uses.append(PlanUse(state.target.version, state))
    return sorted(found.values(), key=lambda row: -row.plans)


def demands(uses: Sequence[PlanUse]) -> str:
    """The targets in one line, for a table file."""
    return "；".join(f"{use.version.plan.title} {use.state.goal_text}（当前 {use.state.current_text}）" for use in uses)
