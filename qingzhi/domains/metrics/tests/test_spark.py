"""Every shipped formula says the same on Spark as on DuckDB: the same expressions over the same blocks, all regions, some periods.

Skipped with a line where Spark or Java is not installed; `pip install 'qingzhi[spark]'` and a Java 17 make it run.
"""

from datetime import date

import pyarrow.parquet as pq
import pytest

from qingzhi.domains.metrics.queries.counting import counted
from qingzhi.domains.metrics.queries.scanning import counted_many
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.metrics.tests.test_formula_property import REGIONS, SeededLake, _parts
from qingzhi.engine.lake.columns import schema_of
from qingzhi.engine.lake.manifests import Block, Manifest, TableBlocks, block_path
from qingzhi.engine.lake.reading import Snapshot
from qingzhi.engine.lake.spark import SparkSnapshot, small_session, why_not
from qingzhi.engine.lake.tables import table_of

pytestmark = [pytest.mark.embedded, pytest.mark.slow, pytest.mark.skipif(bool(why_not()), reason=why_not())]
SHORT_LIVED = (
    "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a minute of questions is over before better code is made of them
)
PERIODS = [read_period(text) for text in ("2016", "2017", "2018-06-30")]


def written():
    """The seeded rows as blocks of a lake, and the manifest that names them."""
    seeded, tables = SeededLake(), {}
    for name in sorted({one for _, part in _parts() for one in _tables(part)}):
        rows = seeded.table(name).to_pyarrow()
        path = block_path(name, "0.parquet")
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, path)
        columns = {one.name: str(one.type) for one in schema_of(table_of(name))}
        tables[name] = TableBlocks(columns, 1000, (Block(0, path.name, rows.num_rows, path.stat().st_size),))
    return Manifest(date(2018, 6, 30), "", tables)


def _tables(part):
    joins = [*part.joins, *(join for by in part.by for join in by.joins)]
    return {part.table, *(join.table for join in joins)}


def test_every_formula_and_every_way_of_breaking_it_down_say_the_same_on_both(monkeypatch):
    monkeypatch.setenv("JDK_JAVA_OPTIONS", SHORT_LIVED)
    manifest, session = written(), small_session()
    duck, spark = Snapshot(manifest), SparkSnapshot(manifest, session)
    try:
        whole_figures(duck, spark)
        slices_by_dimension(duck, spark)
    finally:
        session.stop()


def whole_figures(duck, spark):
    """Every formula, all regions, some periods."""
    parts = [part for _, part in _parts()]
    told = 0
    for (code, _), here, there in zip(
        _parts(), *(counted_many(one, parts, PERIODS) for one in (duck, spark)), strict=True
    ):
        for region in REGIONS:
            for period in PERIODS:
                figure = here.of(region, period.code)
                assert there.of(region, period.code) == figure, (code, region, period.code)
                told += figure.count
    assert told > 500, "they agree on something"


def slices_by_dimension(duck, spark):
    """Each dimension once."""
    asked = {(by.name, by.column, by.first): (code, part, by) for code, part in _parts() for by in part.by}
    told = 0
    for code, part, by in asked.values():
        here, there = (counted(one, part, PERIODS[:2], by.name) for one in (duck, spark))
        assert here.slices() == there.slices(), (code, by.name)
        for slice in here.slices():
            for region in REGIONS[:3]:
                figure = here.of(region, "2017", slice)
                assert there.of(region, "2017", slice) == figure, (code, by.name, slice)
                told += figure.count
    assert len(asked) > 15 and told > 50
