"""What a batch would do to its register, without writing anything (dry run)."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ..kinds import DIFFERENCES, Difference, Fault, ImportKind
from ..models import Batch
from ..rules.chunks import Chunk
from .contents import reader_of
from .files import stored_path

CHUNK = 1000
MOST_FAULTS = 200


@dataclass
class Preview:
    """Counts, the first faults, the first differences; `whole` says whether every record was looked at."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    older: int = 0
    rejected: int = 0
    faults: list[Fault] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    passed_over: tuple[str, ...] = ()
    whole: bool = False


Told = Callable[[Chunk, list[Fault]], None]


def preview(
    kind: ImportKind, batch: Batch, *, seconds: float | None = None, tell: Told | None = None, path: Path | None = None
) -> Preview:
    """Go through the file (for about so many seconds) and ask the writer what it would do. Raises `FileNotUnderstood`.

    `tell` is given every fault with its record; the preview itself keeps the first ones. `path` is for a batch that was
    never stored (`trial_batch`).
    """
    until = None if seconds is None else time.monotonic() + seconds
    found = Preview()
    reader = reader_of(kind, batch, path or stored_path(batch.file_sha256))
    writer = kind.begin(batch)
    try:
        while chunk := reader.take(CHUNK):
            outcome = writer.preview(chunk.rows)
            taken = outcome.created + outcome.updated + outcome.unchanged + outcome.older
            found.rows = chunk.settled
            found.created += outcome.created
            found.updated += outcome.updated
            found.unchanged += outcome.unchanged
            found.older += outcome.older
            found.rejected += len(chunk.rows) - taken + len(chunk.faults)
            faults = [*chunk.faults, *outcome.faults]
            found.faults += faults[: MOST_FAULTS - len(found.faults)]
            found.differences += outcome.differences[: DIFFERENCES - len(found.differences)]
            if tell is not None and faults:
                tell(chunk, faults)
            if until is not None and time.monotonic() >= until:
                return found
        found.whole, found.passed_over = True, reader.passed_over()
        return found
    finally:
        reader.close()
