"""The registry of kinds: whoever opens work items declares what they are; an undeclared kind raises."""

from dataclasses import dataclass


class UnknownWorkKind(LookupError):
    """A work item of a kind that nobody declared."""


@dataclass(frozen=True)
class WorkKind:
    """What a work item asks for: `title` as filters show it (填报进展), `verb` as its button says (填报)."""

    code: str
    title: str
    verb: str = "办理"
    icon: str = "task"


_kinds: dict[str, WorkKind] = {}


def work_kind(code: str, title: str, *, verb: str = "办理", icon: str = "task") -> WorkKind:
    """Declare a kind at start-up; the same code with another meaning raises."""
    found = WorkKind(code, title, verb, icon)
    if _kinds.setdefault(code, found) != found:
        raise ValueError(f"work kind {code} is declared twice with different meanings")
    return found


def kind_of(code: str) -> WorkKind:
    """The declared kind; raises `UnknownWorkKind`."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownWorkKind(f"no work kind is called {code!r}") from None


def kind_title(code: str) -> str:
    """The title for a page; rows of a kind whose app is not installed any more show their code."""
    return _kinds[code].title if code in _kinds else code


def all_kinds() -> list[WorkKind]:
    """Every declared kind, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
