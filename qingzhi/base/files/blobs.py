"""The bytes: each content once, under its SHA-256, written whole or not at all.

Attachments lie in `files`; another part of the house may keep its own `room` of the data folder (imports do).
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from qingzhi.base import clock

from .refusals import FileTooLarge, StorageFull

CHUNK = 256 * 1024
STALE_SECONDS = 86400
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Incoming:
    """An upload that was written aside and is not taken in yet."""

    path: Path
    sha256: str
    size: int


ATTACHMENTS = "files"


def folder(room: str = ATTACHMENTS) -> Path:
    return Path(settings.QINGZHI_DATA) / room


def path_of(sha256: str, room: str = ATTACHMENTS) -> Path:
    """Where the bytes of that hash lie."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256")
    return folder(room) / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def set_aside(parts: Iterable[bytes], max_bytes: int, room: str = ATTACHMENTS) -> Iterator[Incoming]:
    """Write an upload aside while counting and hashing; whatever happens, nothing of it is left there."""
    path = None
    try:
        with _full_disk_refused():
            (folder(room) / "incoming").mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=folder(room) / "incoming")
            path = Path(name)
            with os.fdopen(handle, "wb") as file:
                digest, size = _copy(parts, file, max_bytes)
        yield Incoming(path, digest, size)
    finally:
        if path is not None:
            path.unlink(missing_ok=True)


def take_in(incoming: Incoming, room: str = ATTACHMENTS) -> Path:
    """Move the bytes to their place; equal bytes that are there already stay."""
    target = path_of(incoming.sha256, room)
    if target.exists() and target.stat().st_size == incoming.size:
        return target
    with _full_disk_refused():
        target.parent.mkdir(parents=True, exist_ok=True)
        incoming.path.chmod(0o440)
        os.replace(incoming.path, target)
        _settle(target.parent)
    return target


def sweep_incoming(room: str = ATTACHMENTS) -> int:
    """Remove what a killed process left aside more than a day ago; returns how many files."""
    oldest, removed = clock.real_now().timestamp() - STALE_SECONDS, 0
    for path in (folder(room) / "incoming").glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _copy(parts: Iterable[bytes], file, max_bytes: int) -> tuple[str, int]:
    hasher, size = hashlib.sha256(), 0
    for part in parts:
        size += len(part)
        if size > max_bytes:
            raise FileTooLarge(f"文件超过 {max_bytes // (1024 * 1024)} MB 的上限，请压缩或拆分后再上传。")
        hasher.update(part)
        file.write(part)
    file.flush()
    os.fsync(file.fileno())
    return hasher.hexdigest(), size


def _settle(directory: Path) -> None:
    """Make the new name survive a power cut."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _full_disk_refused() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull("服务器存储空间不足，文件没有保存，请联系系统管理员。") from error
        raise
