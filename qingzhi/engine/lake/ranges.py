"""Questions whose answers add up, asked of a range of ids at a time: what is joined within a range stays small."""

from collections.abc import Collection
from secrets import token_hex
from typing import Any

import ibis
import pyarrow as pa

from .manifests import Manifest, block_path
from .reading import Snapshot, backend

RANGE = 20  # blocks read at a time: a million ids, whose joins fit into what a processor holds near


class Ranged(Snapshot):
    """A snapshot of which the tables `along` (their blocks are of the same ids) are read a range at a time.

    `read` gives the answers of all ranges one under another: the question is translated once, and its tables are pointed
    at the blocks of the next range. A range has the records of `along`'s first table; of the others what may belong to them.
    """

    def __init__(self, manifest: Manifest, along: Collection[str], numbers: Collection[int]):
        super().__init__(manifest)
        self.along, self.numbers, self._mark = tuple(along), tuple(numbers), token_hex(4)

    def _open(self, name: str, public: bool) -> ibis.Table:
        return self._point(name, self.numbers[0]) if name in self.along and not public else super()._open(name, public)

    def _backend(self) -> Any:
        return backend(as_written=True)

    def _point(self, name: str, number: int) -> ibis.Table:
        """The table as the blocks of a range; as any block where it has none there, of which nothing belongs."""
        held = self.manifest.tables[name]
        blocks = [one for one in held.blocks if one.number // RANGE == number] or held.blocks[:1]
        paths = [str(block_path(name, one.file)) for one in blocks]
        return self._backend().read_parquet(paths, table_name=f"{name}_{self._mark}")[list(held.columns)]

    def read(self, expression: ibis.Table) -> pa.Table:
        """The answers of every range."""
        told, schema = self._backend().compile(expression), expression.schema().to_pyarrow()
        answers: list[pa.Table] = []
        for number in self.numbers:
            for name in self.along:
                self._point(name, number)
            # the first is read by Ibis, which brings in the tables of its own that the question names
            answer = self._backend().raw_sql(told).to_arrow_table() if answers else super().read(expression)
            answers.append(answer.cast(schema))
        return pa.concat_tables(answers)

    def gathered(self, expression: ibis.Table) -> ibis.Table:
        """What it says of all ranges, to be asked further."""
        return ibis.memtable(self.read(expression))


def in_ranges(lake: Snapshot, along: Collection[str]) -> Snapshot:
    """The same for questions whose answers add up over the ids of `along`'s first table, of which the others are parts: read a range
    of ids at a time where there are several."""
    alike, numbers = ranges_of(lake.manifest, along)
    return Ranged(lake.manifest, alike, numbers) if lake.cuts_ranges and len(numbers) > 1 else lake


def ranges_of(manifest: Manifest, along: Collection[str]) -> tuple[list[str], list[int]]:
    """Of these tables those that are cut into the same blocks as the first, and the ranges in which that one has any."""
    first = next(iter(along))
    cut = manifest.tables.get(first)
    if cut is None:
        return [], []
    alike = [
        name
        for name in along
        if name in manifest.tables and manifest.tables[name].blocks and manifest.tables[name].size == cut.size
    ]
    return alike, sorted({one.number // RANGE for one in cut.blocks})
