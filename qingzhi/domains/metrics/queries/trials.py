"""Trying a formula: its figures of the last five years beside those of the present version and of statistics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from qingzhi.base.regions.models import Region
from qingzhi.engine.lake.reading import Snapshot

from ..models import Formula
from ..rules.amounts import amount_text
from ..rules.formula import Expression
from ..rules.periods import Period, of_year, read_period
from ..rules.plausible import doubts
from ..terms import FormulaState
from .catalogue import expression_of
from .formulas import Computed, compute, so_far
from .statistics import current_statistics

YEARS = 5


@dataclass(frozen=True)
class TrialRow:
    """One period of a trial as the page shows it; texts are empty where nobody says a figure."""

    period: str
    label: str
    draft: str
    present: str
    statistic: str
    difference: str
    records: int
    doubts: list[str]


def trial_of(
    lake: Snapshot, formula: Formula, expression: Expression, regions: Sequence[Region], today: date
) -> dict[str, Any]:
    """The figures as they are kept with the formula: by region and period, what the draft, the present version and
    statistics say."""
    periods = [*(of_year(year) for year in range(today.year - YEARS, today.year)), *so_far(expression, today)]
    codes = [region.code for region in regions]
    drafted = compute(lake, expression, periods, codes)
    present = _present(lake, formula, periods, codes)
    stated = _stated(formula, codes, periods)
    rows = [
        {
            "region": code,
            "period": period.code,
            "draft": _text(drafted.of(code, period).value),
            "records": drafted.of(code, period).count,
            "present": _text(present.of(code, period).value) if present else "",
            "statistic": _text(stated.get((code, period.code))),
        }
        for code in codes for period in periods
    ]  # fmt: skip
    return {"lake_on": lake.as_of.isoformat(), "rows": rows}


def trial_rows(formula: Formula, region: str) -> list[TrialRow]:
    """The kept trial of a region as a page shows it, the doubtful marked."""
    indicator, found = formula.indicator, []
    before: Decimal | None = None
    for row in formula.trial.get("rows", []):
        if row["region"] != region:
            continue
        period = read_period(row["period"])
        value = _number(row["draft"])
        comparable = before if period.span.value in ("year", "day") else None
        other = _number(row["present"]) if row["present"] else _number(row["statistic"])
        found.append(
            TrialRow(
                row["period"], period.label, _shown(value), _shown(_number(row["present"])), _shown(_number(row["statistic"])),
                _difference(value, other), row["records"],
                doubts(value, comparable, indicator.direction, indicator.plausible_from, indicator.plausible_to, indicator.unit),
            )
        )  # fmt: skip
        before = value
    return found


def _present(lake: Snapshot, formula: Formula, periods: Sequence[Period], codes: Sequence[str]) -> Computed | None:
    former = Formula.objects.filter(
        indicator=formula.indicator_id, state=FormulaState.PUBLISHED, valid_to=None
    ).exclude(pk=formula.pk).first()  # fmt: skip
    return compute(lake, expression_of(former.spec), periods, codes) if former else None


def _stated(formula: Formula, codes: Sequence[str], periods: Sequence[Period]) -> dict[tuple[str, str], Decimal]:
    rows = current_statistics().filter(
        indicator=formula.indicator_id, region__code__in=codes, period__in=[one.code for one in periods]
    )
    return {(region, period): value for region, period, value in rows.values_list("region__code", "period", "value")}


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value.normalize() + 0)


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _shown(value: Decimal | None) -> str:
    return "" if value is None else amount_text(value)


def _difference(value: Decimal | None, other: Decimal | None) -> str:
    if value is None or other is None:
        return ""
    gap = value - other
    return "一致" if not gap else f"{gap.normalize() + 0:+,f}"
