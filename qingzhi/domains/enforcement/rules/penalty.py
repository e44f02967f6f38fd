"""The money of a penalty, computed. Pure: what the tables answered in, a range out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class FineRange:
    """From what to what a fine may be by the law, and by the grade of discretion within it."""

    law_least: Decimal
    law_most: Decimal
    least: Decimal
    most: Decimal

    def holds(self, fine: Decimal) -> bool:
        """Whether a fine lies within the law's range."""
        return self.law_least <= fine <= self.law_most

    def within_grade(self, fine: Decimal) -> bool:
        return self.least <= fine <= self.most


def fine_range(row: Mapping[str, Any], base: Decimal | None, from_share: Decimal, to_share: Decimal) -> FineRange:
    """The range of the law's row for a base, and the part of it that the grade of discretion covers (shares in points)."""
    times_most = row.get("times_most")
    if times_most is not None:
        if base is None:
            raise ValueError("a multiple needs its base")
        law = (base * Decimal(row.get("times_least") or 0), base * Decimal(times_most))
    else:
        law = (Decimal(row.get("least") or 0), Decimal(row.get("most") or 0))
    width = law[1] - law[0]
    return FineRange(
        _cents(law[0]),
        _cents(law[1]),
        _cents(law[0] + width * from_share / HUNDRED),
        _cents(law[0] + width * to_share / HUNDRED),
    )


def surcharge(fine: Decimal, days_late: int, daily: Decimal, cap: Decimal) -> Decimal:
    """What is added for days of delay, never more than the cap (points of the fine): 《行政处罚法》第七十二条."""
    return _cents(min(fine * daily / HUNDRED * max(days_late, 0), fine * cap / HUNDRED))


@dataclass(frozen=True)
class Due:
    """An amount and the last day on which it is paid in time; `is_fine` where delay adds to it."""

    last: date
    amount: Decimal
    is_fine: bool = True


def overdue(dues: Sequence[Due], paid: Decimal, on: date) -> Decimal:
    """What should have been paid before a day and was not."""
    return max(sum((one.amount for one in dues if one.last < on), Decimal(0)) - paid, Decimal(0))


def unpaid(dues: Sequence[Due], paid: Decimal) -> list[Due]:
    """What is left of each amount when what was paid has gone to the earliest, and to what is confiscated before the fine."""
    found = []
    for one in sorted(dues, key=lambda one: (one.last, one.is_fine)):
        covered = min(one.amount, paid)
        paid -= covered
        if one.amount > covered:
            found.append(Due(one.last, one.amount - covered, one.is_fine))
    return found


def days_late(last: date, on: date, held: Sequence[tuple[date, date]]) -> int:
    """The days from the day after the last one to a day, without those during which nothing is added; both ends of a time count."""
    late = {last.toordinal() + number for number in range(1, (on - last).days + 1)}
    for first, end in held:
        late -= set(range(first.toordinal(), end.toordinal() + 1))
    return len(late)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)
