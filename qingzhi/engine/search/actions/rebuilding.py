"""Building the index anew from the records, in a folder of its own, while the site answers from the old one."""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

from django.db import connection

from qingzhi.base.permits import Refusal

from ..index.building import build
from ..index.folder import BuildingAlready, building, new_folder, size_of, take_into_use
from ..index.schema import Prepared
from ..queries.place import search_root
from ..sources import Source, all_sources
from .writing import prepared

CHUNK = 1000
WORTH_PROCESSES = 20_000  # fewer records are read sooner than another process starts
AHEAD = 4  # chunks that wait for the writer, so that memory stays small
EVERY = 20_000  # records between two lines of progress
Say = Callable[[str], None]


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
        folder = new_folder(root)
        done = build(folder, _told(processes, say))
        take_into_use(root, folder)
    return Rebuilt(done, perf_counter() - started, size_of(folder))


def _told(processes: int, say: Say) -> Iterator[list[Prepared]]:
    """Every source's documents, with a line of progress now and then."""
    started, done = perf_counter(), 0
    for source in all_sources():
        for chunk in _documents_of(source, processes):
            yield chunk
            if (done + len(chunk)) // EVERY > done // EVERY:
                rate = (done + len(chunk)) / (perf_counter() - started)
                say(f"{source.title}：共已写入 {done + len(chunk)} 条，{rate:.0f} 条/秒")
            done += len(chunk)
    say(f"共写入 {done} 条，正在整理")


def rebuild_or_refuse(say: Say = lambda line: None, *, processes: int | None = None) -> Rebuilt:
    """As `rebuild`, for a person: with as many processes as the machine has left."""
    try:
        return rebuild(say, processes=max(1, (os.cpu_count() or 2) - 1) if processes is None else processes)
    except BuildingAlready:
        raise RebuildRefused("检索索引正在重建，请等它完成") from None


def _documents_of(source: Source, processes: int) -> Iterator[list[Prepared]]:
    """The prepared documents of a source, chunk by chunk; read and cut into words by other processes where that pays."""
    chunks = _chunks(source.all_ids())
    if not processes or not _is_shared_database() or source.count() < WORTH_PROCESSES:
        for ids in chunks:
            yield list(prepared(source.kind, ids))
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_start_process) as pool:
        waiting: list[Future[list[Prepared]]] = []
        for ids in chunks:
            waiting.append(pool.submit(_prepare_apart, source.kind, ids))
            if len(waiting) > processes + AHEAD:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    walking = iter(ids)
    while chunk := list(islice(walking, CHUNK)):
        yield chunk


def _is_shared_database() -> bool:
    """Whether another process would read the same database (a test's lies in memory)."""
    return connection.vendor != "sqlite" or "memory" not in str(connection.settings_dict["NAME"])


def _start_process() -> None:
    import django

    django.setup()


def _prepare_apart(kind: str, ids: list[int]) -> list[Prepared]:
    return list(prepared(kind, ids))
