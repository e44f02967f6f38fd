"""The registry of import kinds: a register says which fields it takes, how other formats become rows, and who writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from .models import Batch
from .rules.shapes import Fault, Field, FileRefused, RecordFormat, Row, Values

__all__ = [
    "DIFFERENCES",
    "Difference",
    "Fault",
    "Field",
    "FileRefused",
    "ImportKind",
    "Outcome",
    "RecordFormat",
    "Row",
    "UnknownImportKind",
    "Validation",
    "Values",
    "Writer",
    "all_kinds",
    "import_kind",
    "kind_of",
]


DIFFERENCES = 50


class UnknownImportKind(LookupError):
    """An import of a kind that nobody declared."""


@dataclass(frozen=True)
class Difference:
    """What a row would do to the register: `changes` are (field in words, old, new); nothing old for a new record."""

    line: int
    what: str  # "created" or "updated"
    label: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass
class Outcome:
    """What a writer did with some rows; `faults` may hold several for one line.

    Every row is one of created, updated, unchanged, older, or has a fault; a row that is none of these stops the batch.
    `differences` are told by `preview` alone, at most `DIFFERENCES` over all its calls.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    older: int = 0
    faults: list[Fault] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)


class Writer(Protocol):
    """Takes rows into a register. The engine calls it inside the transaction of one chunk; whatever it remembers between
    chunks (names, numbers) it must be able to read again from the records, since a batch may be resumed elsewhere."""

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Validate and write rows; old values of what is changed are kept (`keep_old`) for taking the batch back."""

    def preview(self, rows: Sequence[Row]) -> Outcome:
        """The same answer without writing anything (dry run), with `differences` for the page."""


class Validation(Protocol):
    """Validates rows without a database, in a process of its own; it can be pickled."""

    def __call__(self, rows: Sequence[Row]) -> tuple[Any, Sequence[int]]:
        """What the writer's `write_prepared` takes in place of the rows, and the lines that may yet be rejected."""


@dataclass(frozen=True)
class ImportKind:
    """What can be imported under one word of the command line: `patents`, `trademarks` …"""

    code: str
    title: str
    fields: tuple[Field, ...]
    permit: str
    begin: Callable[[Batch], Writer]
    roll_back: Callable[[Batch], int]  # how many records were put back; called inside the transaction of the action
    formats: tuple[RecordFormat, ...] = ()
    validation: Callable[[Batch], Validation] | None = None  # for large files; the writer then has `write_prepared`
    records: Callable[[Batch], str] | None = None  # the address of a list of the batch's records


_kinds: dict[str, ImportKind] = {}


def import_kind(kind: ImportKind) -> ImportKind:
    """Declare a kind at start-up; the same code twice raises."""
    if _kinds.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"import kind {kind.code} is declared twice")
    return kind


def kind_of(code: str) -> ImportKind:
    """The declared kind; raises `UnknownImportKind`."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownImportKind(f"no import kind is called {code!r}") from None


def all_kinds() -> list[ImportKind]:
    """Every declared kind, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
