"""Who is evaluated in a period, and the figures that they are scored by: frozen ones of regions, counts of parties, what bodies did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db.models import Q

from qingzhi.base.identity.models import Body, BodyKind
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.regions.models import Region
from qingzhi.base.regions.queries import prefectures, province
from qingzhi.domains.parties.queries import parties_of_kind, standing_parties
from qingzhi.domains.parties.terms import PartyKind
from qingzhi.engine.lake.reading import Snapshot

from ..models import EvaluationMethod, FrozenFigure, Judged, MethodLeaf
from ..rules.evaluation import Taken
from ..rules.periods import Period
from ..rules.standing import CountedFigure, figure_edges
from ..terms.evaluation import EvaluationKind
from .body_figures import BodyFigure, body_figure
from .catalogue import expression_of
from .closing import speaking
from .frozen import frozen_many
from .party_figures import NotOfParties, by_party

BY_KIND = {EvaluationKind.UNIVERSITIES: PartyKind.UNIVERSITY, EvaluationKind.INSTITUTES: PartyKind.INSTITUTE}
NOT_FROZEN = "本期数据没有冻结或没有数据，不计入"
NO_FORMULA = "登记簿对本期没有现行的计数公式，不计入"


@dataclass(frozen=True)
class Entity:
    """One who is evaluated."""

    key: str
    name: str
    region_code: str = ""
    body_id: int | None = None
    party_id: int | None = None


@dataclass(frozen=True)
class Evidence:
    """The figure of an entity for a leaf with all that is kept of it; `why` where there is none."""

    value: Decimal | None = None
    base: Decimal | None = None
    figure: FrozenFigure | None = None
    base_figure: FrozenFigure | None = None
    unit: str = ""
    count: int | None = None
    whole: int | None = None
    divisor: Decimal | None = None
    counting: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    url: str = ""
    why: str = ""

    def taken(self, z: Decimal) -> Taken:
        """As the rules take it, with the edges between which chance may move it."""
        if self.value is None:
            return Taken(None, self.base, why=self.why)
        counted = CountedFigure(self.value, self.count, self.whole, self.divisor, self.counting)
        low, high = figure_edges(counted, z) or (None, None)
        return Taken(self.value, self.base, low, high)


Found = dict[int, dict[str, Evidence]]  # leaf, entity


def entities_of(method: EvaluationMethod, period: Period) -> list[Entity]:
    """Who is evaluated by a method in a period."""
    kind = method.known_kind
    if kind is EvaluationKind.INDEX:
        return [_of_region(province(), {})]
    if kind is EvaluationKind.PREFECTURES:
        regions = list(prefectures(period.last).order_by("code"))
        answering = _answering({one.code for one in regions})
        return [_of_region(one, answering) for one in regions]
    if kind.judges_parties:
        return [
            Entity(f"party:{one.pk}", one.name, one.region.code if one.region else "", None, one.pk)
            for one in _parties(kind, period)
        ]
    told = {body for leaf in method.leaves.all() for body in _told(leaf, period)}
    rows = Body.objects.filter(pk__in=told, kind=BodyKind.DEPARTMENT).select_related("region")
    return [Entity(f"body:{one.pk}", one.short_name, one.region.code, one.pk) for one in rows.order_by("pk")]


def figures_for(method: EvaluationMethod, period: Period, entities: Sequence[Entity], lake: Snapshot | None) -> Found:
    """The figures of these for every leaf of a method: one query of frozen figures, one computation for each leaf of parties."""
    leaves = list(method.leaves.select_related("indicator", "criterion"))
    if method.known_kind.judges_parties:
        return {one.pk: _of_parties(one, period, entities, lake) for one in leaves}
    if method.known_kind is EvaluationKind.DEPARTMENTS:
        return {one.pk: _of_bodies(one, period, entities) for one in leaves}
    return _of_regions(method, leaves, period, entities)


def _of_region(region: Region, answering: Mapping[str, int]) -> Entity:
    return Entity(f"region:{region.code}", region.short_name, region.code, answering.get(region.code))


def _answering(codes: Iterable[str]) -> dict[str, int]:
    """The body that answers for each division: the one there whose people may object to its score."""
    rows = bodies_holding("metrics.evaluation.dispute").filter(region__code__in=codes).order_by("-pk")
    return dict(rows.values_list("region__code", "pk"))


def _parties(kind: EvaluationKind, period: Period) -> list[Any]:
    """Those on the list or, where nobody keeps one, all of the kind in the province."""
    listed = Judged.objects.filter(kind=kind, valid_from__lte=period.last)
    listed = listed.filter(Q(valid_to=None) | Q(valid_to__gt=period.last))
    keys = list(listed.values_list("party", flat=True))
    if keys:
        return list(standing_parties(keys).order_by("pk"))
    return list(parties_of_kind(BY_KIND[kind], province().code, period.last)) if kind in BY_KIND else []


def _of_regions(
    method: EvaluationMethod, leaves: Sequence[MethodLeaf], period: Period, entities: Sequence[Entity]
) -> Found:
    periods = [period.code, *([method.base_period] if method.base_period else [])]
    codes = {one.indicator.code for one in leaves if one.indicator}
    frozen = frozen_many(codes, {one.region_code for one in entities}, periods, newest=True)
    found: Found = {}
    for leaf in leaves:
        code = leaf.indicator.code if leaf.indicator else ""
        found[leaf.pk] = {
            one.key: _of_frozen(
                frozen.get((code, one.region_code, period.code, "")),
                frozen.get((code, one.region_code, method.base_period, "")),
            )
            for one in entities
        }
    return found


def _of_frozen(figure: FrozenFigure | None, base: FrozenFigure | None) -> Evidence:
    kept = Evidence(base=base.value if base else None, base_figure=base)
    if figure is None:
        return replace(kept, why=NOT_FROZEN)
    return replace(
        kept, value=figure.value, figure=figure, unit=figure.unit, count=figure.records_count, whole=figure.whole_count,
        divisor=figure.divisor, counting=figure.counting, source=figure.source,
    )  # fmt: skip


def _of_parties(
    leaf: MethodLeaf, period: Period, entities: Sequence[Entity], lake: Snapshot | None
) -> dict[str, Evidence]:
    indicator = leaf.indicator
    formula = next((one for one, _ in speaking([indicator], [period])), None) if indicator else None
    if formula is None or indicator is None or lake is None:
        return {one.key: Evidence(why=NO_FORMULA) for one in entities}
    try:
        told = by_party(lake, expression_of(formula.spec), period, [one.party_id for one in entities if one.party_id])
    except NotOfParties as error:
        return {one.key: Evidence(why=f"{error}，不计入") for one in entities}
    source = f"按公式第 {formula.version} 版，按评价日的权利人计数"
    found = {}
    for one in entities:
        figure = told[one.party_id or 0]
        why = "" if figure.value is not None else "本期没有可计算的记录，不计入"
        found[one.key] = Evidence(
            figure.value, unit=indicator.unit, count=figure.count, whole=figure.whole, counting=formula.spec,
            source=source, why=why,
        )  # fmt: skip
    return found


def _of_bodies(leaf: MethodLeaf, period: Period, entities: Sequence[Entity]) -> dict[str, Evidence]:
    source, told = body_figure(leaf.figure), _told(leaf, period)
    found = {}
    for one in entities:
        figure = told.get(one.body_id or 0, BodyFigure(None))
        if source is None or figure.value is None:
            found[one.key] = Evidence(why="本期没有可计算的记录，不计入")
            continue
        found[one.key] = Evidence(
            figure.value, unit=source.unit, count=figure.count, whole=figure.whole, counting=source.counting,
            source=source.meaning, url=figure.url,
        )  # fmt: skip
    return found


def _told(leaf: MethodLeaf, period: Period) -> Mapping[int, BodyFigure]:
    source = body_figure(leaf.figure)
    return source.figures(period) if source else {}
