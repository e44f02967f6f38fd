"""The count of every list equals its figure: all formulas that come with the house × all regions × all periods.

On a lake of seeded rows with whatever real ones have: joins that repeat a record, spans that overlap, open edges, missing
days and regions, records that name a prefecture alone.
"""

import json
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from qingzhi.base.permits import region_prefix
from qingzhi.domains.metrics.queries.catalogue import repeats, repeats_in
from qingzhi.domains.metrics.queries.counting import counted, holds, records_of, rows_of
from qingzhi.domains.metrics.queries.scanning import counted_many
from qingzhi.domains.metrics.rules.formula import LISTS, read_formula
from qingzhi.domains.metrics.rules.periods import read_period
from qingzhi.engine.lake.columns import model_of, schema_of
from qingzhi.engine.lake.manifests import Manifest
from qingzhi.engine.lake.reading import Snapshot, query
from qingzhi.engine.lake.tables import all_tables, table_of

HERE = Path(__file__).resolve()
FORMULAS = json.loads((HERE.parents[3] / "config/reference/formulas.json").read_text(encoding="utf-8"))
PERIODS = [read_period(text) for text in ("2015", "2016", "2017", "2018-01..06", "2017Q2", "2018-06-30")]
COUNTIES = ("630102", "630103", "630121", "630202", "632801", "632802", "630100", "630000", "632800")
SOME = PERIODS[2:4]
REGIONS = ("630000", "630100", "630200", "632800", "630102", "630121", "632801", "632300")
ROWS = 100
SLICES = ("C2740", "2761", "26", "A", "A61K", "one", "two")  # values of the columns by which figures are broken down


class SeededLake(Snapshot):
    """A lake of random rows, the same each time; every table that the formulas name."""

    def __init__(self):
        super().__init__(Manifest(date(2018, 6, 30), ""))

    @cache  # noqa: B019  (one lake for the module)
    def table(self, name):
        table = table_of(name)
        chance = random.Random(name)
        told = _told()
        unique = _one_each(name)
        columns = {}
        for field in schema_of(table):
            if field.name in (table.id_field, *unique) and (name not in PARTS or field.name in unique):
                values = list(range(1, ROWS + 1))
            else:
                values = [_value(field, told.get((name, field.name), ()), chance) for _ in range(ROWS)]
            columns[field.name] = pa.array(values, field.type)
        return ibis.memtable(pa.table(columns))


PARTS = ("right_statuses", "right_holdings", "right_industries", "right_classes", "right_links", "right_payments", "mark_honours", "gi_users", "party_flags",
         "party_industries", "party_figures", "party_links", "case_steps", "case_clocks", "case_stops", "case_links")  # fmt: skip


def _one_each(name):
    """The columns that no two rows share."""
    model = model_of(table_of(name))
    fields = {field.name: field for field in model._meta.concrete_fields} | {
        f.attname: f for f in model._meta.concrete_fields
    }
    paths = table_of(name).columns.items()
    return [column for column, path in paths if path in fields and fields[path].unique and column.endswith("id")]


@cache
def _told():
    """The values that conditions of the formulas name, so that they are met often enough to matter."""
    found = {}
    for _, part in _parts():
        for one in part.where:
            values = one.value if one.verb in LISTS else (one.value,)
            found.setdefault(part.place(one.column), set()).update(value for value in values if value is not None)
        found.setdefault(part.place(part.region), set()).update(COUNTIES)
        for by in part.by:
            wide = part.widened(by)
            found.setdefault(wide.place(by.column), set()).update(SLICES)
            for one in by.where:
                found.setdefault(wide.place(one.column), set()).update([one.value] if one.value is not None else [])
    return {place: sorted(values, key=str) for place, values in found.items()}


def _value(field, told, chance):
    kind = field.type
    if chance.random() < 0.12:
        return None
    fitting = [one for one in told if isinstance(one, str) == pa.types.is_string(kind)]
    if fitting and chance.random() < 0.85:
        return chance.choice(fitting)
    if pa.types.is_string(kind):
        return chance.choice(["", "other"])
    if pa.types.is_boolean(kind):
        return chance.random() < 0.5
    if pa.types.is_decimal(kind):
        return Decimal(chance.randrange(100, 99900)).scaleb(-2).quantize(Decimal(1).scaleb(-kind.scale))
    if pa.types.is_date(kind):
        return date(2014, 6, 1) + timedelta(days=chance.randrange(1600))
    if pa.types.is_timestamp(kind):
        return datetime(2014, 6, 1, 15, 30, tzinfo=UTC) + timedelta(hours=chance.randrange(1600 * 24))
    return chance.randrange(1, ROWS + 1)


