"""Computing published formulas: the derived figures follow the lake and the versions."""

import hashlib
from datetime import date

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.regions.queries import valid_on
from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import Snapshot, snapshot

from ..models import Formula, FormulaFigure, FormulaRun
from ..queries.catalogue import expression_of
from ..queries.formulas import compute_many, kept_periods, published_formulas


def compute_formulas(*, always: bool = False) -> int:
    """Compute every published formula anew when the lake, the versions or the day changed; how many rows there are.

    Derived from the lake alone, hence without an entry of its own in the trail.
    """
    formulas, today = published_formulas(), clock.today()
    try:
        lake = snapshot()
    except NoSnapshot:
        return 0
    mark = _mark(lake, formulas, today)
    run = FormulaRun.objects.first()
    if run and run.mark == mark and not always:
        return 0
    regions = list(valid_on(today).values_list("code", flat=True))
    made = _rows(lake, formulas, regions, today)
    with transaction.atomic():
        FormulaFigure.objects.all().delete()
        FormulaFigure.objects.bulk_create(made, batch_size=1000)
        FormulaRun.objects.update_or_create(pk=1, defaults={"mark": mark, "computed_at": clock.now()})
    return len(made)


def _rows(lake: Snapshot, formulas: list[Formula], regions: list[str], today: date) -> list[FormulaFigure]:
    """The figures of all versions, each for the periods in which it speaks; all are counted together."""
    expressions = [expression_of(one.spec) for one in formulas]
    kept = [kept_periods(expression, one, today) for expression, one in zip(expressions, formulas, strict=True)]
    periods = sorted({period for some in kept for period in some}, key=lambda one: (one.first, one.last))
    if not periods:
        return []
    computed, now = compute_many(lake, expressions, periods, regions), clock.now()
    found = []
    for formula, figures, some in zip(formulas, computed, kept, strict=True):
        for period in some:
            for region in regions:
                figure = figures.of(region, period)
                found.append(
                    FormulaFigure(
                        formula=formula, region_code=region, period=period.code, period_from=period.first,
                        as_of=period.last, value=figure.value, records=figure.count, lake_on=lake.as_of, computed_at=now,
                    )
                )  # fmt: skip
    return found


def _mark(lake: Snapshot, formulas: list[Formula], today: date) -> str:
    """From what the figures are computed: the lake as it was made, the versions with their days, today."""
    told = [f"{one.pk}:{one.valid_from}:{one.valid_to}" for one in formulas]
    said = "|".join([lake.manifest.made_at, today.isoformat(), *told])
    return hashlib.sha256(said.encode()).hexdigest()
