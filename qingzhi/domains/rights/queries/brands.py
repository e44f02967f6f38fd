"""Brands, and marks as a whole with its parts 「其中」: counted from the same rows, so that no part exceeds the whole."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from qingzhi.base import clock
from qingzhi.base.regions.queries import province

from ..models import Brand, BrandTraitSpan, MarkGroup, Right, RightClass
from ..terms import BrandState, BrandTrait, RightKind, Scheme
from .counting import rights_in_force


@dataclass(frozen=True)
class Part:
    """A part of the whole, with how it is told apart."""

    group: MarkGroup
    count: int


@dataclass(frozen=True)
class MarkTotals:
    """All marks in force on a day, and the parts that the plan names; parts may overlap each other, never the whole."""

    on: date
    region: str
    whole: int
    parts: list[Part] = field(default_factory=list)
    in_several: int = 0


def mark_groups_on(on: date) -> list[MarkGroup]:
    """The parts that count on a day."""
    lasting = Q(valid_to=None) | Q(valid_to__gt=on)
    return list(MarkGroup.objects.filter(lasting, valid_from__lte=on).order_by("position"))


def marks_counted(on: date, region: str) -> QuerySet[Right]:
    """The marks that the whole counts: in force on the day, first holder in the region."""
    return rights_in_force(on, RightKind.TRADEMARK, region=region)


def marks_of_group(rows: QuerySet[Right], group: MarkGroup) -> QuerySet[Right]:
    """Those of these marks that belong to a part."""
    return rows.filter(_belongs(group))


def mark_totals(on: date | None = None, region: str = "") -> MarkTotals:
    """The whole and its parts on a day, by one query over the same rows; the province where no region is given."""
    on, region = on or clock.today(), region or province().code
    groups = mark_groups_on(on)
    tests = {f"part_{number}": _belongs(group) for number, group in enumerate(groups)}
    rows = marks_counted(on, region).order_by()
    sums = {name: Count("pk", filter=test) for name, test in tests.items()}
    if len(tests) > 1:
        every = Q()
        for test in tests.values():
            every &= test
        sums["several"] = Count("pk", filter=every)
    found = rows.aggregate(whole=Count("pk"), **sums)
    parts = [Part(group, found[f"part_{number}"]) for number, group in enumerate(groups)]
    return MarkTotals(on, region, found["whole"], parts, found.get("several", 0))


def _belongs(group: MarkGroup) -> Q:
    test = Q(trademark__is_gi=True) if group.only_gi else Q()
    classes = group.classes.split()
    if classes:
        written = {form for one in classes for form in (str(int(one)), one.zfill(2))}
        borne = RightClass.objects.filter(right=OuterRef("pk"), scheme=Scheme.NICE, symbol__in=sorted(written))
        test &= Q(Exists(borne))
    return test


def public_brands() -> QuerySet[Brand]:
    """The brands that everybody may see."""
    return listed(Brand.objects.filter(is_public=True))


def listed(brands: QuerySet[Brand]) -> QuerySet[Brand]:
    """The brands with what a list shows of them: how many marks, and each trait that is true today under its code."""
    traits = {str(trait): _bears(str(trait)) for trait in BrandTrait}
    shown = brands.select_related("category", "region", "gi", "leader")
    return shown.annotate(mark_count=Count("marks", distinct=True), **traits)


def with_trait(brands: QuerySet[Brand], trait: str) -> QuerySet[Brand]:
    """The brands of which a trait is true today."""
    return brands.filter(_bears(trait))


def _bears(trait: str) -> Exists:
    today = clock.today()
    spans = BrandTraitSpan.objects.filter(brand=OuterRef("pk"), trait=trait, valid_from__lte=today)
    return Exists(spans.exclude(valid_to__lte=today))


def brand_figures(brands: QuerySet[Brand]) -> dict[str, int]:
    """How many brands there are, how many of them established, regional, abroad, for farmers; leading enterprises once each."""
    regional = Q(category__code="regional", state=BrandState.ESTABLISHED)
    return brands.order_by().aggregate(
        whole=Count("pk"),
        established=Count("pk", filter=Q(state=BrandState.ESTABLISHED)),
        regional=Count("pk", filter=regional),
        leaders=Count("leader_name", filter=~Q(leader_name=""), distinct=True),
        **{str(trait): Count("pk", filter=_bears(str(trait))) for trait in BrandTrait},
    )
