"""What the symbols of official classifications are called."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Code, CodeTable, Industry, IndustryGroup
from ..rules.industries import normal_symbol, prefixes_of


@dataclass(frozen=True)
class ClassTitle:
    """The title of a symbol: of itself, or of the longest known symbol that it begins with."""

    symbol: str
    known: str
    title: str
    confirmed: bool
    retired: bool = False

    def __str__(self) -> str:
        return self.title


def class_title(scheme: str, symbol: str) -> str:
    """The title of a symbol 「分类号名称」, or of the longest part of it that is known; empty when nothing is."""
    found = class_titles(scheme, [symbol]).get(symbol)
    return found.title if found else ""


def class_titles(scheme: str, symbols: Iterable[str]) -> dict[str, ClassTitle]:
    """The titles of several symbols as they were written, in one query."""
    wanted = {symbol: prefixes_of(scheme, symbol) for symbol in symbols if symbol}
    asked = {prefix for prefixes in wanted.values() for prefix in prefixes}
    rows = Code.objects.filter(table__scheme=scheme, symbol__in=asked).order_by("table__valid_from")
    known = {code.symbol: code for code in rows}
    found = {}
    for symbol, prefixes in wanted.items():
        code = next((known[prefix] for prefix in prefixes if prefix in known), None)
        if code is not None:
            found[symbol] = ClassTitle(
                normal_symbol(scheme, symbol), code.symbol, code.title, code.confirmed, code.retired_on is not None
            )
    return found


def code_tables() -> list[CodeTable]:
    """Every code table, the newest edition of each scheme first."""
    return list(CodeTable.objects.order_by("scheme", "-valid_from"))


def symbols_of(scheme: str) -> list[tuple[str, str]]:
    """Every symbol of a scheme that is not retired, with its title, in the order of symbols; for a field's choices."""
    rows = Code.objects.filter(table__scheme=scheme, retired_on=None).order_by("symbol")
    return list(rows.values_list("symbol", "title").distinct())


def divisions_of(scheme: str) -> set[str]:
    """The symbols of the second level 「大类」 that are not retired."""
    rows = Code.objects.filter(table__scheme=scheme, level=2, retired_on=None)
    return set(rows.values_list("symbol", flat=True))


@dataclass(frozen=True)
class PlanIndustry:
    """An industry of the plan with the list that it stands in."""

    code: str
    name: str
    group: str
    is_retired: bool


def plan_industries(group: str = "") -> list[PlanIndustry]:
    """The industries of the plan, also retired ones, all or those of one list."""
    rows = Industry.objects.select_related("group")
    rows = rows.filter(group__code=group) if group else rows
    return [PlanIndustry(one.code, one.name, one.group.title, one.retired_on is not None) for one in rows]


def industry_groups() -> list[tuple[str, str]]:
    """The lists of the plan, for a choice."""
    return list(IndustryGroup.objects.filter(retired_on=None).values_list("code", "title"))
