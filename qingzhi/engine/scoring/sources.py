"""Registries that higher domains fill at start-up: who may be drawn, what stands against it, what leaves are computed, what experts read.

A conflict source answers for all candidates and entries of a round at once (sets, never pair by pair).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar


@dataclass(frozen=True)
class Involved:
    """What an entry touches: `role` is applicant, holder, inventor, agent, nominator, right …; a record or a name alone."""

    role: str
    ref_kind: str = ""
    ref_id: str = ""
    name: str = ""


@dataclass(frozen=True)
class EntryFacts:
    """An entry as sources see it."""

    id: int
    subject_kind: str
    subject_id: str
    title: str
    involved: tuple[Involved, ...] = ()

    def refs(self, ref_kind: str, *roles: str) -> set[int]:
        """The numbers of the records of a kind that it touches (in these roles, or in any)."""
        rows = (one for one in self.involved if one.ref_kind == ref_kind and (not roles or one.role in roles))
        return {int(one.ref_id) for one in rows if one.ref_id.isdecimal()}

    def names(self, *roles: str) -> set[str]:
        """The names in these roles."""
        return {one.name for one in self.involved if one.name and one.role in roles}


@dataclass(frozen=True)
class CandidateFacts:
    """An expert who may be drawn; `groups` are the codes of the groups that fit, none for every group."""

    subject_id: int
    name: str
    employer: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class GroupWanted:
    """A group for which experts are sought."""

    code: str
    title: str
    fields: str = ""


@dataclass(frozen=True)
class Screening:
    """What is asked of a conflict source."""

    experts: tuple[int, ...]  # subject ids
    entries: tuple[EntryFacts, ...]
    on: date


@dataclass(frozen=True)
class FoundConflict:
    """One conflict, with the record that says so; not `certain` where names alone agree.

    `entry` None: the whole round, for instance because the expert applies in it.
    """

    expert: int  # subject id
    entry: int | None  # EntryFacts.id
    reason: str
    source_text: str
    source_kind: str = ""
    source_id: str = ""
    source_url: str = ""
    certain: bool = True


@dataclass(frozen=True)
class Computed:
    """A computed leaf (0–100) or bonus (points), with its reason."""

    value: Decimal
    reason: str


@dataclass(frozen=True)
class Reading:
    """What an expert reads of an entry: facts, longer texts, documents as (name, address). Blind where it is asked so."""

    facts: Sequence[tuple[str, Any]] = ()
    texts: Sequence[tuple[str, str]] = ()
    documents: Sequence[tuple[str, str]] = field(default_factory=tuple)


ConflictFunction = Callable[[Screening], Iterable[FoundConflict]]
CandidateFunction = Callable[[Sequence[GroupWanted], date], Iterable[CandidateFacts]]
LeafFunction = Callable[[Sequence[EntryFacts], date], Mapping[int, Computed]]
ReadingFunction = Callable[[str, bool], Reading]
F = TypeVar("F")


class UnknownSource(LookupError):
    """Nobody registered a source of this code."""


@dataclass(frozen=True)
class Source(Generic[F]):
    """A registered function under a stable code."""

    code: str
    title: str
    function: F


class Registry(Generic[F]):
    """Sources of one kind."""

    def __init__(self, what: str):
        self.what = what
        self._known: dict[str, Source[F]] = {}

    def add(self, code: str, title: str, function: F) -> None:
        known = self._known.setdefault(code, Source(code, title, function))
        if (known.title, known.function) != (title, function):
            raise ValueError(f"{self.what} {code} is registered twice with different meanings")

    def get(self, code: str) -> Source[F]:
        try:
            return self._known[code]
        except KeyError:
            raise UnknownSource(f"no {self.what} is called {code!r}") from None

    def has(self, code: str) -> bool:
        return code in self._known

    def all(self) -> list[Source[F]]:
        return [self._known[code] for code in sorted(self._known)]

    def title(self, code: str) -> str:
        """For a page; a source that is not installed any more shows its code."""
        return self._known[code].title if code in self._known else code


conflicts: Registry[ConflictFunction] = Registry("conflict source")
candidates: Registry[CandidateFunction] = Registry("candidate source")
leaf_functions: Registry[LeafFunction] = Registry("leaf function")
readings: Registry[ReadingFunction] = Registry("entry reading")


def conflict_source(code: str, title: str, function: ConflictFunction) -> None:
    """Register a rule of avoidance 「回避」, at start-up."""
    conflicts.add(code, title, function)


def candidate_source(code: str, title: str, function: CandidateFunction) -> None:
    """Register where experts come from, at start-up."""
    candidates.add(code, title, function)


def leaf_function(code: str, title: str, function: LeafFunction) -> None:
    """Register how a leaf is computed, at start-up."""
    leaf_functions.add(code, title, function)


def entry_reading(subject_kind: str, title: str, function: ReadingFunction) -> None:
    """Register what experts read of entries of a kind: `function(subject_id, blind)`."""
    readings.add(subject_kind, title, function)
