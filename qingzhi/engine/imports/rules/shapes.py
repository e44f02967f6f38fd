"""The shapes that readers, the engine and the writers of registers pass to each other. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Values = Sequence[str]  # one text per field, in the order of the kind's fields; "" where the file has none
Row = tuple[int, Values]  # the line (or record) that it stands on, from 1, and its values
MOST_CHARACTERS = 4_000  # of one cell, where its field does not say otherwise


class FileRefused(Exception):
    """A file (or a mapping) that cannot be read; `reason` is one sentence, `str` of it has the line in front."""

    def __init__(self, reason: str, line: int | None = None):
        super().__init__(f"第 {line} 行：{reason}" if line else reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True)
class Field:
    """A column that a kind understands: its synonyms are the names that national exports give it."""

    name: str
    title: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    longest: int = MOST_CHARACTERS
    protected: bool = False  # personal (identity numbers, phones): rejected rows keep it sealed, pages show it masked


@dataclass(frozen=True)
class Fault:
    """Why a row (or a part of it) was not taken: the field by name ("" for the row), what stood there, one sentence."""

    line: int
    field: str
    content: str
    reason: str


@dataclass(frozen=True)
class RecordFormat:
    """A format that is no table (XML, JSON): recognised by its beginning, read record by record as mappings by field.

    `read` yields (record number from 1, texts by field name) and raises `FileRefused`; it never holds the whole file.
    """

    code: str
    title: str
    recognises: Callable[[bytes], bool]
    read: Callable[[Path], Iterator[tuple[int, dict[str, str]]]]
