"""The registry of import kinds: a register says which fields it takes, how other formats become rows, and who writes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from .models import Batch

Values = Sequence[str]  # one text per field, in the order of the kind's fields; "" where the file has none
Row = tuple[int, Values]  # the line (or record) that it stands on, from 1, and its values


class UnknownImportKind(LookupError):
    """An import of a kind that nobody declared."""


@dataclass(frozen=True)
class Field:
    """A column that a kind understands: its synonyms are the names that national exports give it."""

    name: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    example: str = ""


@dataclass(frozen=True)
class Fault:
    """Why a row (or a part of it) was not taken: the field by name ("" for the row), what stood there, one sentence."""

    line: int
    field: str
    content: str
    reason: str


@dataclass
class Outcome:
    """What a writer did with some rows; `faults` may hold several for one line."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    older: int = 0
    faults: list[Fault] = field(default_factory=list)


class Writer(Protocol):
    """Takes rows into a register. The engine calls it inside the transaction of one chunk; whatever it remembers between
    chunks (names, numbers) it must be able to read again from the records, since a batch may be resumed elsewhere."""

    def write(self, rows: Sequence[Row]) -> Outcome:
        """Validate and write rows; old values of what is changed are kept (`keep_old`) for taking the batch back."""

    def preview(self, rows: Sequence[Row]) -> Outcome:
        """The same answer without writing anything (dry run)."""


@dataclass(frozen=True)
class RecordFormat:
    """A format that is no table (XML, JSON): recognised by its beginning, read record by record as mappings by field."""

    code: str
    title: str
    recognises: Callable[[bytes], bool]
    read: Callable[[Path], Iterator[tuple[int, dict[str, str]]]]


@dataclass(frozen=True)
class ImportKind:
    """What can be imported under one word of the command line: `patents`, `trademarks` …"""

    code: str
    title: str
    fields: tuple[Field, ...]
    permit: str
    begin: Callable[[Batch], Writer]
    roll_back: Callable[[Batch], int]
    formats: tuple[RecordFormat, ...] = ()


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
