"""What must hold of a declaration before any case is opened under it: asked at start-up, told all at once."""

from collections.abc import Iterable, Iterator

from django.core.exceptions import FieldDoesNotExist
from statemachine.exceptions import InvalidDefinition

from qingzhi.base.permits import UnknownPermit, permit

from .charts import chart_of
from .declaring import Procedure
from .registry import UnknownName, effect_of, guard_of


def problems_of(declared: Procedure) -> list[str]:
    """Every problem of a declaration, as sentences; none when a case can always go on and end."""
    found = [*_codes(declared), *_names(declared), *_dossier(declared)]
    if not found:
        found = [*_ways(declared)]
    if not found:
        try:
            chart_of(declared)
        except InvalidDefinition as error:
            found.append(f"the statechart library refuses it: {error}")
    return [f"procedure {declared.code}: {one}" for one in found]


def reachable(declared: Procedure, start: str) -> set[str]:
    """The states that a case can come to from a state."""
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for step in declared.steps_from(state):
            if step.target not in found:
                found.add(step.target)
                waiting.append(step.target)
    return found


def _codes(declared: Procedure) -> Iterator[str]:
    states = [one.code for one in declared.states]
    steps = [one.code for one in declared.steps]
    for what, codes in (("state", states), ("step", steps), ("clock", [one.code for one in declared.clocks])):
        yield from (f"{what} {code} is declared twice" for code in _doubled(codes))
        yield from (f"{what} {code} is no identifier" for code in codes if not code.isidentifier())
    known, lanes = set(states), {one.code for one in declared.lanes}
    if declared.initial not in known:
        yield f"its initial state {declared.initial} is not declared"
    for step in declared.steps:
        yield from (f"step {step.code} leaves unknown state {one}" for one in step.source if one not in known)
        if step.target not in known:
            yield f"step {step.code} leads to unknown state {step.target}"
        if step.lane not in lanes:
            yield f"step {step.code} is in unknown lane {step.lane}"
        if step.other_than and step.other_than not in steps:
            yield f"step {step.code} is to be taken by another than step {step.other_than}, which is not declared"
    for clock in declared.clocks:
        yield from (
            f"clock {clock.code} names unknown state {one}"
            for one in (*clock.runs_in, *clock.stopped_in)
            if one not in known
        )


def _names(declared: Procedure) -> Iterator[str]:
    for step in declared.steps:
        for names, find in ((step.guards, guard_of), (step.effects, effect_of)):
            for name in names:
                try:
                    find(name)
                except UnknownName:
                    yield f"step {step.code} names {name}, which nobody registered"
    for code in {declared.view_permit, *(lane.permit for lane in declared.lanes)}:
        try:
            permit(code)
        except UnknownPermit:
            yield f"it names permit {code}, which nobody declared"


def _dossier(declared: Procedure) -> Iterator[str]:
    try:
        field = declared.dossier._meta.get_field("case")
    except FieldDoesNotExist:
        yield f"its dossier {declared.dossier.__name__} has no field case"
        return
    if not field.one_to_one:
        yield f"its dossier {declared.dossier.__name__} is not one-to-one with the case"


def _ways(declared: Procedure) -> Iterator[str]:
    final = {one.code for one in declared.states if one.is_final}
    if not final:
        yield "no state ends it"
    reached = reachable(declared, declared.initial)
    for state in declared.states:
        if state.code not in reached:
            yield f"state {state.code} can never be reached"
        elif not state.is_final and not reachable(declared, state.code) & final:
            yield f"a case in state {state.code} can never end"


def _doubled(codes: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    return [code for code in codes if code in seen or seen.add(code)]  # type: ignore[func-returns-value]
