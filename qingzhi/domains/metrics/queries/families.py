"""Parts that add up, over one table and the same repeating join: counted in one question to the lake.

The table is read once with all that the parts ask of it. Each row tells which of the parts' conditions hold (a bit for each)
and, for each way in which the parts place a record in time, in which periods it counts (`masks`). Rows are grouped by
region and these, so that the answer is small, and each part then takes from it the rows in which its own conditions hold.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from qingzhi.engine.lake.ranges import in_ranges
from qingzhi.engine.lake.reading import Snapshot
from qingzhi.engine.lake.tables import table_of

from ..rules.formula import THIS, Condition, Part, split
from ..rules.periods import Period
from .catalogue import along, catalogue, is_unique
from .counting import Figures, condition_holds, day_number
from .masks import WORD, bit_or, packed, slot_of, unpacked, with_masks

Place = tuple[str, ...]  # the way from the counted table to a joined one: here, table, there, and so on; () for itself
At = tuple[Place, str]  # a column at such a place
KNOWN = Condition("", "known")
BITS = "bits"  # the column that says which tests hold


@dataclass(frozen=True)
class Placed:
    """A part with its columns named by where they lie, whatever it called its joins."""

    part: Part
    places: dict[str, Place]
    repeating: Place  # the one join that may bring a record several times; () where there is none

    def at(self, column: str) -> At:
        name, plain = split(column)
        return self.places[name], plain

    def is_of_rows(self, place: Place) -> bool:
        """Whether what lies there is told by each row of the repeating join, not by the record."""
        return bool(self.repeating) and place[: len(self.repeating)] == self.repeating


def placed_of(part: Part) -> Placed | None:
    """The part as a member of a family; None where it has to be counted by itself."""
    if part.measure not in ("count", "sum"):
        return None
    places: dict[str, Place] = {THIS: ()}
    repeating: list[Place] = []
    for join in part.joins:
        name, here = split(join.here)
        places[join.name] = (*places[name], here, join.table, join.there)
        if not is_unique(join.table, join.there):
            repeating.append(places[join.name])
            if name != THIS or here != table_of(part.table).id_field:
                return None
    if len(repeating) > 1:
        return None
    placed = Placed(part, places, repeating[0] if repeating else ())
    if repeating:
        days = [placed.at(one)[0] for one in (part.day, part.begins, part.ends) if one]
        if not all(map(placed.is_of_rows, days)) or placed.is_of_rows(placed.at(part.region)[0]):
            return None
    return placed


def counted_together(lake: Snapshot, parts: Sequence[Part], periods: Sequence[Period], several: bool) -> list[Figures]:
    """The figures of parts that make a family, in their order; read in ranges of ids where `several` questions are asked at once."""
    family = Family([placed for one in parts if (placed := placed_of(one)) is not None])
    return family.counted(in_ranges(lake, along(parts)) if several else lake, periods)


@dataclass
class Family:
    """Parts over one table with the same repeating join, counted together."""

    members: list[Placed]
    tests: list[tuple[At, Condition]] = field(default_factory=list)  # of the record: a bit for each
    spans: list[Any] = field(default_factory=list)  # how members place a record in time, with what they ask of its rows
    values: list[At] = field(default_factory=list)

    def counted(self, lake: Snapshot, periods: Sequence[Period]) -> list[Figures]:
        """The figures of each member."""
        wanted = [self._wanted(one) for one in self.members]
        answer = lake.read(self._question(lake, periods))
        found = []
        for placed, (bits, span, value) in zip(self.members, wanted, strict=True):
            figures = Figures(placed.part)
            figures.add(_own(answer, bits, span, value, periods), periods, roll_up=True)
            found.append(figures)
        return found

    def _wanted(self, placed: Placed) -> tuple[int, int, int | None]:
        """What a member takes from the answer: its conditions as bits, its way of placing in time, its sum."""
        part, bits, of_rows = placed.part, 0, []
        asked = [(placed.at(one.column), one) for one in part.where]
        asked += [
            ((place, place[-1]), KNOWN) for place in placed.places.values() if place and place != placed.repeating
        ]
        asked += [(placed.at(part.column), KNOWN)] if part.column else []
        for at, condition in asked:
            told = (at, Condition("", condition.verb, condition.value))
            if placed.is_of_rows(at[0]):
                of_rows.append(told)
            else:
                bits |= 1 << _index(self.tests, told)
        days = (placed.at(part.day or part.begins), placed.at(part.ends) if part.ends else None)
        span = _index(self.spans, (part.is_flow, *days, tuple(sorted(set(of_rows), key=repr))))
        return bits, span, _index(self.values, placed.at(part.column)) if part.measure == "sum" else None

    def _question(self, lake: Snapshot, periods: Sequence[Period]) -> ibis.Table:
        """(region, tests, a mask for each span, count, a total for each value)."""
        if len(self.tests) > WORD:
            raise ValueError("a family of formulas asks more than a number has bits")
        first = self.members[0]
        key, region = ((), table_of(first.part.table).id_field), first.at(first.part.region)
        repeating = first.repeating
        of_record = [key, region, *self.values]
        of_rows = [at for span in self.spans for at in _columns_of(span)]
        masks = [f"mask{index}" for index in range(slot_of(len(self.spans) - 1, periods)[0] + 1)]
        if not repeating:
            rows = _joined(lake, first.part.table, (), [*of_record, *of_rows], self.tests)
            rows = self._masked(rows, periods)
        else:
            spans = _joined(lake, repeating[1], repeating, of_rows)
            if all(span[3] for span in self.spans):  # what none of them asks for need not be looked at
                asked = [ibis.and_(*(_holds(spans, at, test) for at, test in span[3])) for span in self.spans]
                spans = spans.filter(ibis.or_(*asked))
            spans = self._masked(spans, periods)
            spans = spans.select(spans[_named((repeating, repeating[2]))].name("whose"), *masks)
            spans = spans.filter(ibis.or_(*(spans[one] != 0 for one in masks)))
            spans = spans.group_by("whose").aggregate(**{one: bit_or(spans[one]) for one in masks})
            rows = _joined(lake, first.part.table, (), of_record, self.tests, spans)
        rows = rows.filter(rows[_named(region)].notnull(), rows[_named(region)] != "")
        rows = rows.filter(ibis.or_(*(rows[one] != 0 for one in masks)))
        rows = rows.select(
            region=rows[_named(region)],
            tests=_told(rows, self.tests),
            **{one: rows[one] for one in masks},
            **{f"value{index}": rows[_named(at)] for index, at in enumerate(self.values)},
        )
        totals = {f"total{index}": rows[f"value{index}"].sum() for index in range(len(self.values))}
        return rows.group_by("region", "tests", *masks).aggregate(count=rows.count(), **totals)

    def _masked(self, rows: ibis.Table, periods: Sequence[Period]) -> ibis.Table:
        """The rows with a mask for each way of placing them in time; ways that differ in their conditions share the look-up."""
        ways = list(dict.fromkeys(span[:3] for span in self.spans))
        looked = [
            (f"way{index}", self._day(rows, begins), self._day(rows, ends) if ends else None, is_flow)
            for index, (is_flow, begins, ends) in enumerate(ways)
        ]
        rows = with_masks(rows, looked, periods)
        masks = []
        for span in self.spans:
            mask = rows[f"way{ways.index(span[:3])}"]
            for at, condition in span[3]:
                mask = ibis.ifelse(_holds(rows, at, condition), mask, 0)
            masks.append(mask)
        return rows.mutate(**packed(masks, periods))

    def _day(self, rows: ibis.Table, at: At) -> Any:
        place, plain = at
        table = place[-2] if place else self.members[0].part.table
        return day_number(rows[_named(at)], catalogue()[table][plain])


def _joined(
    lake: Snapshot,
    table: str,
    root: Place,
    columns: Sequence[At],
    tests: Sequence[tuple[At, Condition]] = (),
    only: ibis.Table | None = None,
) -> ibis.Table:
    """A table with what is asked of those joined to it, each of which has one row for it at most; of its records `only` those
    whose masks are told there.

    What `tests` ask of a table is told where it is read, in one number with a bit for each, so that no text travels through
    the joins.
    """
    asked = [place for place, _ in columns] + [place for (place, _), _ in tests]
    places = sorted(
        {place[: len(root) + size] for place in asked for size in range(3, len(place) - len(root) + 1, 3)}, key=len
    )
    needed = set(columns) | {(place[:-3], place[-3]) for place in places} | {(place, place[-1]) for place in places}
    if root:
        needed.add((root, root[-1]))

    def taken(name: str, place: Place) -> ibis.Table:
        source = lake.table(name)
        kept = {_named((at, plain)): source[plain] for at, plain in sorted(needed) if at == place}
        bits = [
            ibis.ifelse(condition_holds(source[plain], test), ibis.literal(1 << index, type="int64"), 0)
            for index, ((at, plain), test) in enumerate(tests)
            if at == place
        ]
        return source.select(**kept, **({_named((place, BITS)): _sum(bits)} if bits else {}))

    rows = taken(table, root)
    if only is not None:
        rows = rows.join(only, rows[_named((root, table_of(table).id_field))] == only["whose"])
    for place in places:
        other = taken(place[-2], place)
        rows = rows.left_join(other, rows[_named((place[:-3], place[-3]))] == other[_named((place, place[-1]))])
    return rows


def _told(rows: ibis.Table, tests: Sequence[tuple[At, Condition]]) -> Any:
    """Which of the tests hold: the bits of each table together; a row that is not there tells none."""
    places = dict.fromkeys(place for (place, _), _ in tests)
    bits = [rows[_named((place, BITS))] for place in places]
    return _sum([one.fill_null(0) for one in bits]) if bits else ibis.literal(0, type="int64")


def _own(answer: pa.Table, bits: int, span: int, value: int | None, periods: Sequence[Period]) -> list[dict[str, Any]]:
    """What a member takes from the answer: (region, mask, count, total) where its conditions hold."""
    mask = unpacked(answer, span, periods)
    holds = pc.equal(pc.bit_wise_and(answer["tests"], pa.scalar(bits, pa.int64())), pa.scalar(bits, pa.int64()))
    own = answer.append_column("mask", mask).filter(pc.and_(holds, pc.not_equal(mask, 0)))
    totals = [(f"total{value}", "sum")] if value is not None else []
    own = own.group_by(["region", "mask"]).aggregate([("count", "sum"), *totals])
    names = {"count_sum": "count", f"total{value}_sum": "total"}
    own = own.rename_columns([names.get(one, one) for one in own.column_names])
    return [{"slice": "", "total": 0, **row} for row in own.to_pylist()]


def _columns_of(span: Any) -> list[At]:
    _, begins, ends, asked = span
    return [begins, *([ends] if ends else []), *(at for at, _ in asked)]


def _named(at: At) -> str:
    """A column's name in a question: the way to it."""
    return "__".join(["x", *at[0], at[1]])


def _holds(rows: ibis.Table, at: At, condition: Condition) -> Any:
    return condition_holds(rows[_named(at)], condition)


def _sum(terms: Sequence[Any]) -> Any:
    found = terms[0]
    for term in terms[1:]:
        found = found + term
    return found


def _index(known: list[Any], one: Any) -> int:
    if one not in known:
        known.append(one)
    return known.index(one)
