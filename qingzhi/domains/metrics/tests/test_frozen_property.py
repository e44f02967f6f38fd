"""The list behind every frozen figure counts what was frozen, whatever the records became: all formulas that come with the house ×
regions, on a lake of seeded rows of which half are gone afterwards."""

from datetime import date, datetime

import pyarrow.parquet as pq
import pytest

from qingzhi.base import clock
from qingzhi.base.permits import SYSTEM, region_prefix
from qingzhi.domains.metrics.actions import compare_frozen, freeze_period
from qingzhi.domains.metrics.models import Formula, FrozenDrift, FrozenFigure, Indicator
from qingzhi.domains.metrics.queries.catalogue import expression_of
from qingzhi.domains.metrics.queries.counting import holds, rows_of
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.domains.metrics.testing import make_region, make_statistic
from qingzhi.domains.metrics.tests.test_formula_property import FORMULAS, REGIONS, SeededLake
from qingzhi.engine.lake.actions import prune_lake, pruning
from qingzhi.engine.lake.manifests import Block, Manifest, TableBlocks, block_path, write_manifest
from qingzhi.engine.lake.reading import kept_snapshot, query
from qingzhi.engine.lake.tables import all_tables

pytestmark = pytest.mark.django_db
PERIOD = "2017"


def written(name, made_at, keep):
    """The seeded lake on disk as the lake of a day; of each table the share of rows that is kept."""
    seeded, tables = SeededLake(), {}
    for table in all_tables():
        rows = seeded.table(table.name).to_pyarrow()
        rows = rows.slice(0, int(rows.num_rows * keep))
        path = block_path(table.name, f"{name}.parquet")
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, path)
        columns = {field.name: str(field.type) for field in rows.schema}
        tables[table.name] = TableBlocks(columns, 50_000, (Block(0, path.name, rows.num_rows, path.stat().st_size),))
    write_manifest(Manifest(date(2018, 6, 30), made_at, tables))


def published():
    """Every formula of the house speaks; what ratios are divided by is stated."""
    divisors = {row["spec"]["per"] for row in FORMULAS if "per" in row["spec"]}
    regions = [make_region(code, f"地区{code}") for code in REGIONS]
    for number, code in enumerate(sorted({row["indicator"] for row in FORMULAS} | divisors)):
        values = {"name": f"指标{number}", "meaning": "示例", "unit": "件", "kind": "stock", "position": number}
        Indicator.objects.create(code=code, **values)
    for code in divisors:
        for region in regions:
            make_statistic(Indicator.objects.get(code=code), PERIOD, 100, region=region)
    known = {one.code: one for one in Indicator.objects.all()}
    Formula.objects.bulk_create(
        Formula(
            indicator=known[row["indicator"]], version=1, spec=row["spec"], source="示例", state="published",
            valid_from=date(2010, 1, 1), drafted_by="示例", drafted_at=clock.now(),
        )
        for row in FORMULAS
    )  # fmt: skip


def test_the_list_of_every_frozen_figure_counts_what_was_frozen(monkeypatch):
    with clock.fixed(datetime(2018, 7, 1, 9, 0)):
        published()
        written("before", "2018-06-30T20:00:00+08:00", 1)
        freeze_period(actor=SYSTEM, period=PERIOD, regions=REGIONS)
        frozen = list(FrozenFigure.objects.exclude(counting={}).select_related("indicator"))
        written("after", "2018-06-30T21:00:00+08:00", 0.5)
        monkeypatch.setattr(pruning, "GRACE", -pruning.GRACE)
        prune_lake()
        compare_frozen()
    assert len({one.indicator.code for one in frozen}) >= 60 and len({one.region_code for one in frozen}) == len(
        REGIONS
    )
    assert FrozenDrift.objects.count() > 80, "the records became others"
    lake, period, counted = kept_snapshot(frozen[0].lake_mark), read_period(PERIOD), 0
    for code in {one.indicator.code for one in frozen}:
        mine = [one for one in frozen if one.indicator.code == code]
        expression = expression_of(mine[0].counting)
        for part, name in ((expression.part, "records_count"), (expression.whole, "whole_count")):
            if part is None:
                continue
            rows = rows_of(lake, part)
            listed = query(rows.filter(holds(rows, part, period)).select("key", "region"))
            for one in mine:
                keys = {row["key"] for row in listed if row["region"].startswith(region_prefix(one.region_code))}
                assert len(keys) == getattr(one, name), (code, one.region_code, name)
                counted += len(keys)
    assert counted > 400
