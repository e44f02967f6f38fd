"""Ours beside the nation's and the other provinces' figures, from the official tables that are loaded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from qingzhi.base.regions.models import Region

from ..models import ComparedFigure, ComparedPlace, Indicator
from ..rules.comparing import ADDED_UP, Comparison, compare, warnings_of
from ..rules.periods import read_period
from ..terms import Direction
from ..terms.boards import PlaceKind
from .indicators import indicator_by_code
from .values import Value, series_of

POPULATION = "population"


@dataclass
class Year:
    """What is known of one period: figures by place (the table published last speaks), and what the nation has."""

    period: str
    figures: dict[str, ComparedFigure] = field(default_factory=dict)
    nation: ComparedFigure | None = None

    @property
    def label(self) -> str:
        return read_period(self.period).label


@dataclass
class Compared:
    """An indicator of a period compared, and the course of our place; `own` is our figure where the table has none."""

    indicator: Indicator
    region: Region
    year: Year
    comparison: Comparison
    own: ComparedFigure | Value | None
    course: list[tuple[Year, Comparison]]
    per_head: bool
    may_per_head: bool
    unit: str
    tables: list[str]


def comparable_indicators() -> list[Indicator]:
    """The indicators of which a table speaks."""
    known = ComparedFigure.objects.filter(table__withdrawn_at=None).values("indicator")
    return list(Indicator.objects.filter(pk__in=known))


def years_of(code: str) -> dict[str, Year]:
    """Every period of an indicator, the latest first; one query."""
    rows = ComparedFigure.objects.filter(indicator__code=code, table__withdrawn_at=None)
    rows = rows.select_related("place", "table").order_by("-period_to", "table__published_on", "table_id")
    found: dict[str, Year] = {}
    for row in rows:
        year = found.setdefault(row.period, Year(row.period))
        if row.place.kind == PlaceKind.NATION:
            year.nation = row
        else:
            year.figures[row.place.code] = row
    return found


def compared_with(indicator: Indicator, region: Region, period: str = "", *, per_head: bool = False) -> Compared | None:
    """The comparison of a period (the latest, if none is given); None where no table speaks of it."""
    years = years_of(indicator.code)
    year = years.get(period) or next(iter(years.values()), None)
    if year is None:
        return None
    names = dict(ComparedPlace.objects.values_list("code", "short_name"))
    heads = years_of(POPULATION) if indicator.kind in ADDED_UP and indicator.code != POPULATION else {}
    stated = {one.period: one for one in series_of(indicator.code, region.code)}
    per_head = per_head and year.period in heads
    course = [
        (one, _comparison(indicator, one, region, stated.get(one.period), names, heads if per_head else None))
        for one in years.values()
        if not per_head or one.period in heads
    ]
    comparison = next(found for one, found in course if one is year)
    own = year.figures.get(region.code) or stated.get(year.period)
    comparison.warnings = _warnings(indicator, year, region, own)
    if per_head:
        comparison.warnings.append("人均按同年末常住人口计算；没有人口数的地区不列入。")
    return Compared(
        indicator, region, year, comparison, own, course, per_head, year.period in heads,
        f"{indicator.unit}/万人" if per_head else indicator.unit, _tables(year),
    )  # fmt: skip


def _comparison(
    indicator: Indicator,
    year: Year,
    region: Region,
    stated: Value | None,
    names: dict[str, str],
    heads: dict[str, Year] | None,
) -> Comparison:
    values: dict[str, Decimal] = {code: one.value for code, one in year.figures.items()}
    if region.code not in values and stated is not None and stated.value is not None:
        values[region.code] = stated.value
    people = heads[year.period] if heads is not None else None
    return compare(
        values,
        names,
        region.code,
        nation=year.nation.value if year.nation else None,
        kind=indicator.kind,
        downward=indicator.direction == Direction.DOWN,
        per={code: one.value for code, one in people.figures.items()} if people else None,
        nation_per=people.nation.value if people and people.nation else None,
    )


def _warnings(indicator: Indicator, year: Year, region: Region, own: ComparedFigure | Value | None) -> list[str]:
    sources = _tables(year)
    definitions: Sequence[str] = list(
        dict.fromkeys(one.table.definition for one in year.figures.values() if one.table.definition)
    )
    return warnings_of(
        places=len(year.figures),
        own_is_from_table=isinstance(own, ComparedFigure),
        own_source=own.source if isinstance(own, Value) else "",
        source=sources[0] if sources else "",
        sources=sources,
        definition="；".join(definitions),
        meaning=indicator.meaning,
        has_nation=year.nation is not None,
        own_is_there=own is not None,
    )


def _tables(year: Year) -> list[str]:
    tables: dict[int, str] = defaultdict(str)
    for one in year.figures.values():
        tables[one.table_id] = one.table.source
    return list(dict.fromkeys(tables.values()))


def asked_indicator(code: str, known: Sequence[Indicator]) -> Indicator | None:
    """The indicator asked for, else the first that can be compared."""
    found = next((one for one in known if one.code == code), None) or (indicator_by_code(code) if code else None)
    return found or next(iter(known), None)
