"""Importing a batch chunk by chunk. Each chunk is one transaction that writes its rows, its rejections and the cursor:
killed at any moment, the batch goes on from its cursor; no row is lost and none is taken twice."""

import logging
import threading
import time
from dataclasses import dataclass

from django.db import transaction

from qingzhi.base import clock

from ..kinds import ImportKind, Outcome, Writer, kind_of
from ..models import Batch
from ..queries.ahead import Ahead, Readied, records_for
from ..queries.contents import Records
from ..queries.files import stored_path
from ..refusals import BatchHeld, FileGone, FileNotUnderstood
from ..rules.chunks import Chunk
from ..rules.links import BLOCK, chained, links_of
from .finishing import fail_batch, finish_batch
from .leasing import claim, held, new_lease, release
from .rejecting import reject

log = logging.getLogger(__name__)

CHUNK = 10_000  # rows of a chunk where nobody waits for the next slice
LARGEST = 20_000
SLICE_SHARE = 0.4  # of a slice that one chunk may take
PAUSE = 10.0  # seconds between two chunks that still count as working on the batch
ATTEMPTS = 3  # chunks that fail for no known reason are tried again so often


class WriterLostRows(RuntimeError):
    """A writer did not say what became of every row."""


@dataclass
class _Run:
    """What this process keeps of a batch between two slices: its place in the file, what the writer has learnt."""

    lease: str
    kind: ImportKind
    records: Records | Ahead
    writer: Writer
    cursor: int
    size: int
    ended: float = 0.0  # when the last chunk was settled: between slices other duties take their time


_runs: dict[int, _Run] = {}
_turn = threading.RLock()  # threads of one process take turns; processes are kept apart by the lease


def run_batch(batch: Batch, *, seconds: float | None = None, chunk_rows: int | None = None) -> Batch:
    """Import a confirmed batch, to its end or for about so many seconds; returns it as it then stands.

    A batch that another living process works on, or that is not open, is returned untouched. What was learnt of the register
    is kept for the next slice in this process. Not to be called inside a transaction.
    """
    with _turn:
        return _worked(batch, seconds, chunk_rows)


