"""Where the index lies: one folder per build, a pointer to the one in use, the marks of who builds and who asks for it."""

import fcntl
import os
import shutil
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import tantivy

from .schema import VERSION, make_schema

POINTER, WANTED, BUILDING = "current", "wanted", "building.lock"
Stamp = tuple[int, int, int]


class IndexUnavailable(Exception):
    """There is no index that can be asked; `reason` is one sentence for the page."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class WriterBusy(Exception):
    """Another process is writing to this index."""


class BuildingAlready(Exception):
    """Another process is building the index anew."""


@dataclass
class _Open:
    folder: Path
    stamp: Stamp
    index: tantivy.Index


_open: dict[Path, _Open] = {}
_lock = threading.Lock()


def current(root: Path) -> Path | None:
    """The folder in use; None before the first build and where the fields have changed since."""
    try:
        name = (root / POINTER).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    folder = root / name
    return folder if name.startswith(f"v{VERSION}-") and (folder / "meta.json").is_file() else None


def reader(root: Path) -> tantivy.Index:
    """The open index as of its last commit; raises `IndexUnavailable`. Safe from several threads."""
    folder = current(root)
    if folder is None:
        raise IndexUnavailable("检索索引尚未建立，系统正在自动建立，请稍后再试")
    with _lock:
        for last_try in (False, True):
            try:
                return _current_reader(root, folder)
            except FileNotFoundError:
                raise IndexUnavailable("检索索引缺少文件，系统正在自动重建，请稍后再试") from None
            except Exception as error:
                _open.pop(root, None)
                if last_try:  # files vanish while they are read when a commit cleans up: look once more
                    raise IndexUnavailable("检索索引无法读取，系统正在自动重建，请稍后再试") from error
    raise AssertionError


def _current_reader(root: Path, folder: Path) -> tantivy.Index:
    stamp = _stamp(folder)
    found = _open.get(root)
    if found is None or found.folder != folder:
        index = tantivy.Index.open(str(folder))
        index.config_reader("manual")
        found = _open[root] = _Open(folder, (0, 0, 0), index)
    if found.stamp != stamp:
        found.index.reload()
        found.stamp = stamp
    return found.index


def _stamp(folder: Path) -> Stamp:
    found = os.stat(folder / "meta.json")
    return found.st_mtime_ns, found.st_ino, found.st_size


def forget(root: Path) -> None:
    """Close what is open here, so that the next search opens it anew."""
    with _lock:
        _open.pop(root, None)


def new_folder(root: Path) -> Path:
    """An empty folder for a build that is not yet in use."""
    folder = root / f"v{VERSION}-{time.time_ns():x}-{uuid.uuid4().hex[:6]}"
    folder.mkdir(parents=True)
    return folder


def create(folder: Path) -> tantivy.Index:
    return tantivy.Index(make_schema(), str(folder), reuse=False)


def writer_of(index: tantivy.Index, *, heap: int, threads: int) -> tantivy.IndexWriter:
    """The one writer of an index; raises `WriterBusy`. The lock is the system's own: it dies with its process."""
    try:
        return index.writer(heap, threads)
    except ValueError as error:
        if "Lock" in str(error):
            raise WriterBusy from None
        raise


def take_into_use(root: Path, folder: Path) -> None:
    """Point to another folder, at once for every reader, and remove the ones before."""
    before = {path for path in root.glob("v*-*") if path.is_dir() and path != folder}
    fresh = root / f"{POINTER}.{uuid.uuid4().hex[:6]}"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(folder.name)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, root / POINTER)
    (root / WANTED).unlink(missing_ok=True)
    for path in before:
        shutil.rmtree(path, ignore_errors=True)  # who still reads there keeps the files open


def request_rebuild(root: Path) -> None:
    """Ask the worker to build the index anew; asking twice is asking once."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        (root / WANTED).touch()
    except OSError:
        pass  # a folder that cannot be written is told by `qingzhi check`


def is_rebuild_wanted(root: Path) -> bool:
    return current(root) is None or (root / WANTED).exists()


@contextmanager
def building(root: Path) -> Iterator[None]:
    """Hold the mark of the one who builds; raises `BuildingAlready`."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / BUILDING).open("w") as file:
        for last_try in (False, False, False, True):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if last_try:
                    raise BuildingAlready from None
                time.sleep(0.05)  # perhaps only somebody looking whether it is held
        yield


def is_building(root: Path) -> bool:
    """Whether somebody holds the mark; one who was killed does not."""
    try:
        with (root / BUILDING).open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True


def size_of(folder: Path) -> int:
    """Bytes on disk."""
    return sum(path.stat().st_size for path in folder.glob("*") if path.is_file())
