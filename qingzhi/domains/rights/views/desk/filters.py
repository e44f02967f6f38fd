"""Filters that only the registers of rights know: number or holder, class, fees, a day of the past."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.pages.listing import Choice, DateRange, Day, Filter, Listing, Search
from qingzhi.base.permits import region_prefix
from qingzhi.base.regions.models import Level

from ...models import Honour, Right
from ...queries.counting import rights_in_force
from ...queries.fees import FeeTable, fee_table
from ...queries.fees_finding import Condition, due_soon, in_grace, overrun
from ...queries.finding import by_number_or_holder, of_class
from ...queries.holdings import covers
from ...queries.industries import industry_options, narrow_to_industry
from ...queries.regions import divisions, provinces
from ...rules.classes import read_nice
from ...rules.statuses import POSSIBLE
from ...terms import HonourKind, RightKind, RightStatus, Scheme

FIRST_YEAR = 1985  # the first patents under 专利法 were applied for in this year
NICE_CLASSES = 45
OUTSIDE = "outside"
FEES: dict[str, tuple[str, Condition]] = {
    "soon": ("即将到期或续展期内", due_soon),
    "grace": ("滞纳期或宽展期内", in_grace),
    "overrun": ("期满待核", overrun),
}


@dataclass
class NumberOrHolder(Search):
    """A number in any written form, or at least two characters of a holder's name, present or former."""

    of: str = ""

    def narrow(self, rows: Any, listing: Listing) -> Any:
        text = self.value(listing)
        return by_number_or_holder(rows, text, self.of) if text else rows


@dataclass
class ClassPrefix(Search):
    """A symbol of the IPC or of Locarno, or its beginning: A23L, C01D15/08."""

    scheme: str = Scheme.IPC

    def narrow(self, rows: Any, listing: Listing) -> Any:
        symbol = "".join(self.value(listing).upper().split())
        return of_class(rows, self.scheme, symbol) if symbol else rows

    def chips(self, listing: Listing) -> list[tuple[str, list[str]]]:
        value = self.value(listing)
        return [(f"{self.label}：{value}", self.names())] if value else []


@dataclass
class Kept(Filter):
    """A name of the address that the page itself sets: it stays in every link and narrows nothing."""

    kind = "kept"

    def narrow(self, rows: Any, listing: Listing) -> Any:
        return rows

    def chips(self, listing: Listing) -> list[tuple[str, list[str]]]:
        return []


def region_filter() -> Choice:
    """Where the first holder sits."""
    return Choice("region", "地区", options=_regions, narrowing=_in_region)


def _regions(listing: Listing) -> Iterable[tuple[str, str]]:
    for one in divisions():
        if not one.is_retired:
            yield one.code, f"　{one.name}" if one.level == Level.COUNTY else one.name
    yield OUTSIDE, "省外及未知"


def _in_region(rows: QuerySet[Right], code: str) -> QuerySet[Right]:
    if code != OUTSIDE:
        return rows.filter(region_code__startswith=region_prefix(code))
    inside = Q()
    for province in provinces():
        inside |= Q(region_code__startswith=region_prefix(province))
    return rows.exclude(inside) if inside else rows


def status_filter(kind: str) -> Choice:
    possible = [one for one in RightStatus if one in POSSIBLE[kind]]
    return Choice("status", "法律状态", options=[(one.value, one.label) for one in possible])


def year_filter(label: str) -> Choice:
    """The year of the grant or registration."""
    return Choice("year", label, options=lambda listing: _years(), narrowing=_in_year)


def _years() -> list[tuple[str, str]]:
    return [(str(year), f"{year} 年") for year in range(clock.today().year, FIRST_YEAR - 1, -1)]


def _in_year(rows: QuerySet[Right], year: str) -> QuerySet[Right]:
    return rows.filter(registered_on__gte=date(int(year), 1, 1), registered_on__lte=date(int(year), 12, 31))


def span_filter(label: str) -> DateRange:
    """From one day of the grant to another."""
    return DateRange("registered", label, lookup="registered_on")


def day_filter() -> Day:
    """What was in force on a day of the past, by the history of statuses."""
    return Day("on", "在这一天有效", narrowing=lambda rows, on: rights_in_force(on, rows=rows))


@dataclass
class FeeChoice(Choice):
    """How it stands with fees and renewal, by the schedule that the list has read already."""

    def narrow(self, rows: Any, listing: Listing) -> Any:
        value = self.value(listing)
        table: FeeTable = getattr(listing, "table", None) or fee_table()
        kind: str = getattr(listing, "kind", "")
        return rows.filter(FEES[value][1](table, kind)) if value else rows


def fee_filter() -> FeeChoice:
    return FeeChoice("fee", "缴费、续展", options=[(code, label) for code, (label, _) in FEES.items()])


def nice_filter() -> Choice:
    options = [(str(number), f"第 {number} 类") for number in range(1, NICE_CLASSES + 1)]
    return Choice("class", "类别", options=options, narrowing=_of_nice)


def _of_nice(rows: QuerySet[Right], symbol: str) -> QuerySet[Right]:
    return of_class(rows, Scheme.NICE, read_nice(symbol), exact=True)


def honour_filter() -> Choice:
    """Marks that bear a recognition today."""
    return Choice("honour", "认定", options=[(one.value, one.label) for one in HonourKind], narrowing=_honoured)


def _honoured(rows: QuerySet[Right], kind: str) -> QuerySet[Right]:
    return rows.filter(Exists(Honour.objects.filter(covers(clock.today()), right=OuterRef("pk"), kind=kind)))


def type_filter(kind: str, path: str, choices: Iterable[tuple[str, str]]) -> Filter:
    """The type within the kind."""
    return Choice("type", {RightKind.VARIETY: "领域"}.get(RightKind(kind), "类型"), options=list(choices), lookup=path)


def industry_filter() -> Choice:
    """An industry of the plan, by the concordance in force (R03)."""
    return Choice("industry", "计划产业", options=lambda listing: industry_options(), narrowing=narrow_to_industry)
