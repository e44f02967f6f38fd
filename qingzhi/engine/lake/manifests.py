"""Manifests: for each day the blocks that make up every table, in one JSON file that is replaced whole or not at all."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

FORM = 1  # raise it when the form of manifests changes


class NoSnapshot(LookupError):
    """The lake holds nothing for that day."""


@dataclass(frozen=True)
class Block:
    """One immutable Parquet file: which block of ids it is, its name (the digest of its content), what it holds."""

    number: int
    file: str
    rows: int
    bytes: int


@dataclass(frozen=True)
class TableBlocks:
    """A table of one day: its columns with their types, and its blocks in the order of ids."""

    columns: dict[str, str]
    size: int  # ids in a block
    blocks: tuple[Block, ...] = ()

    @property
    def rows(self) -> int:
        return sum(block.rows for block in self.blocks)

    @property
    def bytes(self) -> int:
        return sum(block.bytes for block in self.blocks)


@dataclass(frozen=True)
class Manifest:
    """The lake of one day; `retired` are blocks that no longer count, with the time since when."""

    as_of: date
    made_at: str
    tables: dict[str, TableBlocks] = field(default_factory=dict)
    retired: dict[str, str] = field(default_factory=dict)


def lake_folder() -> Path:
    """Where the lake lies."""
    return Path(settings.QINGZHI_DATA) / "lake"


def block_path(table: str, file: str) -> Path:
    """Where a block of a table lies."""
    return lake_folder() / "blocks" / table / file


def manifest_days() -> list[date]:
    """The days that can be read, the earliest first."""
    return sorted(date.fromisoformat(path.stem) for path in (lake_folder() / "days").glob("????-??-??.json"))


def read_manifest(day: date) -> Manifest:
    """The manifest of exactly that day; raises `NoSnapshot`."""
    try:
        found = json.loads(_path(day).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoSnapshot(f"the lake holds nothing for {day}") from None
    if found["form"] != FORM:
        raise NoSnapshot(f"the lake of {day} has a form that this version does not read")
    return Manifest(
        day, found["made_at"], {name: _table(one) for name, one in found["tables"].items()}, found["retired"]
    )


def latest_manifest() -> Manifest | None:
    """The manifest that was made last, whatever day it bears (a demonstration's day stands still)."""
    found = []
    for day in manifest_days():
        try:
            found.append(read_manifest(day))
        except NoSnapshot:
            continue
    return max(found, key=lambda one: one.made_at, default=None)


def manifest_of(as_of: date | None = None) -> Manifest:
    """The last manifest of that day or before it; the one made last without a day; raises `NoSnapshot`."""
    if as_of is None:
        if latest := latest_manifest():
            return latest
        raise NoSnapshot("the lake is empty")
    if days := [day for day in manifest_days() if day <= as_of]:
        return read_manifest(days[-1])
    raise NoSnapshot(f"the lake holds nothing for {as_of} or earlier")


def write_manifest(manifest: Manifest) -> None:
    """Put a manifest in place of the day's former one: flushed to disk first, then renamed."""
    document = {"form": FORM, **asdict(manifest), "as_of": manifest.as_of.isoformat()}
    write_whole(_path(manifest.as_of), json.dumps(document, ensure_ascii=False, indent=1).encode())


def remove_manifest(day: date) -> None:
    """Forget a day; its blocks are pruned when no other day counts them."""
    _path(day).unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all, even after a power failure."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


@contextmanager
def only_one() -> Iterator[None]:
    """One refresh at a time, across processes; the lock ends with its process."""
    import fcntl

    lake_folder().mkdir(parents=True, exist_ok=True)
    with (lake_folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _path(day: date) -> Path:
    return lake_folder() / "days" / f"{day.isoformat()}.json"


def _table(found: dict[str, Any]) -> TableBlocks:
    return TableBlocks(found["columns"], found["size"], tuple(Block(**block) for block in found["blocks"]))
