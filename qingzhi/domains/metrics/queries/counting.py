"""Formulas on the lake: the figures of all regions and periods in one query, and the records behind any of them.

Both begin with the same rows (`rows_of`): one for each record that the conditions let through, with its region, its days
and its amount and, where the figure is broken down, the slice in which it lies (one row for each slice). A figure groups
them, a list of records filters them by the same test (`holds`). Only Ibis expressions that DuckDB and Spark both know.

A row bears a mask with one bit for each period in which it counts, so that rows are grouped once whatever the number of
periods; a record that a join repeats has its masks joined first and counts once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import ibis
from ibis import _

from qingzhi.base import clock
from qingzhi.base.permits import region_prefix
from qingzhi.engine.lake.reading import Snapshot, unix_seconds
from qingzhi.engine.lake.tables import table_of

from ..rules.formula import BARE, THIS, UNTOLD, WHOLE, Condition, Dimension, Part, split
from ..rules.periods import Period
from .catalogue import catalogue, repeats, repeats_in
from .masks import bit_or, number_of, with_masks, within

DAY = 86_400
AT_ONCE = 60  # periods in one mask
LEVELS = (2, 4, 6)  # digits of a province, a prefecture, a county (GB/T 2260)


@dataclass(frozen=True)
class Counted:
    """What a part counts: the value (a count, a sum, a median; None where there is nothing to measure) and of how many."""

    value: Decimal | None
    count: int


def counted(lake: Snapshot, part: Part, periods: Sequence[Period], by: str = "") -> "Figures":
    """The figures of every region for these periods; of every slice too, where they are broken down `by` a dimension."""
    found: Figures = Figures(part)
    rows = rows_of(lake, part, by)
    again = repeats(part) or bool(by and repeats_in(part, part.dimension(by)))
    for start in range(0, len(periods), AT_ONCE):
        some = periods[start : start + AT_ONCE]
        if part.measure == "median_days":
            found.add_medians(lake.query(medians(rows, part, some, again)), some)
        elif part.measure == "distinct":
            found.add(lake.query(distinct(rows, part, some)), some, roll_up=False)
        else:
            found.add(lake.query(grouped(rows, part, some, again)), some, roll_up=True)
    return found


class Figures:
    """Figures by region, period and slice; a region of which no row speaks has none of what is counted."""

    def __init__(self, part: Part):
        self.part = part
        self._counts: dict[tuple[str, str, str], int] = defaultdict(int)
        self._totals: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)

    def of(self, region: str, period: str, slice: str = WHOLE) -> Counted:
        """The figure of a region, the code of a period and a slice."""
        at = region, period, slice
        count = self._counts.get(at, 0)
        if self.part.measure == "sum":
            return Counted(self._totals.get(at, Decimal()) / self.part.divide, count)
        if self.part.measure == "median_days":
            return Counted(self._totals[at] if count else None, count)
        return Counted(Decimal(count), count)

    def slices(self, region: str = "", period: str = "") -> list[str]:
        """The slices in which anything lies, of a region and a period where they are named."""
        found = (at for at in self._counts if (not region or at[0] == region) and (not period or at[1] == period))
        return sorted({at[2] for at in found})

    def add(self, rows: Iterable[dict[str, Any]], periods: Sequence[Period], *, roll_up: bool) -> None:
        """Take in (region, slice, mask, count, total): into each period of the mask and, where they add up, the regions above."""
        gathered: dict[tuple[str, str, int], list[Any]] = {}
        for row in rows:
            for region in levels(row["region"]) if roll_up else (row["region"],):
                held = gathered.setdefault((region, row["slice"], row["mask"]), [0, 0])
                held[0] += row["count"]
                held[1] += row["total"] or 0
        for (region, slice, mask), (count, total) in gathered.items():
            while mask:
                low = mask & -mask
                at = region, periods[low.bit_length() - 1].code, slice
                self._counts[at] += count
                if total:
                    self._totals[at] += Decimal(total)
                mask ^= low

    def add_medians(self, rows: Iterable[dict[str, Any]], periods: Sequence[Period]) -> None:
        """Take in (region, slice, period, count, median)."""
        for row in rows:
            at = row["region"], periods[row["period"]].code, row["slice"]
            self._counts[at] = row["count"]
            self._totals[at] = Decimal(str(row["median"]))


def records_of(lake: Snapshot, part: Part, region: str, period: Period, by: str = "", slice: str = WHOLE) -> ibis.Table:
    """The records behind a figure: `key`, and `value` where something is summed or measured; the newest first."""
    rows = rows_of(lake, part, by, period)
    found = rows.filter(holds(rows, part, period), rows.region.startswith(region_prefix(region)))
    if by:
        found = found.filter(found.slice == slice)
    found = found.group_by("key").aggregate(value=_.value.max())
    return found.order_by(ibis.desc("key"))


def rows_of(
    lake: Snapshot, part: Part, by: str = "", period: Period | None = None, tests: Sequence[Sequence[Condition]] = ()
) -> ibis.Table:
    """The rows that the conditions let through: `key`, `region`, `slice`, `first` and `last` (numbers of days), `value`.

    With a `period` those that cannot count in it may be missing: it is told in a way that blocks can be passed over by.
    Further `tests` are told, not asked: `test0` and so on, whether all conditions of each hold.
    """
    kinds = catalogue()
    wide = replace(part, where=(*part.where, *(one for several in tests for one in several)))
    joined = _taken(lake, wide, THIS, by)
    for one in part.joins:
        other = _taken(lake, wide, one.name, by)
        joined = joined.join(other, joined[_at(one.here)] == other[_at(f"{one.name}.{one.there}")])
    needed = [
        part.region,
        _key(part),
        *([part.column, part.until] if part.until else [part.column] if part.column else []),
    ]
    asked = [_holding(joined, one) for one in part.where]
    asked += [joined[_at(column)].notnull() for column in dict.fromkeys(needed)]
    if period is not None:
        asked += _near(joined, part, period)
    joined = joined.filter(*asked, joined[_at(part.region)] != "")
    slice: Any = ibis.literal(WHOLE)
    if by:
        joined = _told_apart(lake, joined, part, part.dimension(by))
        slice = slice_of(joined[_at(part.dimension(by).column)], part.dimension(by))

    def day(column: str) -> Any:
        table, plain = part.place(column)
        return day_number(joined[_at(column)], kinds[table][plain])

    nothing = ibis.literal(None, type="int64")
    if part.measure == "median_days":
        value = day(part.until) - day(part.column)
    else:
        value = joined[_at(part.column)] if part.measure == "sum" else nothing
    return joined.select(
        key=joined[_at(_key(part))],
        region=joined[_at(part.region)],
        slice=slice,
        first=day(part.day or part.begins),
        last=day(part.ends) if part.ends else nothing,
        value=value,
        **{f"test{index}": _all_hold(joined, several) for index, several in enumerate(tests)},
    )


def _holding(joined: ibis.Table, one: Condition) -> Any:
    return condition_holds(joined[_at(one.column)], one)


def _all_hold(joined: ibis.Table, several: Sequence[Condition]) -> Any:
    return ibis.and_(*(_holding(joined, one) for one in several)) if several else ibis.literal(True)


def _near(joined: ibis.Table, part: Part, period: Period) -> list[Any]:
    """What must be true of the days themselves of what counts in a period; nothing is said of moments and of open edges."""

    def is_date(column: str) -> bool:
        table, plain = part.place(column)
        return catalogue()[table][plain] == "date"

    if part.is_flow:
        return [joined[_at(part.day)].between(period.first, period.last)] if is_date(part.day) else []
    if not part.ends and is_date(part.begins):
        return [joined[_at(part.begins)] <= period.last]
    return []


def _told_apart(lake: Snapshot, joined: ibis.Table, part: Part, by: Dimension) -> ibis.Table:
    """The rows with the tables of a dimension; a row of which these say nothing stays."""
    wide = part.widened(by)
    for one in by.joins:
        other = _taken(lake, wide, one.name, by.name)
        tests = [
            condition_holds(other[_at(test.column)], test) for test in by.where if split(test.column)[0] == one.name
        ]
        other = other.filter(*tests) if tests else other
        joined = joined.left_join(other, joined[_at(one.here)] == other[_at(f"{one.name}.{one.there}")])
    return joined


def slice_of(column: Any, by: Dimension) -> Any:
    """In which slice a value lies: its leading characters where the dimension says so; GB/T 4754 without its section letter."""
    value = column.cast("string")
    if by.labels == "gbt4754":
        value = value.re_replace("^[A-T]", "")
    if by.first:
        value = value.left(by.first)
    return ibis.ifelse(value.isnull() | (value == ""), UNTOLD, value)


def grouped(rows: ibis.Table, part: Part, periods: Sequence[Period], again: bool) -> ibis.Table:
    """(region, slice, mask, count, total) of records that add up from county to province; joined `again` where they repeat."""
    masked = _masked(rows, part, periods)
    if again:
        masked = masked.group_by("key", "region", "slice").aggregate(mask=bit_or(_.mask), value=_.value.max())
    return masked.group_by("region", "slice", "mask").aggregate(count=_.count(), total=_.value.sum())


def distinct(rows: ibis.Table, part: Part, periods: Sequence[Period]) -> ibis.Table:
    """(region, slice, mask, count, total) of what is told apart: at each level anew, since it may lie in several counties."""
    found = _masked(rows, part, periods).group_by("key", "region", "slice").aggregate(mask=bit_or(_.mask))
    masked = at_every_level(found.select("key", "region", "slice", "mask"))
    masked = masked.group_by("key", "region", "slice").aggregate(mask=bit_or(_.mask))
    return masked.group_by("region", "slice", "mask").aggregate(count=_.count(), total=ibis.literal(0))


def medians(rows: ibis.Table, part: Part, periods: Sequence[Period], again: bool) -> ibis.Table:
    """(region, slice, period, count, median): a median does not add up, so each level and period has its own."""
    if part.is_flow:
        days = within(periods)
        every = rows.join(days, rows.first == days.day).select("key", "region", "slice", "value", "period")
    else:
        several = [
            rows.filter(holds(rows, part, one)).select(
                "key", "region", "slice", "value", period=ibis.literal(index, type="int64")
            )
            for index, one in enumerate(periods)
        ]
        every = ibis.union(*several) if len(several) > 1 else several[0]
    every = at_every_level(every.distinct() if again else every)
    return every.group_by("region", "slice", "period").aggregate(count=_.count(), median=_.value.quantile(0.5))


def _masked(rows: ibis.Table, part: Part, periods: Sequence[Period]) -> ibis.Table:
    rows = with_masks(rows, [("mask", rows.first, rows.last if part.ends else None, part.is_flow)], periods)
    return rows.select("key", "region", "slice", "value", "mask").filter(_.mask != 0)


def holds(rows: ibis.Table, part: Part, period: Period) -> Any:
    """Whether a row counts in a period: it happened in it, or held on its last day (a missing edge of a pair is open)."""
    begin, end = number_of(period.first), number_of(period.last)
    if part.is_flow:
        return rows.first.between(begin, end).fill_null(False)
    if not part.ends:
        return (rows.first <= end).fill_null(False)
    return (rows.first.isnull() | (rows.first <= end)) & (rows.last.isnull() | (rows.last > end))


def at_every_level(rows: ibis.Table) -> ibis.Table:
    """The rows once for the county, the prefecture and the province of each; a row that names a prefecture is not doubled."""
    code = rows.region
    above = [
        rows.filter(~code.endswith("0" * (6 - digits))).mutate(region=code.left(digits).concat("0" * (6 - digits)))
        for digits in LEVELS[:-1]
    ]
    return ibis.union(rows.mutate(region=code.left(LEVELS[-1]).rpad(6, "0")), *above)


def _taken(lake: Snapshot, part: Part, name: str, by: str = "") -> ibis.Table:
    """What a part and a dimension need of a table, its columns under the name of the join."""
    table = lake.table(part.table_named(name))
    columns = (*part.columns, _key(part), *(part.dimension(by).columns if by else ()))
    needed = {plain for at, plain in map(split, columns) if at == name}
    return table.select(**{f"{name}__{plain}": table[plain] for plain in sorted(needed)})


def _key(part: Part) -> str:
    return part.column if part.measure == "distinct" else table_of(part.table).id_field


def _at(column: str) -> str:
    return "__".join(split(column))


def condition_holds(column: Any, one: Condition) -> Any:
    """Whether it holds; where that cannot be told nothing is said, which is as good as no to a filter and to `ifelse`."""
    if one.verb in BARE:
        empty = column.isnull() | (column == "") if column.type().is_string() else column.isnull()
        return ~empty if one.verb == "known" else empty
    tests = {
        "is": lambda: column == one.value,
        "is_not": lambda: (column != one.value) | column.isnull(),
        "in": lambda: column.isin(one.value),
        "not_in": lambda: column.notin(one.value) | column.isnull(),
        "at_least": lambda: column >= one.value,
        "at_most": lambda: column <= one.value,
    }
    return tests[one.verb]()


def day_number(column: Any, kind: str) -> Any:
    """The local day of a date or a moment, as a number."""
    if kind == "date":
        return column.epoch_days().cast("int64")
    moved = clock.now().utcoffset()
    return (unix_seconds(column) + (int(moved.total_seconds()) if moved else 0)) // DAY


def levels(code: str) -> set[str]:
    """A division and those that it belongs to."""
    return {code[:digits].ljust(6, "0") for digits in LEVELS}
