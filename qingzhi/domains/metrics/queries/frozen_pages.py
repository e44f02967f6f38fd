"""What pages of frozen figures ask: which periods can be closed, and the last revision of each row."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Count

from ..access.frozen import every_figure
from ..models import FrozenFigure
from ..rules.periods import Period, read_period
from .catalogue import expression_of
from .formulas import published_formulas
from .slices import dimensions_told

YEARS = 8  # how far back a period is offered


def periods_to_close(today: date) -> list[tuple[str, str]]:
    """The years, halves and quarters that are over, the latest first: code and label, with how much is frozen already."""
    parts = ("", "H1", "H2", "Q1", "Q2", "Q3", "Q4")
    periods = [read_period(f"{year}{part}") for year in range(today.year - YEARS, today.year + 1) for part in parts]
    over = sorted((one for one in periods if one.last < today), key=lambda one: (one.last, one.first), reverse=True)
    rows = FrozenFigure.objects.filter(supersedes=None).values_list("period").annotate(number=Count("pk"))
    frozen = dict(rows.order_by("period"))
    return [(one.code, _label(one, frozen.get(one.code, 0))) for one in over]


def dimensions_offered() -> list[tuple[str, str]]:
    """By what the formulas that speak can be broken down: code and title, those of most formulas first."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for formula in published_formulas():
        for one in dimensions_told(expression_of(formula.spec)):
            told[one.code][one.title] += 1
    ordered = sorted(told.items(), key=lambda item: (-item[1].total(), item[0]))
    return [(code, f"按{titles.most_common(1)[0][0]}") for code, titles in ordered]


def newest_of(rows: Sequence[FrozenFigure]) -> dict[int, FrozenFigure]:
    """By the key of a first row its last revision, of those that have one; one query."""
    keys = {(one.indicator_id, one.region_code, one.period, one.dimension, one.slice): one.pk for one in rows}
    revised = every_figure().filter(
        supersedes__isnull=False, revisions=None, indicator__in={key[0] for key in keys},
        region_code__in={key[1] for key in keys}, period__in={key[2] for key in keys},
    )  # fmt: skip
    found = {}
    for one in revised:
        key = one.indicator_id, one.region_code, one.period, one.dimension, one.slice
        if key in keys:
            found[keys[key]] = one
    return found


def _label(period: Period, frozen: int) -> str:
    return f"{period.label}（已冻结 {frozen} 个数）" if frozen else period.label
