"""Made-up figures behind the targets that no public statistics cover, taken in quarter by quarter; each says so."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from qingzhi.domains.metrics.actions import load_statistics
from qingzhi.domains.metrics.models import ImportBatch

from .stage import Stage
from .timeline import Happening

BATCHES = (
    (datetime(2018, 1, 15, 10, 0), ("2017",)),
    (datetime(2018, 4, 12, 10, 0), ("2018Q1",)),
    (datetime(2018, 6, 30, 17, 0), ("2018Q2", "2018-06")),
)


def figures_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    for when, periods in BATCHES:
        if first <= when < last:
            yield Happening(when, 60, partial(_take_in, stage, periods))


def _take_in(stage: Stage, periods: tuple[str, ...]) -> None:
    rows = [row for row in stage.province.rows("demo_statistics") if row["period"].startswith(periods)]
    name = f"demo_statistics_{periods[0]}.csv"
    if rows and not ImportBatch.objects.filter(file_name=name).exists():
        load_statistics(actor=stage.actor("planning"), rows=rows, name=name)
