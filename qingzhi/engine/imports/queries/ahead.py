"""Reading and validating ahead: for a large file a second process reads, checks and digests the next chunk while this one
writes the last. It knows no database: what validation needs is handed to it at the start."""

import logging
import multiprocessing
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ..kinds import ImportKind, kind_of
from ..models import Batch
from ..refusals import FileNotUnderstood
from ..rules.chunks import Chunk
from ..rules.leftovers import Leftovers
from ..rules.links import links_of
from ..rules.resting import collector_at_rest
from ..second_process import begin
from .contents import Records, reader_of

log = logging.getLogger(__name__)

FROM_BYTES = 16 * 1024 * 1024  # smaller files are read by the time that a second process has started
ROWS_AT_ONCE, ROWS_OF_A_SLICE = 20_000, 5_000  # of a chunk: where nobody waits, and where others write between slices


class ReaderDied(RuntimeError):
    """The second process ended without a word; the batch goes on from its cursor."""


@dataclass
class Readied(Chunk):
    """A chunk that was validated elsewhere: how many rows it gave, what the writer takes of them, and their digests.

    Of its records only those are kept whole that may be rejected.
    """

    given: int = 0
    prepared: Any = None
    links: list[bytes] = field(default_factory=list)


def records_for(kind: ImportKind, batch: Batch, path: Path, start: int, *, at_once: bool) -> "Records | Ahead":
    """The records of a batch after the first `start`, read ahead where the file is large and the kind knows how."""
    if kind.validation is not None and batch.file_size >= FROM_BYTES and (os.cpu_count() or 1) > 1:
        try:
            return Ahead(kind, batch, path, start, ROWS_AT_ONCE if at_once else ROWS_OF_A_SLICE)
        except OSError as error:  # no second process is to be had here
            log.warning("batch %s is read in one process: %s", batch.code, error)
    return reader_of(kind, batch, path, start)


class Ahead:
    """Chunks from a second process, as `Records` gives them; their size is its own."""

    def __init__(self, kind: ImportKind, batch: Batch, path: Path, start: int, rows: int):
        assert kind.validation is not None
        given = pickle.dumps(
            (kind.code, dict(batch.understood), dict(batch.columns), str(path), start, rows, kind.validation(batch))
        )
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=begin, args=(__name__, read_ahead.__name__, theirs, given), daemon=True)
        self._process.start()
        theirs.close()
        self._passed_over: tuple[str, ...] = ()

    def take(self, size: int) -> Readied | None:
        """The next chunk; None at the end. Raises what the reading raised there."""
        try:
            received = self._pipe.recv_bytes()
        except EOFError as ended:
            raise ReaderDied("the process that reads ahead ended") from ended
        with collector_at_rest():
            what, told = pickle.loads(received)
        if what == "chunk":
            return told  # type: ignore[no-any-return]
        if what == "refused":
            raise FileNotUnderstood(told)
        if what == "failed":
            raise ReaderDied(told)
        self._passed_over = told
        return None

    def passed_over(self) -> tuple[str, ...]:
        """What was no record, in words."""
        return self._passed_over

    def close(self) -> None:
        """End the second process."""
        self._pipe.close()
        self._process.terminate()
        self._process.join()


def read_ahead(pipe: Connection, given: bytes) -> None:
    """The second process: chunks go into the pipe until the file ends; a pipe that breaks ends it."""
    try:
        for told in _told(*pickle.loads(given)):
            pipe.send_bytes(pickle.dumps(told, pickle.HIGHEST_PROTOCOL))
    except BrokenPipeError:
        return
    except Exception as error:
        pipe.send_bytes(pickle.dumps(("failed", f"{type(error).__name__}: {error}"[:500])))


def _told(
    code: str,
    understood: Mapping[str, Any],
    columns: Mapping[str, int],
    path: str,
    start: int,
    rows: int,
    validate: Any,
) -> Any:
    kind = kind_of(code)
    batch = Batch(kind=code, understood=understood, columns=columns)
    try:
        records = reader_of(kind, batch, Path(path), start)
        while chunk := records.take(rows):
            yield "chunk", readied(chunk, validate)
    except FileNotUnderstood as refused:
        yield "refused", refused.reason
        return
    yield "end", records.passed_over()


def readied(chunk: Chunk, validate: Any) -> Readied:
    """The chunk as it is handed over."""
    prepared, doubtful = validate(chunk.rows)
    lines = {fault.line for fault in chunk.faults} | set(doubtful)
    cells = {line: chunk.cells_of(line) for line in lines}
    return Readied([], chunk.faults, chunk.settled, Leftovers(), cells, len(chunk.rows), prepared, links_of(chunk))
