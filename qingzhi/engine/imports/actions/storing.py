"""Keeping the file of a batch: by its content, streamed, whole or not at all."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

from django.conf import settings

from qingzhi.base.files.blobs import CHUNK, Incoming, set_aside, sweep_incoming, take_in
from qingzhi.base.files.scanner import scan

from ..queries.files import ROOM
from ..refusals import FileEmpty

MIB = 1024 * 1024
T = TypeVar("T")


def keep_file(source: Path | IO[bytes] | Any, look: Callable[[Path], T]) -> tuple[T, str, int]:
    """Store a file or an upload that `look` did not refuse: what it found, the SHA-256, the size.

    Raises `FileTooLarge`, `StorageFull`, `MalwareFound`. Call it outside of a transaction; nothing is left behind when it is
    refused. Equal contents are stored once.
    """
    with set_aside(_parts(source), settings.QINGZHI_IMPORT_MAX_MIB * MIB, ROOM) as incoming:
        _refuse_empty(incoming)
        scan(incoming.path)
        found = look(incoming.path)
        take_in(incoming, ROOM)
        return found, incoming.sha256, incoming.size


def sweep() -> int:
    """Remove what a killed process left aside."""
    return sweep_incoming(ROOM)


def _refuse_empty(incoming: Incoming) -> None:
    if not incoming.size:
        raise FileEmpty("这是空文件，没有可导入的内容。")


def _parts(source: Any) -> Iterator[bytes]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            yield from _read(file)
        return
    source.seek(0)
    yield from _read(source)


def _read(file: Any) -> Iterator[bytes]:
    while part := file.read(CHUNK):
        yield part
