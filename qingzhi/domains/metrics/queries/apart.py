"""What is told apart 「去重计数」 by parts that differ in their conditions alone: counted in one question to the lake."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

import ibis
import pyarrow.compute as pc
from ibis import _

from qingzhi.engine.lake.ranges import in_ranges
from qingzhi.engine.lake.reading import Snapshot

from ..rules.formula import Part
from ..rules.periods import Period
from .catalogue import along
from .counting import Figures, at_every_level, rows_of
from .masks import bit_or, packed, unpacked, with_masks


def counted_apart(lake: Snapshot, parts: Sequence[Part], periods: Sequence[Period], several: bool) -> list[Figures]:
    """The figures of parts over the same joins, told apart by the same column, placed in time alike; in their order; read in
    ranges of ids where `several` questions are asked at once."""
    ranges = in_ranges(lake, along(parts)) if several else lake
    once = ranges.gathered(_once(ranges, parts, periods))
    answer = lake.read(_at_levels(once if ranges is lake else _joined(once)))
    found = []
    for index, part in enumerate(parts):
        own = answer.append_column("mask", unpacked(answer, index, periods))
        own = own.filter(pc.not_equal(own["mask"], 0)).group_by(["region", "mask"]).aggregate([("count", "sum")])
        rows = [{"slice": "", "total": 0, "count": row["count_sum"], **row} for row in own.to_pylist()]
        figures = Figures(part)
        figures.add(rows, periods, roll_up=False)
        found.append(figures)
    return found


def _once(lake: Snapshot, parts: Sequence[Part], periods: Sequence[Period]) -> ibis.Table:
    """(key, region, masks): what is told apart in each county, and the periods in which each part counts it there."""
    first = parts[0]
    shared = tuple(one for one in first.where if all(one in part.where for part in parts))
    own = [tuple(one for one in part.where if one not in shared) for part in parts]
    rows = rows_of(lake, replace(first, where=shared), tests=own)
    rows = rows.filter(reduce(or_, (rows[f"test{index}"] for index in range(len(parts)))))
    rows = with_masks(rows, [("mask", rows.first, rows.last if first.ends else None, first.is_flow)], periods)
    masks = packed([ibis.ifelse(rows[f"test{index}"], rows["mask"], 0) for index in range(len(parts))], periods)
    return _joined(rows.select("key", "region", **masks))


def _at_levels(once: ibis.Table) -> ibis.Table:
    """(region, masks, count): the same at each level anew."""
    levels = _joined(at_every_level(once))
    return levels.group_by([one for one in levels.columns if one != "key"]).aggregate(count=_.count())


def _joined(rows: ibis.Table) -> ibis.Table:
    masks = {one: bit_or(_[one]) for one in rows.columns if one not in ("key", "region")}
    return rows.group_by("key", "region").aggregate(**masks)
