"""Figures counted a range of ids at a time equal those counted at once: every formula that comes with the house."""

from datetime import date

import pyarrow.parquet as pq
import pytest

from qingzhi.domains.metrics.queries.counting import counted
from qingzhi.domains.metrics.queries.scanning import counted_many
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.metrics.tests.test_formula_property import REGIONS, ROWS, SeededLake, _parts
from qingzhi.engine.lake import ranges
from qingzhi.engine.lake.columns import schema_of
from qingzhi.engine.lake.manifests import Block, Manifest, TableBlocks, block_path
from qingzhi.engine.lake.reading import Snapshot
from qingzhi.engine.lake.tables import table_of

pytestmark = pytest.mark.embedded
SIZE = 10
PERIODS = [read_period(text) for text in ("2016", "2017", "2018-06-30")]
GAPS = {"patents": (3, 4, 5), "right_statuses": (0, 1, 2)}  # blocks that are not there, as where nothing was registered


@pytest.fixture
def lake():
    """The seeded rows as small blocks: ids in steps of ten."""
    seeded, tables = SeededLake(), {}
    for name in sorted({name for _, part in _parts() for name in (part.table, *(one.table for one in part.joins))}):
        rows, key = seeded.table(name).to_pyarrow(), table_of(name).id_field
        blocks = []
        for number in range(ROWS // SIZE + 1):
            own = [
                index
                for index, value in enumerate(rows[key].to_pylist())
                if value is not None and value // SIZE == number
            ]
            if own and number not in GAPS.get(name, ()):
                path = block_path(name, f"{number}.parquet")
                path.parent.mkdir(parents=True, exist_ok=True)
                pq.write_table(rows.take(own), path)
                blocks.append(Block(number, path.name, len(own), path.stat().st_size))
        columns = {one.name: str(one.type) for one in schema_of(table_of(name))}
        tables[name] = TableBlocks(columns, SIZE, tuple(blocks))
    return Snapshot(Manifest(date(2018, 6, 30), "", tables))


def test_every_formula_says_the_same_in_ranges(lake, monkeypatch):
    parts = [part for _, part in _parts()]
    whole = [counted(lake, part, PERIODS) for part in parts]
    monkeypatch.setattr(ranges, "RANGE", 3)
    assert type(ranges.in_ranges(lake, ["rights", "patents"])) is ranges.Ranged
    told = 0
    for (code, _), at_once, cut in zip(_parts(), whole, counted_many(lake, parts, PERIODS), strict=True):
        for region in REGIONS:
            for period in PERIODS:
                figure = at_once.of(region, period.code)
                assert cut.of(region, period.code) == figure, (code, region, period.code)
                told += figure.count
    assert told > 500, "they count something"


def test_a_range_is_cut_where_the_blocks_are_alike(lake):
    manifest = lake.manifest
    alike, numbers = ranges.ranges_of(manifest, ["rights", "patents", "nowhere"])
    assert (alike, numbers) == (["rights", "patents"], [0]), "eleven small blocks lie in one range"
    other = {**manifest.tables, "patents": TableBlocks({}, SIZE * 2, manifest.tables["patents"].blocks)}
    assert ranges.ranges_of(Manifest(manifest.as_of, "", other), ["rights", "patents"])[0] == ["rights"]
    assert ranges.ranges_of(Manifest(manifest.as_of, ""), ["rights"]) == ([], [])
