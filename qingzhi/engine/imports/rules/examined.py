"""What is known of a file before anything is imported: format, encoding, head, columns."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from .encodings import TextFile
from .heads import Match
from .shapes import Field


@dataclass(frozen=True)
class Sample:
    """A record as it stands in the file, for showing the mapping."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Examined:
    """A file's layout. Columns count from 0; lines from 1. `head` of a file of records is the titles of the kind's fields."""

    format: str  # csv, xlsx, xls or the code of a RecordFormat
    title: str
    fields: tuple[Field, ...]
    head: tuple[str, ...]
    head_digest: str
    matches: tuple[Match, ...]
    head_line: int = 0
    head_span: int = 1
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    repeated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sample: tuple[Sample, ...] = ()
    row_estimate: int | None = None
    text: TextFile | None = None

    @property
    def is_table(self) -> bool:
        """Whether there are columns to map; XML and JSON name their fields themselves."""
        return self.format in ("csv", "xlsx", "xls")

    @property
    def columns(self) -> dict[str, int]:
        """The certain matches: field → column, ready for `chunks`."""
        return {one.field: one.column for one in self.matches if one.certain}

    @property
    def uncertain(self) -> tuple[Match, ...]:
        """Proposals by likeness: shown, never applied without a person's word."""
        return tuple(one for one in self.matches if not one.certain)

    @property
    def missing(self) -> tuple[Field, ...]:
        """Required fields without a certain column."""
        return self.missing_from(self.columns)

    def missing_from(self, columns: dict[str, int]) -> tuple[Field, ...]:
        """Required fields that a chosen mapping leaves empty."""
        return tuple(field for field in self.fields if field.required and columns.get(field.name, -1) < 0)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Names of columns that no field takes."""
        used = {one.column for one in self.matches}
        return tuple(cell for column, cell in enumerate(self.head) if column not in used and cell.strip())

    def as_dict(self) -> dict[str, Any]:
        """The layout without matches and samples, for JSON: a batch that goes on later reads the file the same way."""
        found = {name: getattr(self, name) for name in _LAYOUT}
        return found | {"text": asdict(self.text) if self.text else None}

    @classmethod
    def from_dict(cls, layout: Mapping[str, Any], fields: Sequence[Field]) -> "Examined":
        """What `as_dict` kept."""
        found = {name: layout[name] for name in _LAYOUT}
        found |= {name: tuple(found[name]) for name in ("head", "repeated", "notes")}
        text = TextFile(**layout["text"]) if layout["text"] else None
        return cls(**found, text=text, fields=tuple(fields), matches=())


_LAYOUT = (
    "format", "title", "head", "head_digest", "head_line", "head_span", "encoding", "delimiter", "sheet",
    "repeated", "notes", "row_estimate",
)  # fmt: skip
