"""Many formulas in few scans, several questions at once.

Parts that add up are counted together by `families`, what is told apart in the same way of joining by `apart`; the rest
(medians, more than one repeating join) by itself.
"""

from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

from qingzhi.engine.lake.reading import Snapshot

from ..rules.formula import Part
from ..rules.periods import Period
from .apart import counted_apart
from .counting import AT_ONCE, Figures, counted
from .families import counted_together, placed_of


def counted_many(lake: Snapshot, parts: Sequence[Part], periods: Sequence[Period]) -> list[Figures]:
    """The figures of every part for all regions and these periods, in the order of the parts."""
    if not periods:
        return [Figures(part) for part in parts]
    together: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for index, part in enumerate(parts):
        together[("alone", index) if len(periods) > AT_ONCE else _kind(part, index)].append(index)
    longest_first = sorted(together.items(), key=lambda one: _rows(lake, parts[one[1][0]]), reverse=True)
    several = len(longest_first) > 1
    with ThreadPoolExecutor(lake.at_once) as pool:
        answers = [
            pool.submit(copy_context().run, COUNTED[how], lake, [parts[index] for index in members], periods, several)
            for (how, *_), members in longest_first
        ]
        figures = [one for answer in answers for one in answer.result()]
    found = dict(zip((index for _, members in longest_first for index in members), figures, strict=True))
    return [found[index] for index in range(len(parts))]


def _kind(part: Part, index: int) -> tuple[Any, ...]:
    """How a part is counted, and what it has in common with those that are counted together with it."""
    if (placed := placed_of(part)) is not None:
        return "family", part.table, placed.repeating, placed.at(part.region)
    if part.measure == "distinct":
        return "apart", part.table, part.joins, part.column, part.region, part.day, part.begins, part.ends
    return "alone", index


def _rows(lake: Snapshot, part: Part) -> int:
    """How much there is to read for a part."""
    return sum(lake.rows(name) for name in {part.table, *(one.table for one in part.joins)})


def _alone(lake: Snapshot, parts: Sequence[Part], periods: Sequence[Period], several: bool) -> list[Figures]:
    return [counted(lake, part, periods) for part in parts]


COUNTED = {"family": counted_together, "apart": counted_apart, "alone": _alone}
