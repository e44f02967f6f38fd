"""Frozen figures as others read them: as first frozen, with the last revision, many at once, by their code."""

from collections.abc import Iterable

from django.db.models import QuerySet

from ..access.frozen import every_figure
from ..models import Freeze, FrozenFigure, RevisionProposal
from ..rules.figure_codes import read_code

Key = tuple[str, str, str, str]  # indicator, region, period, slice


def frozen_value(
    indicator_code: str, region_code: str, period: str, *, dimension: str = "", slice: str = ""
) -> FrozenFigure | None:
    """The figure as it was first frozen: this never changes."""
    return _rows(indicator_code, region_code, period, dimension, slice).filter(supersedes=None).first()


def newest_value(
    indicator_code: str, region_code: str, period: str, *, dimension: str = "", slice: str = ""
) -> FrozenFigure | None:
    """The figure with its last revision."""
    return _rows(indicator_code, region_code, period, dimension, slice).filter(revisions=None).first()


def frozen_many(
    indicator_codes: Iterable[str],
    region_codes: Iterable[str],
    periods: Iterable[str],
    *,
    dimension: str = "",
    newest: bool = False,
) -> dict[Key, FrozenFigure]:
    """Figures by (indicator, region, period, slice), as first frozen or, with `newest`, as last revised; one query."""
    rows = every_figure().filter(
        indicator__code__in=list(indicator_codes), region_code__in=list(region_codes), period__in=list(periods),
        dimension=dimension,
    )  # fmt: skip
    rows = rows.filter(revisions=None) if newest else rows.filter(supersedes=None)
    return {(one.indicator.code, one.region_code, one.period, one.slice): one for one in rows}


def revisions_of(figure: FrozenFigure) -> list[FrozenFigure]:
    """Every row of the same figure, the first frozen coming first, the revisions in their order."""
    rows = _rows(figure.indicator.code, figure.region_code, figure.period, figure.dimension, figure.slice)
    return list(rows.order_by("pk"))


def figure_by_code(code: str) -> FrozenFigure | None:
    """The row that a code was printed with, however it is typed; None for a mistyped or unknown code."""
    plain = read_code(code)
    return every_figure().filter(code=plain).first() if plain else None


def frozen_periods() -> list[str]:
    """The periods of which something is frozen, the latest first."""
    rows = FrozenFigure.objects.order_by("-as_of", "period").values_list("period", flat=True)
    return list(dict.fromkeys(rows.distinct()))


def _rows(indicator: str, region: str, period: str, dimension: str, slice: str) -> QuerySet[FrozenFigure]:
    return every_figure().filter(
        indicator__code=indicator, region_code=region, period=period, dimension=dimension, slice=slice
    )


def hands_of(figures: Iterable[FrozenFigure]) -> set[int]:
    """The accounts of those who froze these figures or proposed the revision that waits: they do not decide on it."""
    keys = [one.pk for one in figures]
    froze = Freeze.objects.filter(figures__in=keys).values_list("freezer_id", flat=True)
    proposed = RevisionProposal.objects.filter(figures__in=keys, approved=None).values_list("proposer_id", flat=True)
    return {one for one in (*froze, *proposed) if one is not None}
