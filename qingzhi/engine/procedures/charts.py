"""A declaration as a statechart of python-statemachine, which then decides what leads where.

The library swallows errors of callbacks by default and ignores events that lead nowhere; both are switched off here, so that
a failed effect rolls the whole step back and an impossible step raises.
"""

from functools import cache
from typing import Any

from statemachine import State as ChartState
from statemachine import StateChart

from .declaring import Occurrence, Procedure, Step
from .refusals import GuardRefused
from .registry import effect_of, guard_of


def chart_of(declared: Procedure) -> type[StateChart]:
    """The statechart class of a procedure; made once per version. Raises the library's `InvalidDefinition`."""
    return _chart(declared.code, declared.version, _Held(declared))


def run(declared: Procedure, occurrence: Occurrence) -> str:
    """Take the step: guards, then effects; returns the state that the case is in now. Raises what a guard or effect raises."""
    chart = chart_of(declared)(model=_Place(occurrence.case.state), state_field="state")
    chart.send(_event(occurrence.step), occurrence=occurrence)
    state: str = chart.model.state
    return state


class _Place:
    """What the chart writes its state to; the case itself is written by the action."""

    def __init__(self, state: str):
        self.state = state


class _Held:
    """A declaration that the cache does not look into."""

    def __init__(self, declared: Procedure):
        self.declared = declared

    def __hash__(self) -> int:
        return hash((self.declared.code, self.declared.version))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.declared is self.declared


@cache
def _chart(code: str, version: int, held: _Held) -> type[StateChart]:
    declared = held.declared
    leaving = {source for step in declared.steps for source in step.source}
    states = {
        one.code: ChartState(one.label, value=one.code, initial=one.code == declared.initial,
                             final=one.is_final and one.code not in leaving)
        for one in declared.states
    }  # fmt: skip
    members: dict[str, Any] = {f"state_{name}": state for name, state in states.items()}
    for step in declared.steps:
        ways = [states[source].to(states[step.target], cond=_may_pass, on=_take_effect) for source in step.source]
        event = ways[0]
        for way in ways[1:]:
            event |= way
        members[_event(step)] = event
    members |= {"catch_errors_as_events": False, "allow_event_without_transition": False}
    name = "".join(part.title() for part in code.replace(".", "_").split("_"))
    return type(f"{name}Chart{version}", (StateChart,), members)


def _event(step: Step) -> str:
    return f"step_{step.code}"


def _may_pass(occurrence: Occurrence) -> bool:
    """Ask the guards in their order; the first refusal is raised with its reason, so that it can be told."""
    for name in occurrence.step.guards:
        answer: Any = guard_of(name).call(occurrence)
        if not answer:
            raise GuardRefused(answer.reason)
    return True


def _take_effect(occurrence: Occurrence) -> None:
    for name in occurrence.step.effects:
        effect_of(name).call(occurrence)
