"""Comparing a province with others: its place, how far it is from the first, the middle and the nation, and what forbids it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

PER_HEAD = "per_head"  # per ten thousand inhabitants
WHOLE = 31  # provinces for which national tables speak; Hong Kong, Macao and Taiwan are counted apart there
ADDED_UP = ("stock", "flow")


@dataclass(frozen=True)
class Placed:
    """One place with its value and its rank (equal values share one)."""

    code: str
    name: str
    value: Decimal
    rank: int


@dataclass
class Comparison:
    """How our province stands; `warnings` say what is not, or only with care, comparable."""

    placed: list[Placed]
    own: Placed | None
    nation: Decimal | None = None
    middle: Decimal | None = None
    share: Decimal | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def first(self) -> Placed | None:
        return self.placed[0] if self.placed else None

    def gap(self, other: Decimal | None) -> Decimal | None:
        """Ours less another's."""
        return None if other is None or self.own is None else self.own.value - other


def compare(
    values: Mapping[str, Decimal],
    names: Mapping[str, str],
    own: str,
    *,
    nation: Decimal | None = None,
    kind: str = "flow",
    downward: bool = False,
    per: Mapping[str, Decimal] | None = None,
    nation_per: Decimal | None = None,
) -> Comparison:
    """Rank the places; `per` divides each value (inhabitants in ten thousands), and leaves out whom it does not know."""
    if per is not None:
        values = {code: value / per[code] for code, value in values.items() if per.get(code)}
        nation = nation / nation_per if nation is not None and nation_per else None
    ordered = sorted(values.items(), key=lambda one: one[1], reverse=not downward)
    placed: list[Placed] = []
    for at, (code, value) in enumerate(ordered, 1):
        rank = placed[-1].rank if placed and placed[-1].value == value else at
        placed.append(Placed(code, names.get(code, code), value, rank))
    mine = next((one for one in placed if one.code == own), None)
    adds_up = kind in ADDED_UP and per is None
    return Comparison(
        placed=placed,
        own=mine,
        nation=nation,
        middle=Decimal(median(one.value for one in placed)) if placed else None,
        share=mine.value / nation * 100 if mine and nation and adds_up else None,
    )


def warnings_of(
    *,
    places: int,
    own_is_from_table: bool,
    own_source: str,
    source: str,
    sources: Sequence[str],
    definition: str,
    meaning: str,
    has_nation: bool,
    own_is_there: bool,
) -> list[str]:
    """What the reader must know before he compares, in sentences."""
    said = []
    if not own_is_there:
        said.append("没有我省同期的数据，不能排位次。")
    elif not own_is_from_table:
        said.append(f"我省的数来自“{own_source}”，其他地区来自“{source}”，来源不同，位次仅供参考。")
    if len(sources) > 1:
        said.append(f"各地的数取自 {len(sources)} 张表（{'；'.join(sources)}），口径可能不同。")
    if definition:
        said.append(f"数据表的口径：{definition}；本系统指标的口径：{meaning}。两者不一致处不作推断。")
    if places < WHOLE:
        said.append(f"只有 {places} 个省（区、市）有同期数据，位次是在这些地区中的位次。")
    if not has_nation:
        said.append("没有载入全国数，不能与全国水平比较。")
    return said
