"""Grass-roots conditions by division and year, against the standards in force."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from qingzhi.base.pages.components import State
from qingzhi.base.regions.models import Level, Region

from ..models import GrassrootsCondition, GrassrootsStandard
from ..rules.gaps import Cell, Standard, cells
from ..terms import GrassrootsItem


@dataclass
class ConditionRow:
    """One division in one year."""

    region: Region
    year: int
    condition: GrassrootsCondition | None
    cells: list[Cell]

    def __getattr__(self, name: str) -> Cell:
        if name in {item.value for item in GrassrootsItem}:
            return next(cell for cell in self.cells if cell.item.value == name)
        raise AttributeError(name)

    @property
    def gaps(self) -> int:
        return sum(1 for cell in self.cells if cell.gap)

    @property
    def state(self) -> State:
        if self.condition is None:
            return State("unknown", "未登记", f"{self.year} 年没有登记")
        if self.gaps:
            return State("late", f"缺 {self.gaps} 项", "；".join(cell.reason for cell in self.cells if cell.gap))
        known = any(cell.minimum is not None for cell in self.cells)
        return State("ok", "达标") if known else State("none", "无标准", "没有适用的标准")


def condition_rows(regions: QuerySet[Region], year: int) -> list[ConditionRow]:
    """Every prefecture and county of these with what it had that year; what nobody recorded says so."""
    on = date(year, 12, 31)
    held = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    standards: dict[str, list[Standard]] = {}
    for row in GrassrootsStandard.objects.filter(held):
        standards.setdefault(row.level, []).append(Standard(GrassrootsItem(row.item), row.minimum, row.source))
    existed = (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))
    places = regions.filter(existed).exclude(level=Level.PROVINCE).select_related("parent").order_by("code")
    recorded = {row.region_id: row for row in GrassrootsCondition.objects.filter(year=year)}
    found = []
    for region in places:
        condition = recorded.get(region.pk)
        values = {item.value: getattr(condition, item.value) for item in GrassrootsItem} if condition else None
        found.append(ConditionRow(region, year, condition, cells(values, standards.get(region.level, []))))
    return found


def years_recorded() -> list[int]:
    """The years for which anything was recorded, newest first."""
    return list(GrassrootsCondition.objects.order_by("-year").values_list("year", flat=True).distinct())
