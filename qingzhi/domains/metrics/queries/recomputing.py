"""What the registers say of a period that nobody kept: formulas computed now, whether or not they speak officially yet.

For checking a figure that a document states against the records of today; every answer opens to its records.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from qingzhi.engine.lake.manifests import NoSnapshot
from qingzhi.engine.lake.reading import Snapshot, snapshot

from ..models import Formula
from ..rules.periods import PeriodNotUnderstood, read_period
from ..terms import FormulaState
from .catalogue import expression_of
from .formulas import compute, records_url, speaks

__all__ = ["Asked", "PeriodNotUnderstood", "Recomputed", "read_period", "recomputed"]

Asked = tuple[str, str, str]  # indicator, region, period

NO_LAKE = "数据湖尚未建立，暂时不能重算。"
NO_FORMULA = "这个指标还没有计算公式，不能由登记簿重算。"


@dataclass(frozen=True)
class Recomputed:
    """A figure computed from the records of `lake_on`; `is_whole` where the office has said that the register is whole for that day."""

    value: Decimal | None
    count: int = 0
    url: str = ""
    version: int = 0
    is_whole: bool = False
    lake_on: date | None = None
    reason: str = ""


def recomputed(asked: Iterable[Asked]) -> dict[Asked, Recomputed]:
    """The figures of several indicators, regions and periods: one query for all formulas, one computation for each figure."""
    wanted = list(dict.fromkeys(asked))
    formulas = _versions({code for code, _, _ in wanted})
    lake = _lake()
    return {one: _figure(lake, one, formulas.get(one[0], [])) for one in wanted}


def _figure(lake: Snapshot | None, asked: Asked, versions: list[Formula]) -> Recomputed:
    code, region, text = asked
    period = read_period(text)
    formula = _chosen(versions, period.last)
    if formula is None or lake is None:
        return Recomputed(None, reason=NO_FORMULA if formula is None else NO_LAKE)
    figure = compute(lake, expression_of(formula.spec), [period], [region]).of(region, period)
    since = formula.indicator.counted_from
    return Recomputed(
        value=figure.value.normalize() + 0 if figure.value is not None else None,
        count=figure.count,
        url=records_url(code, region, period.code),
        version=formula.version,
        is_whole=bool(since and since <= period.last) or speaks(formula, period.last),
        lake_on=lake.as_of,
    )


def _lake() -> Snapshot | None:
    try:
        return snapshot()
    except NoSnapshot:
        return None


def _versions(codes: set[str]) -> dict[str, list[Formula]]:
    """The versions of each indicator, the newest first."""
    found: dict[str, list[Formula]] = {}
    rows = Formula.objects.filter(indicator__code__in=codes).select_related("indicator")
    for row in rows.order_by("indicator", "-version"):
        found.setdefault(row.indicator.code, []).append(row)
    return found


def _chosen(versions: list[Formula], day: date) -> Formula | None:
    """The version that speaks for the day, else the newest published, else the newest prepared; as the page of records chooses."""
    published = [one for one in versions if one.state == FormulaState.PUBLISHED]
    speaking = next((one for one in published if speaks(one, day)), None)
    return speaking or next(iter([*published, *versions]), None)
