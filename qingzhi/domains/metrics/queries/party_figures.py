"""What published formulas count for single holders 「按主体计数」: the same rows as a region's figure, by the party that holds them.

A right counts for each of those who hold it on the day of the lake; merged records of one holder are one. Ratios per inhabitants or
GDP mean nothing of a party.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import ibis
from ibis import _

from qingzhi.engine.lake.reading import Snapshot, query

from ..rules.formula import Condition, Dimension, Expression, Join, Part
from ..rules.periods import Period
from .catalogue import records_table
from .counting import holds, rows_of

OWNER = "owner"
HELD = (Condition("holding.role", "is", "holder"), Condition("holding.valid_to", "unknown"))


class NotOfParties(ValueError):
    """A formula whose records belong to no party."""


@dataclass(frozen=True)
class PartyFigure:
    """A figure of a party: the value (None where there is nothing to measure), of how many records, of how many."""

    value: Decimal | None
    count: int = 0
    whole: int | None = None


def by_party(lake: Snapshot, expression: Expression, period: Period, parties: Iterable[int]) -> dict[int, PartyFigure]:
    """The figures of these parties (their root records' keys), two queries at most; raises `NotOfParties`."""
    if expression.indicator:
        raise NotOfParties("按人口、地区生产总值计算的比率不能用于单个主体")
    wanted = list(parties)
    part = _counted(lake, expression.part, period, wanted)
    if expression.whole is None:
        return {key: PartyFigure(*part.get(key, _nothing(expression.part))) for key in wanted}
    whole = _counted(lake, expression.whole, period, wanted)
    found = {}
    for key in wanted:
        of = whole.get(key, (Decimal(0), 0))[1]
        count = part.get(key, (Decimal(0), 0))[1]
        found[key] = PartyFigure(Decimal(count) * expression.times / of if of else None, count, of)
    return found


def records_of_party(lake: Snapshot, part: Part, period: Period, party: int) -> list[int]:
    """The keys of the records behind a party's figure, the newest first."""
    owned = owned_part(part)
    rows = rows_of(lake, owned, OWNER)
    found = rows.filter(holds(rows, owned, period), rows.slice == str(party)).group_by("key").aggregate(n=_.count())
    return [row["key"] for row in query(found.order_by(ibis.desc("key")))]


def owned_part(part: Part) -> Part:
    """The part with the party that holds each record as a dimension; raises `NotOfParties`."""
    named = next((one.name for one in part.joins if one.table == "parties"), "")
    if records_table(part) == "rights":
        right = part.column if part.measure == "distinct" else "id"
        joins = (
            Join("holding", "right_holdings", right, "right_id"),
            Join("holder", "parties", "holding.party_id", "id"),
        )
        owner = Dimension(OWNER, "holder.root_id", "权利人", joins, HELD)
    elif named:
        owner = Dimension(OWNER, f"{named}.root_id", "主体")
    else:
        raise NotOfParties("这个指标的记录不属于登记簿中的主体")
    return replace(part, by=(*part.by, owner))


def _counted(lake: Snapshot, part: Part, period: Period, parties: list[int]) -> dict[int, tuple[Decimal | None, int]]:
    owned = owned_part(part)
    rows = rows_of(lake, owned, OWNER)
    mine = rows.filter(holds(rows, owned, period), rows.slice.isin([str(key) for key in parties]))
    each = mine.group_by("slice", "key").aggregate(value=_.value.max())
    told = each.group_by("slice").aggregate(count=_.count(), total=_.value.sum(), middle=_middle(each, part))
    return {int(row["slice"]): (_value(row, part), row["count"]) for row in query(told)}


def _middle(each: ibis.Table, part: Part) -> Any:
    return each.value.quantile(0.5) if part.measure == "median_days" else ibis.literal(None, type="float64")


def _value(row: dict[str, Any], part: Part) -> Decimal | None:
    if part.measure == "sum":
        return Decimal(row["total"] or 0) / part.divide
    if part.measure == "median_days":
        return Decimal(str(row["middle"]))
    return Decimal(row["count"])


def _nothing(part: Part) -> tuple[Decimal | None, int]:
    return (None if part.measure == "median_days" else Decimal(0)), 0
