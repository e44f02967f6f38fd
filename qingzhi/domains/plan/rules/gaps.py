"""Grass-roots conditions against their standards 「基层基础条件缺口」."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qingzhi.domains.plan.terms import GrassrootsItem


@dataclass(frozen=True)
class Standard:
    """The least that a division should have of one item, with its source."""

    item: GrassrootsItem
    minimum: int
    source: str


@dataclass(frozen=True)
class Cell:
    """One item of one division: what it has, what it should have, what is missing."""

    item: GrassrootsItem
    has: int | None
    minimum: int | None
    source: str = ""

    @property
    def gap(self) -> int:
        return max(0, (self.minimum or 0) - (self.has or 0)) if self.minimum is not None and self.has is not None else 0

    @property
    def code(self) -> str:
        """The light: unknown without a figure, none without a standard, late or ok beside one."""
        if self.has is None:
            return "unknown"
        if self.minimum is None:
            return "none"
        return "late" if self.gap else "ok"

    @property
    def label(self) -> str:
        if self.has is None:
            return "未登记"
        return f"缺 {self.gap}" if self.gap else ""

    @property
    def reason(self) -> str:
        if self.has is None:
            return f"{self.item.label}未登记"
        if self.minimum is None:
            return f"{self.item.label} {self.has}，没有规定标准"
        verdict = f"缺 {self.gap}" if self.gap else "达标"
        return f"{self.item.label} {self.has}，标准不少于 {self.minimum}({self.source}),{verdict}"


def cells(values: Mapping[str, int] | None, standards: Iterable[Standard]) -> list[Cell]:
    """Every item of a division in the order of the table; `values` None when nothing was recorded."""
    wanted = {standard.item: standard for standard in standards}
    found = []
    for item in GrassrootsItem:
        standard = wanted.get(item)
        has = values[item.value] if values is not None else None
        found.append(Cell(item, has, standard.minimum if standard else None, standard.source if standard else ""))
    return found
