"""The dated numbers of the rules."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..models import Threshold
from ..refusals import ThresholdMissing
from ..rules.totals import Thresholds
from .schemes import in_force


def threshold(code: str, on: date) -> Decimal:
    """The number in force on a day; raises where there is none, since no default is in code."""
    return _row(code, on).value


def share(code: str, on: date) -> Fraction:
    """A threshold that is a part of a whole, such as two thirds."""
    row = _row(code, on)
    return Fraction(row.value) / row.of


def thresholds_on(on: date) -> Thresholds:
    """What totals are judged by on a day."""
    rows = dict(Threshold.objects.filter(in_force(on), code__startswith="totals.").values_list("code", "value"))
    wanted = ("totals.trim_from", "totals.trim_each", "totals.spread", "totals.smallest_panel")
    missing = [code for code in wanted if code not in rows]
    if missing:
        raise ThresholdMissing(f"评审参数“{missing[0]}”在 {on} 没有现行的值，请先导入评审参数")
    trim_from, trim_each, spread, smallest = (rows[code] for code in wanted)
    return Thresholds(int(trim_from), int(trim_each), spread, int(smallest))


def _row(code: str, on: date) -> Threshold:
    found = Threshold.objects.filter(in_force(on), code=code).first()
    if found is None:
        raise ThresholdMissing(f"评审参数“{code}”在 {on} 没有现行的值，请先导入评审参数")
    return found
