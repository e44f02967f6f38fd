"""Rows of statistics by industry as files write them: 口径、分类、行业代码、地区、年度、数值、单位、来源. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..terms.density import UNITS, IndustryMeasure, IndustryScheme
from .amounts import AmountNotUnderstood, UnitDiffers, in_unit, read_amount

HEADS = ("口径", "分类", "行业代码", "地区", "年度", "数值", "单位", "来源")
EARLIEST, LATEST = 1949, 2100


class RowsNotUnderstood(ValueError):
    """Some rows say nothing that can be taken in; `faults` has a sentence for each."""

    def __init__(self, faults: Sequence[str]):
        super().__init__("；".join(faults[:5]) + (f"；另有 {len(faults) - 5} 处" if len(faults) > 5 else ""))
        self.faults = list(faults)


@dataclass(frozen=True)
class IndustryRow:
    """One figure: of what, of which industry, region and year."""

    measure: str
    scheme: str
    industry: str
    region: str
    year: int
    value: Decimal
    unit: str
    source: str

    @property
    def key(self) -> tuple[str, str, str, str, int]:
        return self.measure, self.scheme, self.industry, self.region, self.year


def industry_rows(
    rows: Sequence[tuple[int, Sequence[str]]], industries: Mapping[str, set[str]], regions: Mapping[str, str]
) -> list[IndustryRow]:
    """The rows below the head; `industries` are the known codes of each scheme, `regions` codes by name. Raises `RowsNotUnderstood`."""
    if not rows or any(head not in rows[0][1] for head in HEADS):
        raise RowsNotUnderstood([f"第一行应有这些列：{'、'.join(HEADS)}"])
    places = {head: list(rows[0][1]).index(head) for head in HEADS}
    found: list[IndustryRow] = []
    faults: list[str] = []
    for line, cells in rows[1:]:
        given = {head: cells[place].strip() if place < len(cells) else "" for head, place in places.items()}
        try:
            found.append(_row(given, industries, regions))
        except (ValueError, KeyError) as fault:
            faults.append(f"第 {line} 行：{fault.args[0]}")
    seen: set[tuple[str, str, str, str, int]] = set()
    for one in found:
        if one.key in seen:
            faults.append(f"{one.year} 年“{one.industry}”的{IndustryMeasure(one.measure).label}在文件里出现了两次")
        seen.add(one.key)
    if faults:
        raise RowsNotUnderstood(faults)
    return found


def _row(given: Mapping[str, str], industries: Mapping[str, set[str]], regions: Mapping[str, str]) -> IndustryRow:
    measure = _term(IndustryMeasure, given["口径"], "口径")
    scheme = _term(IndustryScheme, given["分类"], "分类")
    if given["行业代码"] not in industries[scheme]:
        raise ValueError(f"“{given['行业代码']}”不是{IndustryScheme(scheme).label}的代码")
    if given["地区"] not in regions:
        raise ValueError(f"没有名为“{given['地区']}”的地区")
    if not given["年度"].isdecimal() or not EARLIEST <= int(given["年度"]) <= LATEST:
        raise ValueError(f"“{given['年度']}”不是年度")
    if not given["来源"]:
        raise ValueError("没有写明来源")
    try:
        value = in_unit(read_amount(given["数值"]), given["单位"], UNITS[measure])
    except (AmountNotUnderstood, UnitDiffers) as fault:
        raise ValueError(str(fault)) from None
    if value <= 0:
        raise ValueError("数值应大于零")
    region = regions[given["地区"]]
    return IndustryRow(
        measure, scheme, given["行业代码"], region, int(given["年度"]), value, UNITS[measure], given["来源"]
    )


def _term(terms: type[IndustryMeasure] | type[IndustryScheme], given: str, what: str) -> str:
    found = next((one.value for one in terms if given in (one.value, one.label)), None)
    if found is None:
        raise ValueError(f"{what}“{given}”应为 {'、'.join(one.label for one in terms)}")
    return str(found)
