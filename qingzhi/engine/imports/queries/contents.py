"""What lies in a file, as `rules.reading` understands it, and what was confirmed for such a file before."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..kinds import FileRefused, ImportKind
from ..models import Batch, ColumnMapping
from ..refusals import FileNotUnderstood
from ..rules.examined import Examined
from ..rules.reading import Chunk, chunks, examine


def examined(kind: ImportKind, path: Path, mapping: Mapping[str, str | int] | None = None) -> Examined:
    """Look into a file; `mapping` gives fields their columns (by name, or number from 1). Raises `FileNotUnderstood`."""
    try:
        return examine(path, kind.fields, kind.formats, mapping or None, lambda digest: remembered(kind.code, digest))
    except FileRefused as refused:
        raise FileNotUnderstood(said(refused)) from refused


def examined_again(kind: ImportKind, batch: Batch, path: Path) -> Examined:
    """The file of a batch with the head that its columns were confirmed for."""
    head = batch.understood.get("head") or []
    given = {name: head[place] for name, place in batch.columns.items() if 0 <= place < len(head) and head[place]}
    return examined(kind, path, given if batch.understood.get("is_table") else None)


def chunks_of(kind: ImportKind, batch: Batch, path: Path, size: int, start: int = 0) -> Iterator[Chunk]:
    """The records of a batch after the first `start`, so many at a time. Raises `FileNotUnderstood` wherever it breaks."""
    try:
        yield from chunks(path, examined_again(kind, batch, path), batch.columns, kind.formats, start, size)
    except FileRefused as refused:
        raise FileNotUnderstood(said(refused)) from refused


def remembered(kind: str, digest: str) -> dict[str, int] | None:
    """The columns that a person confirmed for a head of this fingerprint."""
    found = ColumnMapping.objects.filter(kind=kind, head_digest=digest).values_list("columns", flat=True).first()
    return dict(found) if found is not None else None


def facts_of(found: Examined) -> dict[str, Any]:
    """What is kept of it with the batch, so that pages need not open the file again."""
    return {
        "title": found.title,
        "is_table": found.is_table,
        "encoding": found.encoding,
        "head": list(found.head),
        "head_line": found.head_line,
        "head_digest": found.head_digest,
        "repeated": list(found.repeated),
        "notes": list(found.notes),
    }


def said(refused: FileRefused) -> str:
    """The sentence of a refusal, with its line."""
    return f"第 {refused.line} 行：{refused.reason}" if refused.line else refused.reason
