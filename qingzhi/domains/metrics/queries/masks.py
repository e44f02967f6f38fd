"""In which periods something counts, as a number with a bit for each: looked up by its days in a small table of all days.

One look at a table of some thousand days costs less than a comparison for each period, and every engine does it alike.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from ..rules.periods import Period

EPOCH = date(1970, 1, 1)
WORD = 62  # bits of a number
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
        known = one.fill_null(missing)
        within = ibis.greatest(ibis.least(known, high), low)
        return looked.setdefault((one.op(), missing), (f"day{len(looked)}", within))[0]

    asked, alone = [], {first.op() for _, first, last, is_flow in spans if last is None and not is_flow}
    for name, first, last, is_flow in spans:
        begins = day(first, high if first.op() in alone and (is_flow or last is None) else low)
        ends = "" if is_flow or last is None else day(last, high)
        asked.append((name, begins, ends, "within" if is_flow else "begun"))
    rows, days = rows.mutate(**dict(looked.values())), days_of(tuple(periods))
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


@lru_cache(maxsize=8)
def days_of(periods: tuple[Period, ...]) -> ibis.Table:
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


def slot_of(mask: int, periods: Sequence[Period]) -> tuple[int, int]:
    """Where the n-th of several masks lies: so many as it has room for share a number; (which number, from which bit on)."""
    word, slot = divmod(mask, WORD // len(periods))
    return word, slot * len(periods)


def packed(masks: Sequence[Any], periods: Sequence[Period]) -> dict[str, Any]:
    """Masks in as few numbers as they need, `mask0` and so on."""
    words: dict[str, Any] = {}
    for index, mask in enumerate(masks):
        word, shift = slot_of(index, periods)
        moved = mask * (1 << shift) if shift else mask
        words[f"mask{word}"] = words[f"mask{word}"] + moved if f"mask{word}" in words else moved
    return words


def unpacked(answer: pa.Table, mask: int, periods: Sequence[Period]) -> Any:
    """The n-th of the masks that were `packed`, of each row of an answer."""
    word, shift = slot_of(mask, periods)
    return pc.bit_wise_and(pc.shift_right(answer[f"mask{word}"], shift), (1 << len(periods)) - 1)


def _edges(periods: Sequence[Period]) -> tuple[int, int]:
    """A day before all periods, and one after them."""
    return number_of(min(one.first for one in periods)) - 1, number_of(max(one.last for one in periods)) + 1


def _table(**columns: Any) -> pa.Table:
    return pa.table({name: pa.array(list(values), pa.int64()) for name, values in columns.items()})
