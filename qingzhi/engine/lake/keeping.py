"""Snapshots of the lake that are kept for good: what was counted from them can be listed as it was, however late.

A day's manifest is replaced at each refresh and goes with the retention; a kept one is a copy under the digest of what it
names, and its blocks (which never change) are not pruned.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import asdict
from datetime import date

from .manifests import FORM, Block, Manifest, NoSnapshot, TableBlocks, lake_folder, write_whole


def keep_snapshot(manifest: Manifest, tables: Collection[str]) -> str:
    """Keep these tables of a snapshot; returns the mark by which it is read again. The same content has the same mark."""
    kept = {name: asdict(manifest.tables[name]) for name in sorted(tables) if name in manifest.tables}
    document = {"form": FORM, "as_of": manifest.as_of.isoformat(), "tables": kept}
    mark = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:40]
    path = lake_folder() / "kept" / f"{mark}.json"
    if not path.exists():
        whole = {**document, "made_at": manifest.made_at}
        write_whole(path, json.dumps(whole, ensure_ascii=False, indent=1).encode())
    return mark


def read_kept(mark: str) -> Manifest:
    """The kept snapshot; raises `NoSnapshot` where it is not there (a data folder that was not restored whole)."""
    path = lake_folder() / "kept" / f"{mark}.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        raise NoSnapshot(f"the kept snapshot {mark} of the lake is not there or not whole") from None
    if found["form"] != FORM:
        raise NoSnapshot(f"the kept snapshot {mark} has a form that this version does not read")
    tables = {
        name: TableBlocks(one["columns"], one["size"], tuple(Block(**block) for block in one["blocks"]))
        for name, one in found["tables"].items()
    }
    return Manifest(date.fromisoformat(found["as_of"]), found["made_at"], tables)


def kept_marks() -> list[str]:
    """The marks of all kept snapshots."""
    return sorted(path.stem for path in (lake_folder() / "kept").glob("*.json"))


def kept_blocks() -> set[str]:
    """The blocks that kept snapshots name, as 「table/file」; raises `NoSnapshot` where one cannot be read."""
    manifests = [read_kept(mark) for mark in kept_marks()]
    return {f"{name}/{block.file}" for one in manifests for name, held in one.tables.items() for block in held.blocks}
