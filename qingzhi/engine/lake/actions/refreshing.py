"""Refreshing the lake: read the dirty blocks anew, write the day's manifest, forget the changes that are in it."""

import hashlib
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow.parquet as pq

from qingzhi.base import clock

from ..columns import schema_of
from ..manifests import Block, Manifest, TableBlocks, block_path, latest_manifest, only_one, write_manifest, write_whole
from ..models import LakeChange
from ..reading_records import database_snapshot, id_bounds, next_id, read_block
from ..rules.blocks import SIZE, block_of, dirty_blocks
from ..tables import LakeTable, all_tables, table_of
from .pruning import prune_lake

Say = Callable[[str], None]
Changes = Sequence[LakeChange]


@dataclass
class Refreshed:
    """What a refresh did; `written` counts the blocks of which the content was new."""

    as_of: date
    seconds: float = 0.0
    tables: dict[str, TableBlocks] = field(default_factory=dict)
    written_by: dict[str, int] = field(default_factory=dict)

    @property
    def written(self) -> int:
        return sum(self.written_by.values())

    def as_document(self) -> dict[str, Any]:
        """The same as plain JSON."""
        rows = [
            {
                "table": name,
                "rows": one.rows,
                "blocks": len(one.blocks),
                "bytes": one.bytes,
                "written": self.written_by[name],
            }
            for name, one in self.tables.items()
            if name in self.written_by
        ]
        return {"as_of": self.as_of.isoformat(), "seconds": round(self.seconds, 3), "tables": rows}


def refresh_lake(
    *, full: bool = False, tables: Sequence[str] = (), say: Say = lambda line: None, size: int = SIZE
) -> Refreshed:
    """Bring the lake up to the records as they are now; every block with `full`, only some `tables` where named.

    Killed at any moment the former manifest counts, and the changes are still noted. Whatever was noted is seen in the
    same snapshot of the database as the records, so that what is forgotten afterwards is in the blocks.
    """
    wanted = [table_of(name) for name in tables] or all_tables()
    with only_one():
        started = time.monotonic()
        done = Refreshed(clock.today())
        former = latest_manifest()
        with database_snapshot():
            changes = list(LakeChange.objects.all())
            for table in wanted:
                _refresh(table, former, changes, done, full, size)
                say(f"{table.title}：{done.tables[table.name].rows} 行，新写 {done.written_by[table.name]} 块")
        _settle(done, former)
        if not tables:
            _forget(changes)
        prune_lake()
        done.seconds = time.monotonic() - started
    return done


def _refresh(
    table: LakeTable, former: Manifest | None, changes: Changes, done: Refreshed, full: bool, size: int
) -> None:
    """The table's blocks as they are now: those kept from before, and those read again."""
    columns = {one.name: str(one.type) for one in schema_of(table)}
    before = former.tables.get(table.name) if former else None
    whole = full or not table.feeds or before is None or (before.columns, before.size) != (columns, size)
    kept = {} if before is None or whole else {block.number: block for block in before.blocks}
    numbers = _all_numbers(table, size) if whole else iter(sorted(_dirty_numbers(table, kept, changes, size)))
    written = 0
    for number in numbers:
        block, is_new = _write(table, number, size)
        kept.pop(number, None)
        if block is not None:
            kept[number] = block
            written += is_new
    done.tables[table.name] = TableBlocks(columns, size, tuple(kept[number] for number in sorted(kept)))
    done.written_by[table.name] = written


def _all_numbers(table: LakeTable, size: int) -> Iterator[int]:
    """Every block that has a record, however far apart."""
    found = next_id(table, 0)
    while found is not None:
        number = block_of(found, size)
        yield number
        found = next_id(table, (number + 1) * size)


def _dirty_numbers(table: LakeTable, kept: dict[int, Block], changes: Changes, size: int) -> set[int]:
    runs = [(change.first_id, change.last_id) for change in changes if change.kind in table.feeds]
    if not runs:
        return set()
    bounds = id_bounds(table)
    top = max([(number + 1) * size - 1 for number in kept] + [bounds[1] if bounds else 0])
    return dirty_blocks(runs, top, size)


def _write(table: LakeTable, number: int, size: int) -> tuple[Block | None, bool]:
    """Read a block and put it on disk under the digest of its content; nothing where no record is left."""
    rows = read_block(table, number, size)
    if not rows.num_rows:
        return None, False
    buffer = io.BytesIO()
    pq.write_table(rows, buffer, compression="zstd", write_statistics=True, row_group_size=size)
    content = buffer.getvalue()
    file = f"{hashlib.sha256(content).hexdigest()[:40]}.parquet"
    path = block_path(table.name, file)
    is_new = not path.exists()
    if is_new:
        write_whole(path, content)
    return Block(number, file, rows.num_rows, len(content)), is_new


def _settle(done: Refreshed, former: Manifest | None) -> None:
    """Write the day's manifest: what was refreshed, and what was left alone."""
    kept = {} if former is None else dict(former.tables)
    if done.written_by.keys() >= {table.name for table in all_tables()}:
        kept = {}
    tables = {**kept, **done.tables}
    counting = {f"{name}/{block.file}" for name, one in tables.items() for block in one.blocks}
    at = clock.real_now().isoformat()
    retired = {} if former is None else {file: since for file, since in former.retired.items() if file not in counting}
    before = [] if former is None else [(name, block) for name, one in former.tables.items() for block in one.blocks]
    retired.update({f"{name}/{b.file}": at for name, b in before if f"{name}/{b.file}" not in counting})
    write_manifest(Manifest(done.as_of, at, dict(sorted(tables.items())), retired))


def _forget(changes: Changes) -> None:
    """These changes are in the lake; those that came since are not among them."""
    keys = [change.pk for change in changes]
    for start in range(0, len(keys), 500):
        LakeChange.objects.filter(pk__in=keys[start : start + 500]).delete()
