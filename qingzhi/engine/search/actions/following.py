"""Following the records: the outbox is read, the index changed and committed, and only then the outbox emptied.

Killed at any moment, the changes are read again; taking one twice makes no difference, since a document is always made
of the record as it is now.
"""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import tantivy
from django.db import transaction

from qingzhi.base import clock

from ..index.folder import BuildingAlready, WriterBusy, current, is_building, is_rebuild_wanted, writer_of
from ..models import IndexChange
from ..queries.place import search_root
from ..queries.standing import due_changes
from ..sources import UnknownSource
from .rebuilding import rebuild
from .writing import replace_documents, said

log = logging.getLogger(__name__)
HEAP, THREADS = 64_000_000, 1
ROWS = 2000  # of the outbox in one commit
SLICE = 2000  # ids of a long run in one commit, so that short ones do not wait behind an import
SECONDS = 5.0  # that one turn of the duty may take
PAUSE = 60.0  # after a build that failed


@dataclass
class Follower:
    """Holds the writer between turns, since merging goes on behind it. One process at a time follows; others look on."""

    root: Path
    folder: Path | None = None
    index: tantivy.Index | None = None
    writer: tantivy.IndexWriter | None = None
    not_before: float = field(default=0.0)

    def turn(self) -> int:
        """Take what is due, commit after commit, for a few seconds at most; how many outbox rows were settled."""
        until, settled = time.monotonic() + SECONDS, 0
        while time.monotonic() < until:
            rows = self.step()
            settled += rows
            if not rows:
                break
        return settled

    def step(self) -> int:
        """One commit; 0 when nothing is due, or somebody else follows."""
        if is_rebuild_wanted(self.root) and not self._build():
            return 0
        rows = list(due_changes()[:ROWS])
        if not rows or not self._open():
            return 0
        try:
            return self._take(rows)
        except Exception:
            self.close()  # what was not committed is given up with the writer
            raise

    def close(self) -> None:
        """Let go of the writer, so that another may follow."""
        self.writer = self.index = self.folder = None

    def _open(self) -> bool:
        folder = current(self.root)
        if folder is None:
            return False
        if self.writer is not None and folder == self.folder:
            return True
        self.close()
        index = tantivy.Index.open(str(folder))
        try:
            self.writer = writer_of(index, heap=HEAP, threads=THREADS)
        except WriterBusy:
            return False
        self.index, self.folder = index, folder
        return True

    def _build(self) -> bool:
        """There is no index, or it was found damaged: build it anew here and now."""
        if time.monotonic() < self.not_before:
            return False
        self.close()
        try:
            rebuild()
        except BuildingAlready:
            return False
        except Exception:
            self.not_before = time.monotonic() + PAUSE
            raise
        return True

    def _take(self, rows: list[IndexChange]) -> int:
        short = [row for row in rows if row.size <= SLICE]
        long = next((row for row in rows if row.size > SLICE), None)
        taken, failed = self._write_runs(short)
        part = range(long.first_id, long.first_id + SLICE) if long else range(0)
        part_error = self._write(long.kind, list(part)) if long else ""
        assert self.writer is not None
        self.writer.commit()
        with transaction.atomic():
            self._settle(taken)
            if long is not None and not part_error:
                self._shorten(long, part)
            for row, error in [*failed, *([(long, part_error)] if long and part_error else [])]:
                _note_failure(row, error)
        return len(taken) + (1 if long and not part_error else 0)

    def _write_runs(self, rows: list[IndexChange]) -> tuple[list[IndexChange], list[tuple[IndexChange, str]]]:
        """Write short runs, a kind's together; where they fail, one by one, so that one bad record holds up no other."""
        taken: list[IndexChange] = []
        failed: list[tuple[IndexChange, str]] = []
        for kind in dict.fromkeys(row.kind for row in rows):
            mine = [row for row in rows if row.kind == kind]
            if not self._write(kind, _ids(mine)):
                taken += mine
                continue
            for row in mine:
                error = self._write(kind, _ids([row]))
                if error:
                    failed.append((row, error))
                else:
                    taken.append(row)
        return taken, failed

    def _write(self, kind: str, ids: list[int]) -> str:
        """Put these records into the index; what went wrong, or nothing."""
        assert self.writer is not None and self.index is not None
        try:
            replace_documents(self.writer, self.index.schema, kind, ids)
        except UnknownSource as unknown:
            return str(unknown)
        except Exception as error:
            log.exception("%s %s: not taken into the index", kind, ids[:3])
            return said(error)
        return ""

    def _settle(self, rows: list[IndexChange]) -> None:
        """Delete what the index in use holds; while (or since) another was built, only mark it."""
        found = IndexChange.objects.filter(pk__in=[row.pk for row in rows])
        if is_building(self.root):
            found.update(is_applied=True)
        elif current(self.root) == self.folder:
            found.delete()

    def _shorten(self, row: IndexChange, part: range) -> None:
        """A long run goes on behind the part that was taken."""
        if is_building(self.root):
            IndexChange.objects.create(
                kind=row.kind, first_id=part.start, last_id=part.stop - 1, at=row.at, is_applied=True
            )
        elif current(self.root) != self.folder:
            return
        IndexChange.objects.filter(pk=row.pk).update(first_id=part.stop, error="", failed_at=None)


def _ids(rows: Iterable[IndexChange]) -> list[int]:
    return sorted({id for row in rows for id in range(row.first_id, row.last_id + 1)})


def _note_failure(row: IndexChange, error: str) -> None:
    IndexChange.objects.filter(pk=row.pk).update(error=error, failed_at=clock.real_now())


_followers: dict[Path, Follower] = {}


def follow() -> int:
    """The duty: one turn of this process's follower."""
    root = search_root()
    for other in [path for path in _followers if path != root]:  # another installation's: tests only
        _followers.pop(other).close()
    return _followers.setdefault(root, Follower(root)).turn()


def stop_following() -> None:
    """Let go of the writer of this process."""
    for follower in _followers.values():
        follower.close()
    _followers.clear()
