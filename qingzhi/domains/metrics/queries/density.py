"""Density of rights per industry and cluster: rights from the registers, set against imported staff or output, ranked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingzhi.domains.rights.queries.industry_codes import class_titles, divisions_of, plan_industries
from qingzhi.engine.lake.reading import Snapshot

from ..models import DensityKind, IndustryStatistic, IntensiveCode
from ..rules.formula import UNTOLD
from ..rules.periods import Period, of_year, read_period
from ..terms.density import IndustryScheme
from .slices import Slice, broken_down

TWO = Decimal("0.01")


@dataclass(frozen=True)
class Intensity:
    """That an industry is on the national list: the group, whether all of it is, whether that has been checked."""

    group: str
    whole: bool
    confirmed: bool


@dataclass
class Density:
    """One industry: its rights with their list, what they are set against, the density and its place, or why there is none."""

    code: str
    label: str
    group: str
    rights: int
    records_url: str
    base: Decimal | None
    base_years: int
    source: str
    density: Decimal | None
    reason: str
    intensive: list[Intensity]
    rank: int | None = None

    @property
    def rights_value(self) -> Decimal:
        return Decimal(self.rights)


@dataclass(frozen=True)
class Densities:
    """All industries of a region and a period: ranked, then those that cannot be reckoned; and the rights of no industry."""

    period: Period
    rows: list[Density]
    untold: Slice | None

    @property
    def ranked(self) -> list[Density]:
        return [one for one in self.rows if one.rank]

    @property
    def missing(self) -> list[Density]:
        return [one for one in self.rows if not one.rank]


def densities(
    kind: DensityKind, scheme: str, region: str, year: int, *, group: str = "", lake: Snapshot | None = None
) -> Densities:
    """The densities of every industry with rights or statistics; `group` narrows the plan's industries to one of its lists."""
    period = of_year(year) if kind.years == 1 else read_period(f"{year - kind.years + 1}-{year}")
    slices = {one.code: one for one in broken_down(kind.indicator.code, region, period, scheme, lake=lake)}
    bases = _bases(kind, scheme, region, range(year - kind.years + 1, year + 1))
    names = _names(scheme, {*slices, *bases} - {UNTOLD}, group)
    national = intensive_on(period.last) if scheme == IndustryScheme.GBT4754 else {}
    rows = [_density(kind, code, *names[code], slices.get(code), bases.get(code, []), national) for code in names]
    rows.sort(key=lambda one: (one.density is None, -(one.density or 0), -one.rights, one.code))
    for place, one in enumerate(rows, 1):
        one.rank = place if one.density is not None else None
    return Densities(period, rows, slices.get(UNTOLD))


def _density(
    kind: DensityKind, code: str, label: str, group: str, found: Slice | None, held: list[IndustryStatistic],
    national: dict[str, list[tuple[str, str, bool]]],
) -> Density:  # fmt: skip
    rights = found.count if found else 0
    base = sum((one.value for one in held), Decimal()) / len(held) if held else None
    reason = "" if base else f"没有{kind.get_measure_display()}统计数据"
    return Density(
        code, label, group, rights, found.records_url if found else "", base, len(held),
        "；".join(dict.fromkeys(one.source for one in held)),
        (rights * kind.times / base).quantize(TWO) if base else None, reason, _intensity(code, national),
    )  # fmt: skip


def _bases(kind: DensityKind, scheme: str, region: str, years: Iterable[int]) -> dict[str, list[IndustryStatistic]]:
    rows = IndustryStatistic.objects.filter(
        measure=kind.measure, scheme=scheme, region__code=region, year__in=list(years), revised_by=None
    )
    found: dict[str, list[IndustryStatistic]] = defaultdict(list)
    for one in rows:
        found[one.industry].append(one)
    return found


def _names(scheme: str, codes: set[str], group: str) -> dict[str, tuple[str, str]]:
    """What industries are called, with the list that they belong to: every one of the plan, those of GB/T 4754 that occur."""
    if scheme == IndustryScheme.PLAN:
        return {one.code: (one.name, one.group) for one in plan_industries(group) if not one.is_retired}
    titles = class_titles("gbt4754", codes)
    return {code: (f"{code} {titles.get(code, '')}".strip(), "") for code in sorted(codes)}


def intensive_on(day: date) -> dict[str, list[tuple[str, str, bool]]]:
    """The national list, by the first two digits: (prefix, group, whether it has been checked). Before it was in force it is
    shown as well, since nothing else can be looked up; the page says since when."""
    found: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
    for one in IntensiveCode.objects.select_related("group").exclude(group__valid_to__lte=day):
        found[one.prefix[:2]].append((one.prefix, one.group.name, one.confirmed))
    return found


def _intensity(code: str, national: dict[str, list[tuple[str, str, bool]]]) -> list[Intensity]:
    return [Intensity(group, prefix == code, confirmed) for prefix, group, confirmed in national.get(code, [])]


def known_industries() -> dict[str, set[str]]:
    """The codes that statistics may name, by scheme."""
    return {
        IndustryScheme.GBT4754.value: divisions_of("gbt4754"),
        IndustryScheme.PLAN.value: {one.code for one in plan_industries() if not one.is_retired},
    }
