"""What lies in a file, as `rules.reading` understands it, and what was confirmed for such a file before."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..kinds import Field, FileRefused, ImportKind, Row
from ..models import Batch, ColumnMapping
from ..refusals import FileNotUnderstood
from ..rules.examined import Examined
from ..rules.reading import Chunk, Reader, examine, open_reader


def examined(kind: ImportKind, path: Path, mapping: Mapping[str, str | int] | None = None) -> Examined:
    """Look into a file; `mapping` gives fields their columns (by name, or number from 1). Raises `FileNotUnderstood`."""
    with refusing():
        return examine(path, kind.fields, kind.formats, mapping or None, lambda digest: remembered(kind.code, digest))


def layout_of(kind: ImportKind, batch: Batch) -> Examined:
    """The file of a batch as it was understood when it came; matches and samples are not kept."""
    return Examined.from_dict(batch.understood, kind.fields)


def reader_of(kind: ImportKind, batch: Batch, path: Path, start: int = 0) -> "Records":
    """The records of a batch after the first `start`."""
    with refusing():
        reader = open_reader(path, layout_of(kind, batch), batch.columns, kind.formats, start)
    return Records(reader)


class Records:
    """A reader whose refusals are the engine's: `take` raises `FileNotUnderstood` wherever the file breaks."""

    def __init__(self, reader: Reader):
        self._reader = reader
        self.close = reader.close

    def take(self, size: int) -> Chunk | None:
        """The next records, at most `size`; None at the end."""
        with refusing():
            return self._reader.take(size)

    def passed_over(self) -> tuple[str, ...]:
        """What was no record, in words: totals, notes, repeated heads."""
        return self._reader.leftovers.sentences()


def records_in(path: Path, fields: Sequence[Field]) -> tuple[Examined, list[Row]]:
    """All records of a small table; raises `FileNotUnderstood`, for a record that cannot be read too."""
    with refusing():
        found = examine(path, fields)
        made: list[Row] = []
        for chunk in open_reader(path, found, found.columns):
            if chunk.faults:
                raise FileRefused(chunk.faults[0].reason, chunk.faults[0].line)
            made += chunk.rows
        return found, made


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what a reader refuses into the engine's refusal."""
    try:
        yield
    except FileRefused as refused:
        raise FileNotUnderstood(said(refused)) from refused


def remembered(kind: str, digest: str) -> dict[str, int] | None:
    """The columns that a person confirmed for a head of this fingerprint."""
    found = ColumnMapping.objects.filter(kind=kind, head_digest=digest).values_list("columns", flat=True).first()
    return dict(found) if found is not None else None


def said(refused: FileRefused) -> str:
    """The sentence of a refusal, with its line."""
    return f"第 {refused.line} 行：{refused.reason}" if refused.line else refused.reason