@cache
def _parts():
    tables = {one.name: {column.name: _kind(column.type) for column in schema_of(one)} for one in all_tables()}
    found = []
    for row in FORMULAS:
        expression = read_formula(row["spec"], tables)
        found += [(row["indicator"], part) for part in (expression.part, expression.whole) if part is not None]
    return found


def _kind(arrow):
    from qingzhi.domains.metrics.queries.catalogue import _kind as kind

    return kind(arrow)


@pytest.fixture(scope="module")
def lake():
    return SeededLake()


def listed(lake, part):
    """Every record of every period, as the lists take them: (period, key, region, value)."""
    rows = rows_of(lake, part)
    several = [
        rows.filter(holds(rows, part, one)).select("key", "region", "value", period=ibis.literal(index))
        for index, one in enumerate(PERIODS)
    ]
    return query(ibis.union(*several))


def test_there_are_enough_formulas_and_their_rows_are_hard_enough(lake):
    parts = _parts()
    assert len(FORMULAS) >= 40 and len({row["indicator"] for row in FORMULAS}) == len(FORMULAS)
    assert sum(repeats(part) for _, part in parts) >= 20
    assert {part.measure for _, part in parts} == {"count", "distinct", "sum", "median_days"}


@pytest.mark.parametrize("turn", range(4))
def test_the_count_of_every_list_equals_its_figure(lake, turn):
    counting = 0
    for number, (code, part) in enumerate(_parts()):
        if number % 4 != turn:
            continue
        figures, rows = counted(lake, part, PERIODS), listed(lake, part)
        for index, period in enumerate(PERIODS):
            for region in REGIONS:
                prefix = region_prefix(region)
                behind = {
                    one["key"]: one["value"]
                    for one in rows
                    if one["period"] == index and one["region"].startswith(prefix)
                }
                figure = figures.of(region, period.code)
                assert figure.count == len(behind), (code, region, period.code)
                if part.measure == "sum":
                    assert figure.value == sum(map(Decimal, behind.values())) / part.divide, (code, region, period.code)
                counting += figure.count
        region, period = REGIONS[number % 3], PERIODS[number % len(PERIODS)]
        opened = query(records_of(lake, part, region, period))
        assert len(opened) == len({one["key"] for one in opened}) == figures.of(region, period.code).count, code
    assert counting > 200, "the property is proven on something"


def test_formulas_that_are_counted_together_say_what_each_says_alone(lake):
    parts = [part for _, part in _parts()]
    together = counted_many(lake, parts, PERIODS)
    places = [(region, period.code) for region in REGIONS for period in PERIODS]
    for (code, part), found in zip(_parts(), together, strict=True):
        alone = counted(lake, part, PERIODS)
        assert [found.of(*one) for one in places] == [alone.of(*one) for one in places], code


@pytest.mark.parametrize("turn", range(2))
def test_the_count_of_every_slice_s_list_equals_its_figure(lake, turn):
    """Each formula by one dimension after another; the slices of a record that lies in one alone add up to the whole."""
    counting, met = 0, set()
    for number, (code, part) in enumerate(_parts()):
        if number % 2 != turn or not part.by:
            continue
        by = part.by[number // 2 % len(part.by)]
        met.add(by.name)
        figures, rows = counted(lake, part, SOME, by.name), sliced(lake, part, by.name)
        whole = counted(lake, part, SOME)
        slices = sorted({row["slice"] for row in rows})
        assert figures.slices() == slices, code
        for index, period in enumerate(SOME):
            for region in REGIONS:
                inside = [r for r in rows if r["period"] == index and r["region"].startswith(region_prefix(region))]
                for slice in slices:
                    behind = {one["key"] for one in inside if one["slice"] == slice}
                    assert figures.of(region, period.code, slice).count == len(behind), (code, by.name, slice)
                    counting += len(behind)
                parts = [figures.of(region, period.code, slice).count for slice in slices]
                every = whole.of(region, period.code).count
                assert sum(parts) >= every and (
                    repeats_in(part, by) or part.measure == "distinct" or sum(parts) == every
                )
        if slices:
            period, slice = SOME[number % len(SOME)], slices[number % len(slices)]
            opened = query(records_of(lake, part, REGIONS[0], period, by.name, slice))
            assert len({one["key"] for one in opened}) == figures.of(REGIONS[0], period.code, slice).count, (
                code,
                slice,
            )
    assert counting > 150 and len(met) >= 5, "the property is proven on something"


def sliced(lake, part, by):
    """Every record of some periods with its slices."""
    rows = rows_of(lake, part, by)
    several = [
        rows.filter(holds(rows, part, one)).select("key", "region", "slice", period=ibis.literal(index))
        for index, one in enumerate(SOME)
    ]
    return query(ibis.union(*several))
