"""The registries: procedures by code and version, effects and guards by name. An unknown name raises."""

from collections.abc import Callable
from dataclasses import dataclass

from qingzhi.engine.tasks.kinds import work_kind

from .declaring import Effect, Guard, Procedure


class UnknownProcedure(LookupError):
    """A procedure that nobody declared."""


class UnknownName(LookupError):
    """An effect or guard that nobody registered."""


@dataclass(frozen=True)
class Named:
    """A registered effect or guard, with what it does in official words."""

    code: str
    title: str
    call: Callable[..., object]


_procedures: dict[tuple[str, int], Procedure] = {}
_effects: dict[str, Named] = {}
_guards: dict[str, Named] = {}


def procedure(declared: Procedure) -> Procedure:
    """Register a procedure; another one under the same code and version raises."""
    if _procedures.setdefault((declared.code, declared.version), declared) is not declared:
        raise ValueError(f"procedure {declared.code} version {declared.version} is declared twice")
    work_kind(work_kind_of(declared.code), declared.title)
    return declared


def work_kind_of(code: str) -> str:
    """The kind of the work items of a procedure's cases."""
    return f"procedures.{code}"


def effect(code: str, title: str) -> Callable[[Effect], Effect]:
    """Register what a step does beside moving the case: an action of a domain, called in the step's transaction."""

    def register(call: Effect) -> Effect:
        _register(_effects, code, title, call)
        return call

    return register


def guard(code: str, title: str) -> Callable[[Guard], Guard]:
    """Register a condition of steps, which answers with its reason."""

    def register(call: Guard) -> Guard:
        _register(_guards, code, title, call)
        return call

    return register


def _register(names: dict[str, Named], code: str, title: str, call: Callable[..., object]) -> None:
    if names.setdefault(code, Named(code, title, call)).call is not call:
        raise ValueError(f"{code} is registered twice")


def procedure_of(code: str, version: int | None = None) -> Procedure:
    """The declared procedure, its newest version where none is given; raises `UnknownProcedure`."""
    versions = [known for name, known in _procedures if name == code]
    try:
        return _procedures[(code, version if version is not None else max(versions))]
    except (KeyError, ValueError):
        raise UnknownProcedure(f"no procedure is called {code!r} (version {version})") from None


def all_procedures() -> list[Procedure]:
    """The newest version of every procedure, by code."""
    return [procedure_of(code) for code in sorted({code for code, _ in _procedures})]


def period_limits() -> set[str]:
    """The codes of the limits that are times which have to pass, in whichever procedure."""
    return {clock.limit for one in every_version() for clock in one.clocks if clock.period}


def every_version() -> list[Procedure]:
    return [_procedures[key] for key in sorted(_procedures)]


def effect_of(code: str) -> Named:
    return _found(_effects, code)


def guard_of(code: str) -> Named:
    return _found(_guards, code)


def _found(names: dict[str, Named], code: str) -> Named:
    try:
        return names[code]
    except KeyError:
        raise UnknownName(f"nothing is registered as {code!r}") from None