def _worked(batch: Batch, seconds: float | None, chunk_rows: int | None) -> Batch:
    until = None if seconds is None else time.monotonic() + seconds
    run = _begun(batch, at_once=seconds is None)
    if run is None:
        return Batch.objects.get(pk=batch.pk)
    if chunk_rows or seconds is None:
        run.size = max(1, (chunk_rows or CHUNK) // BLOCK) * BLOCK
    try:
        while _took_chunk(batch, run, None if chunk_rows else seconds):
            if until is not None and time.monotonic() >= until:
                return Batch.objects.get(pk=batch.pk)
    except BatchHeld:
        forget(batch)
    except (FileNotUnderstood, FileGone) as damaged:
        forget(batch)
        fail_batch(batch=batch, reason=damaged.reason, whole=True)
    except BaseException as error:
        lease = forget(batch)
        _count_failure(batch, lease, error)
        raise
    return Batch.objects.get(pk=batch.pk)


def let_go(batch: Batch) -> None:
    """Stop working on a batch that is not finished; whoever comes next goes on from its cursor at once."""
    if lease := forget(batch):
        release(batch, lease)


def forget(batch: Batch) -> str:
    """Drop what this process keeps of a batch; returns the lease that it had."""
    run = _runs.pop(batch.pk, None)
    if run is None:
        return ""
    run.records.close()
    return run.lease


def _begun(batch: Batch, *, at_once: bool) -> _Run | None:
    """The run that goes on, or a new one from the cursor; None when somebody else works on the batch."""
    known = _runs.get(batch.pk)
    claimed = claim(batch, known.lease if known else new_lease())
    if claimed is None:
        forget(batch)
        return None
    if known and known.lease == claimed.lease and known.cursor == claimed.cursor:
        return known
    forget(batch)
    kind = kind_of(claimed.kind)
    try:
        records = records_for(kind, claimed, stored_path(claimed.file_sha256), claimed.cursor, at_once=at_once)
        run = _Run(claimed.lease, kind, records, kind.begin(claimed), claimed.cursor, BLOCK)
    except (FileNotUnderstood, FileGone) as damaged:
        fail_batch(batch=claimed, reason=damaged.reason, whole=True)
        return None
    except BaseException as error:
        _count_failure(claimed, claimed.lease, error)
        raise
    _runs[batch.pk] = run
    return run


def _took_chunk(batch: Batch, run: _Run, seconds: float | None) -> bool:
    """Take the next chunk; False when the file is at its end and the batch is finished."""
    started = time.monotonic()
    since = run.ended if started - run.ended < PAUSE else started
    chunk = run.records.take(run.size)
    if chunk is None:
        with transaction.atomic():
            finish_batch(held(batch.pk, run.lease, run.cursor), passed_over=run.records.passed_over())
        forget(batch)
        return False
    links = chunk.links if isinstance(chunk, Readied) else links_of(chunk)
    with transaction.atomic():
        found = held(batch.pk, run.lease, run.cursor)
        outcome = _written(run.writer, chunk)
        _count(found, outcome, chunk)
        reject(found, run.kind, chunk, [*chunk.faults, *outcome.faults])
        found.digest = chained(found.digest, links)
        found.cursor = chunk.settled
        found.failures = 0
        found.beat_at = clock.real_now()
        found.seconds += time.monotonic() - since
        found.save(update_fields=_MOVED)
    taken, run.cursor, run.ended = found.cursor - run.cursor, found.cursor, time.monotonic()
    if seconds is not None:
        run.size = _next_size(taken, time.monotonic() - started, seconds)
    return True


_MOVED = (
    "created_count", "updated_count", "unchanged_count", "older_count", "rejected_count",
    "digest", "cursor", "failures", "beat_at", "seconds",
)  # fmt: skip


def _written(writer: Writer, chunk: Chunk) -> Outcome:
    """What the writer did with the rows of a chunk."""
    if isinstance(chunk, Readied):
        return writer.write_prepared(chunk.prepared) if chunk.given else Outcome()  # type: ignore[attr-defined, no-any-return]
    return writer.write(chunk.rows) if chunk.rows else Outcome()


def _count(batch: Batch, outcome: Outcome, chunk: Chunk) -> None:
    """Add what became of the rows; each is somewhere, or the chunk is not taken."""
    given = chunk.given if isinstance(chunk, Readied) else len(chunk.rows)
    taken = outcome.created + outcome.updated + outcome.unchanged + outcome.older
    faulty = len({fault.line for fault in outcome.faults}) if outcome.faults else 0
    if not 0 <= given - taken <= faulty:
        raise WriterLostRows(f"{batch.kind}: {given} rows, {taken} taken, {faulty} with faults")
    batch.created_count += outcome.created
    batch.updated_count += outcome.updated
    batch.unchanged_count += outcome.unchanged
    batch.older_count += outcome.older
    batch.rejected_count += given - taken + len(chunk.faults)


def _next_size(rows: int, took: float, seconds: float) -> int:
    """Whole blocks that fit into a part of a slice at the rate just seen."""
    wanted = int(rows / max(took, 0.001) * seconds * SLICE_SHARE)
    return max(BLOCK, min(LARGEST, wanted) // BLOCK * BLOCK)


def _count_failure(batch: Batch, lease: str, error: BaseException) -> None:
    """Note that a chunk failed for no known reason; after some attempts the batch stops and says where."""
    if not isinstance(error, Exception):  # interrupted: nothing is wrong with the batch
        release(batch, lease)
        return
    log.exception("batch %s failed after row %s", batch.code, batch.cursor)
    with transaction.atomic():
        found = Batch.objects.select_for_update().get(pk=batch.pk)
        if found.lease != lease:
            return
        found.failures += 1
        found.lease = ""
        found.save(update_fields=["failures", "lease"])
    if found.failures >= ATTEMPTS:
        where = f"第 {found.cursor + 1} 行以后"
        fail_batch(
            batch=found,
            reason=f"{where}写入出错（{type(error).__name__}），已写入的部分保留，可继续或撤回",
            whole=False,
        )
