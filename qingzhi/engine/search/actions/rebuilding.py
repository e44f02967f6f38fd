"""Building the index anew from the records, in a folder of its own, while the site answers from the old one."""

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

import django
from django.db import connection

from qingzhi.base import clock
from qingzhi.base.permits import Refusal

from ..index.building import build
from ..index.folder import BuildingAlready, building, new_folder, size_of, take_into_use
from ..index.schema import Prepared
from ..models import IndexChange
from ..queries.place import search_root
from ..sources import Source, all_sources
from .writing import prepared_each

CHUNK = 1000
WORTH_PROCESSES = 20_000  # fewer records are read sooner than another process starts
AHEAD = 4  # chunks that wait for the writer, so that memory stays small
EVERY = 20_000  # records between two lines of progress
Say = Callable[[str], None]
Chunk = tuple[list[Prepared], dict[int, str]]


@dataclass(frozen=True)
class Rebuilt:
    """What was built."""

    documents: int
    seconds: float
    size: int

    def as_document(self) -> dict[str, float | int]:
        return {"documents": self.documents, "seconds": round(self.seconds, 1), "bytes": self.size}


class RebuildRefused(Refusal):
    """Somebody else builds the index just now."""


def rebuild(say: Say = lambda line: None, *, processes: int = 0) -> Rebuilt:
    """Build the index from nothing and point to it; raises `BuildingAlready`.

    Changes that are committed meanwhile stay in the outbox (see `IndexChange`) and are taken by the new index after.
    """
    root, started = search_root(), perf_counter()
    with building(root):
        known = list(IndexChange.objects.values_list("pk", flat=True))  # whatever is read from now on holds these
        folder, work = new_folder(root), _Work(processes, say)
        try:
            done = build(folder, work.chunks())
            take_into_use(root, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        _settle(known, work.failed)
    return Rebuilt(done, perf_counter() - started, size_of(folder))


def _settle(known: list[int], failed: dict[tuple[str, int], str]) -> None:
    """Empty the outbox of what the new index holds, and note in it what could not be read, to be tried again."""
    for start in range(0, len(known), CHUNK):
        IndexChange.objects.filter(pk__in=known[start : start + CHUNK]).delete()
    now = clock.real_now()
    IndexChange.objects.bulk_create(
        IndexChange(kind=kind, first_id=id, last_id=id, at=now, error=error, failed_at=now)
        for (kind, id), error in failed.items()
    )


def rebuild_or_refuse(say: Say = lambda line: None, *, processes: int | None = None) -> Rebuilt:
    """As `rebuild`, for a person: with as many processes as the machine has left."""
    try:
        return rebuild(say, processes=max(1, (os.cpu_count() or 2) - 1) if processes is None else processes)
    except BuildingAlready:
        raise RebuildRefused("检索索引正在重建，请等它完成") from None


class _Work:
    """Every source's prepared documents, chunk by chunk, with a line of progress now and then."""

    def __init__(self, processes: int, say: Say):
        self.processes, self.say = processes, say
        self.failed: dict[tuple[str, int], str] = {}

    def chunks(self) -> Iterator[list[Prepared]]:
        started, done = perf_counter(), 0
        for source in all_sources():
            for chunk, failed in self._of(source):
                yield chunk
                self.failed |= {(source.kind, id): error for id, error in failed.items()}
                if (done + len(chunk)) // EVERY > done // EVERY:
                    rate = (done + len(chunk)) / (perf_counter() - started)
                    self.say(f"{source.title}：共已写入 {done + len(chunk)} 条，{rate:.0f} 条/秒")
                done += len(chunk)
        self.say(f"共写入 {done} 条，正在整理")

    def _of(self, source: Source) -> Iterator[Chunk]:
        """A source's chunks; read and cut into words by other processes where that pays."""
        runs = _runs(source.all_ids())
        if not self.processes or not _is_shared_database() or source.count() < WORTH_PROCESSES:
            for ids in runs:
                yield prepared_each(source.kind, ids)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.processes, context, initializer=django.setup) as pool:
            waiting: list[Future[Chunk]] = []
            for ids in runs:
                waiting.append(pool.submit(prepared_each, source.kind, ids))
                if len(waiting) > self.processes + AHEAD:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()


def _runs(ids: Iterable[int]) -> Iterator[list[int]]:
    walking = iter(ids)
    while run := list(islice(walking, CHUNK)):
        yield run


def _is_shared_database() -> bool:
    """Whether another process would read the same database (a test's lies in memory)."""
    return connection.vendor != "sqlite" or "memory" not in str(connection.settings_dict["NAME"])
