"""Flagged cases in numbers, by region; those of poverty counties apart, with what came of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse

from qingzhi.base.pages.components import Figure
from qingzhi.base.permits import Actor
from qingzhi.base.regions.models import Region
from qingzhi.domains.rights.queries.regions import region_names
from qingzhi.engine.procedures.models import Case

from ..access.flags import flagged_cases, reached, visible_flags
from ..models import CaseFlag, PovertyCounty
from ..terms.flags import FlagKind
from .campaigns import standing_decisions


@dataclass(frozen=True)
class RegionRow:
    """One region: how many cases bear each flag, each with the list that it counts."""

    name: str
    cells: list[tuple[int, str]]


@dataclass(frozen=True)
class CountyRow:
    """One poverty county: its cases, those closed, decisions, money."""

    county: Region
    valid_from: date
    source: str
    cases: int
    closed: int
    decided: int
    fine: Decimal
    url: str


def open_flags(actor: Actor, kind: str) -> QuerySet[Case]:
    """The cases that bear a flag, among those whose flags the actor sees."""
    return Case.objects.filter(pk__in=visible_flags(actor).filter(kind=kind).values("case"))


def overview_of(actor: Actor) -> tuple[list[Figure], list[RegionRow]]:
    """The open flagged cases: one figure a flag, and those of each region; one question."""
    rows = Counter(visible_flags(actor).filter(case__closed_at=None).values_list("case__region_code", "kind"))
    names, url = region_names(), reverse("enforcement:flagged")
    figures = [
        Figure(
            one.label,
            sum(count for (_, kind), count in rows.items() if kind == one),
            f"{url}?flag={one.value}",
            unit="件",
        )
        for one in FlagKind
    ]
    regions = [
        RegionRow(
            names.get(code, code or "未定地区"),
            [(rows[code, kind.value], f"{url}?{urlencode({'flag': kind.value, 'region': code})}") for kind in FlagKind],
        )
        for code in sorted({code for code, _ in rows})
    ]
    return figures, regions


def poverty_report(actor: Actor, year: int) -> tuple[list[Figure], list[CountyRow]]:
    """The cases that touch poverty counties, opened in a year, apart from all others; five questions."""
    own = reached(actor, "enforcement.flag.view")
    flags = CaseFlag.objects.filter(own, Q(ended_at=None), kind=FlagKind.POVERTY.value, case__opened_at__year=year)
    pairs = list(flags.filter(counties__isnull=False).values_list("counties", "case", "case__closed_at"))
    keys = {case for _, case, _ in pairs}
    money: dict[int, Decimal] = dict(
        standing_decisions().filter(case__in=keys).order_by().values_list("case").annotate(fine=Sum("fine"))
    )
    rows = PovertyCounty.objects.select_related("region").order_by("region__code", "valid_from")
    found = [
        _county(row, [(case, closed) for county, case, closed in pairs if county == row.region_id], money, year)
        for row in rows
    ]
    closed = {case for _, case, at in pairs if at is not None}
    url = f"{reverse('enforcement:flagged')}?flag=poverty&year={year}&standing="
    figures = [
        Figure("案件", len(keys), f"{url}all", unit="件", note=f"{year} 年登记"),
        Figure("办结", len(closed), f"{url}closed", unit="件"),
        Figure("作出决定", len(money), f"{url}all&decided=yes", unit="件"),
        Figure("罚款", f"{sum(money.values(), Decimal(0)):,.0f}", f"{url}all&decided=yes", unit="元"),
        Figure("涉及的县", sum(1 for one in found if one.cases), "#counties", unit="个"),
    ]
    return figures, sorted(found, key=lambda one: -one.cases)


def _county(row: PovertyCounty, cases: list[tuple[int, object]], money: dict[int, Decimal], year: int) -> CountyRow:
    asked = {"flag": "poverty", "county": row.region.code, "year": year, "standing": "all"}
    url = f"{reverse('enforcement:flagged')}?{urlencode(asked)}"
    return CountyRow(
        row.region, row.valid_from, row.source, len(cases), sum(at is not None for _, at in cases),
        sum(pk in money for pk, _ in cases), sum((money.get(pk, Decimal(0)) for pk, _ in cases), Decimal(0)), url,
    )  # fmt: skip


def seen_cases(actor: Actor) -> QuerySet[Case]:
    """The flagged cases as the list shows them."""
    return flagged_cases(actor).select_related("body", "owner")
