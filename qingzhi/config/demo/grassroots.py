"""Grass-roots conditions, recorded by the office of each prefecture for itself and its counties."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from qingzhi.base.regions.models import Region
from qingzhi.domains.plan.actions.grassroots import COUNTS, record_condition
from qingzhi.domains.plan.models import GrassrootsCondition

from .stage import Stage
from .timeline import Happening

RECORDED_AT = datetime(2018, 2, 8, 9, 30)
PREFECTURE_DIGITS = 4


def conditions_in(stage: Stage, first: datetime, last: datetime) -> Iterator[Happening]:
    if not first <= RECORDED_AT < last:
        return
    known = set(GrassrootsCondition.objects.values_list("region__code", "year"))
    for place, row in enumerate(stage.rows("grassroots")):
        if (row["region"], int(row["year"])) not in known:
            yield Happening(RECORDED_AT + timedelta(minutes=5 * place), 0, partial(_record, stage, row))


def _record(stage: Stage, row: dict[str, str]) -> None:
    prefix = row["region"][:PREFECTURE_DIGITS]
    office = next(body for body in stage.prefecture_offices if body.region.code.startswith(prefix))
    record_condition(
        actor=stage.contact(office),
        region=Region.objects.get(code=row["region"]),
        year=int(row["year"]),
        values={name: int(row[name]) for name in COUNTS},
        source=row["source"],
        commendation_note=row["commendation_note"],
    )
