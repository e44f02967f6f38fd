"""In which periods something counts, as a number with a bit for each: looked up by its days in a small table of all days.

One look at a table of some thousand days costs less than a comparison for each period, and every engine does it alike.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from ..rules.periods import Period

EPOCH = date(1970, 1, 1)
Span = tuple[
    str, Any, Any, bool
]  # the mask's name, the first and the last day as numbers, whether it happened on the first


@ibis.udf.agg.builtin
def bit_or(mask: int) -> int:  # type: ignore[empty-body]
    """The periods of several rows of a record together; every engine has it by this name."""


def number_of(day: date) -> int:
    """A day as a number, as the lake's engines count days."""
    return (day - EPOCH).days


def with_masks(rows: ibis.Table, spans: Sequence[Span], periods: Sequence[Period]) -> ibis.Table:
    """The rows with a mask for each span: it happened in a period, or held on its last day.

    A missing edge of a pair is open; without a pair (`last` None) what has no first day does not count.
    """
    low, high = _edges(periods)
    looked: dict[Any, tuple[str, Any]] = {}  # each day that is looked up once, whatever is asked of it

    def day(one: Any, missing: int) -> str:
        return looked.setdefault((one.op(), missing), (f"day{len(looked)}", one.fill_null(missing).clip(low, high)))[0]

    asked = []
    for name, first, last, is_flow in spans:
        alone = is_flow or last is None
        begins, ends = day(first, high if alone else low), "" if alone else day(last, high)
        asked.append((name, begins, ends, "within" if is_flow else "begun"))
    rows, days = rows.mutate(**dict(looked.values())), days_of(periods)
    for name, _ in looked.values():
        found = days.select(**{f"{name}_{one}": days[one] for one in ("day", "within", "begun", "open")})
        rows = rows.join(found, rows[name] == found[f"{name}_day"])
    masks = {}
    for name, begins, ends, what in asked:
        mask = rows[f"{begins}_{what}"]
        masks[name] = mask & rows[f"{ends}_open"] if ends else mask
    return rows.mutate(**masks)


def within(periods: Sequence[Period]) -> ibis.Table:
    """(day, period): the days of each period, by its place."""
    pairs = [
        (day, index)
        for index, one in enumerate(periods)
        for day in range(number_of(one.first), number_of(one.last) + 1)
    ]
    return ibis.memtable(_table(day=[day for day, _ in pairs], period=[index for _, index in pairs]))


def days_of(periods: Sequence[Period]) -> ibis.Table:
    """For every day the periods that it lies `within`, that end on it or later (`begun`), or before it (`open`)."""
    low, high = _edges(periods)
    edges = [(1 << index, number_of(one.first), number_of(one.last)) for index, one in enumerate(periods)]
    days = range(low, high + 1)
    return ibis.memtable(
        _table(
            day=days,
            within=[sum(bit for bit, first, last in edges if first <= day <= last) for day in days],
            begun=[sum(bit for bit, _, last in edges if day <= last) for day in days],
            open=[sum(bit for bit, _, last in edges if day > last) for day in days],
        )
    )


def _edges(periods: Sequence[Period]) -> tuple[int, int]:
    """A day before all periods, and one after them."""
    return number_of(min(one.first for one in periods)) - 1, number_of(max(one.last for one in periods)) + 1


def _table(**columns: Any) -> pa.Table:
    return pa.table({name: pa.array(list(values), pa.int64()) for name, values in columns.items()})
