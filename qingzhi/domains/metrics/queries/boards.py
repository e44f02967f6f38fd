"""The leaders' page: its lines by part, each with its latest figure, its course, the change in words, the light of its target."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from qingzhi.base import clock
from qingzhi.base.pages.components import Tile
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region

from ..models import BoardLine, Indicator
from ..rules.amounts import amount_text
from ..rules.chart_parts import bounds, steps_of
from ..rules.comparing import ADDED_UP
from ..rules.report_words import Fact, change_words
from ..terms import STATISTICS
from ..terms.boards import BoardPart
from .usages import Usage, usages_of_many
from .values import Value, series_for

COURSE = 8  # figures of a small line
OLD = 366  # days after which a figure's day is pointed out
MAPS = 3


@dataclass
class BoardRow:
    """One indicator on the page; `use` is the target of a plan of this region that it serves, `value` None without data."""

    indicator: Indicator
    is_head: bool
    value: Value | None
    change: str
    course: list[Decimal | None]
    use: Usage | None
    is_old: bool


@dataclass
class BoardMap:
    """The prefectures' latest figures of an indicator as tiles; of one period only."""

    indicator: Indicator
    label: str
    tiles: list[Tile]
    legend: list[tuple[int, str]]
    note: str = ""


@dataclass
class BoardSection:
    """A part of the page."""

    code: str
    label: str
    rows: list[BoardRow] = field(default_factory=list)


@dataclass
class Board:
    """The whole page of a region."""

    region: Region
    sections: list[BoardSection]
    maps: list[BoardMap]

    @property
    def rows(self) -> list[BoardRow]:
        return [row for section in self.sections for row in section.rows]

    @property
    def as_of(self) -> date | None:
        """The latest day of which a figure speaks."""
        return max((row.value.as_of for row in self.rows if row.value and row.value.as_of), default=None)


def board_of(actor: Actor, region: Region, below: Sequence[Region] = (), *, only_heads: bool = False) -> Board:
    """The page for a region, with maps of those `below` (read with their `tile`): one read of all series, one of the targets,
    whatever the number of lines; or the figures on top alone."""
    today = clock.today()
    rows = BoardLine.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), valid_from__lte=today)
    if only_heads:
        rows = rows.filter(is_head=True)
    lines = list(rows.select_related("indicator__owner"))
    series = series_for([one.indicator.code for one in lines], [region.code, *(one.code for one in below)])
    uses = {} if only_heads else usages_of_many(actor, [one.indicator for one in lines], region)
    sections = {code: BoardSection(code, label) for code, label in BoardPart.choices()}
    for line in lines:
        values = series.get((line.indicator.code, region.code), [])
        sections[line.part].rows.append(_row(line, values, uses.get(line.indicator_id, []), today))
    maps = _maps([one.indicator for one in sorted(lines, key=lambda one: not one.is_head)], region, below, series)
    return Board(region, [one for one in sections.values() if one.rows], maps)


def _row(line: BoardLine, values: Sequence[Value], uses: Sequence[Usage], today: date) -> BoardRow:
    last = values[-1] if values else None
    return BoardRow(
        indicator=line.indicator,
        is_head=line.is_head,
        value=last,
        change=change_of(line.indicator, values),
        course=[one.value for one in values[-COURSE:]],
        use=next(iter(uses), None),
        is_old=bool(last and last.as_of and (today - last.as_of).days > OLD),
    )


def change_of(indicator: Indicator, values: Sequence[Value]) -> str:
    """How the latest figure stands to the one before, in words; what cannot be compared is said."""
    if not values:
        return ""
    if len(values) < 2:
        return "首期数据，尚无上期可比"
    old, new = values[-2], values[-1]
    if old.provider != new.provider:
        return "与上期的数据来源不同，不作比较"
    return change_words(fact_of(indicator, new), fact_of(indicator, old), f"比{when(old)}")


def fact_of(indicator: Indicator, value: Value) -> Fact:
    """A figure as the words of reports take it."""
    return Fact(
        indicator.code, indicator.name, value.region, "", value.period, value.value or Decimal(), value.unit, indicator.kind, ""
    )  # fmt: skip


def when(value: Value) -> str:
    """The period of a figure, or the day on which it was counted, in words."""
    if value.period:
        return value.period_label
    day = value.as_of
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _maps(
    indicators: Sequence[Indicator],
    region: Region,
    below: Sequence[Region],
    series: Mapping[tuple[str, str], Sequence[Value]],
) -> list[BoardMap]:
    places = tile_places(below)
    found = []
    for indicator in indicators:
        values = {
            one.code: series[indicator.code, one.code][-1] for one in below if series.get((indicator.code, one.code))
        }
        values = {code: value for code, value in values.items() if value.value is not None}
        if len(values) > 1 and any(value.value for value in values.values()):
            found.append(map_of(indicator, below, values, places, series.get((indicator.code, region.code), [])))
        if len(found) == MAPS:
            break
    return found


def map_of(
    indicator: Indicator,
    below: Sequence[Region],
    values: Mapping[str, Value],
    places: Mapping[str, tuple[int, int]],
    whole: Sequence[Value] = (),
) -> BoardMap:
    """Tiles of the divisions, each leading to its records; figures of another day than most are left out and not mixed.

    Where statistics of all divisions add up to something else than that of the `whole`, the map says so.
    """
    days = [value.as_of for value in values.values()]
    day = max(set(days), key=lambda one: (days.count(one), one))
    shown = {code: value for code, value in values.items() if value.as_of == day}
    numbers = [shown[one.code].value if one.code in shown else None for one in below]
    steps = steps_of(numbers)
    tiles = []
    for region, number, step in zip(below, numbers, steps, strict=True):
        column, row = places.get(region.code, (0, 0))
        url = shown[region.code].records_url or "" if region.code in shown else ""
        text = None if number is None else amount_text(number)
        tiles.append(Tile(region.short_name, text, url, step, column, row, label=f"{indicator.name}，查看记录"))
    legend = [*bounds(numbers, steps).items(), *([(0, "无数据")] if 0 in steps else [])]
    return BoardMap(
        indicator, when(next(iter(shown.values()))), tiles, legend, _unequal(indicator, below, shown, whole)
    )


def _unequal(indicator: Indicator, below: Sequence[Region], shown: Mapping[str, Value], whole: Sequence[Value]) -> str:
    """In words that stated parts and the stated whole of a day differ; nothing where they agree or were not stated both."""
    day = next(iter(shown.values())).as_of
    total = next((one for one in whole if one.as_of == day and one.provider == STATISTICS), None)
    stated = all(one.provider == STATISTICS for one in shown.values()) and len(shown) == len(below)
    if total is None or total.value is None or not stated or indicator.kind not in ADDED_UP:
        return ""
    parts = sum((one.value or Decimal() for one in shown.values()), Decimal())
    if parts == total.value:
        return ""
    unit = indicator.unit
    return f"各市州之和 {amount_text(parts)} {unit}，与全省统计 {amount_text(total.value)} {unit}不一致，来源不同，请核对。"


def tile_places(regions: Iterable[Region]) -> dict[str, tuple[int, int]]:
    """Where divisions (read with their `tile`) lie on the map of tiles: code to (column, row), counted from 1."""
    return {one.code: (one.tile.column, one.tile.row) for one in regions if hasattr(one, "tile")}
