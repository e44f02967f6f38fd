"""All that one holder's family of records has: counts by kind and year, what is due, what is at risk."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingzhi.base import clock

from ..models import Right
from ..terms import IN_FORCE, PENDING, RightKind, RightStatus
from .counting import counts_by
from .fees import FeeTable
from .fees_finding import KINDS, any_at_risk
from .holdings import rights_of_records
from .record import with_detail
from .standing import judged

SHOWN = 10
LOOKED_AT = 200  # risks that are read to find the nearest
YEARS = 12


@dataclass(frozen=True)
class Holdings:
    """What a holder's page tells."""

    rights: QuerySet[Right]
    by_kind: list[tuple[RightKind, int, int, int]]  # kind, in force, pending, all
    by_year: list[dict[str, Any]]
    risks: list[Right]
    risk_count: int  # at most `LOOKED_AT`

    @property
    def in_force(self) -> int:
        return sum(row[1] for row in self.by_kind)

    @property
    def pending(self) -> int:
        return sum(row[2] for row in self.by_kind)

    @property
    def total(self) -> int:
        return sum(row[3] for row in self.by_kind)

    @property
    def risk_text(self) -> str:
        """How many are at risk, as far as they are counted."""
        return f"{self.risk_count}+" if self.risk_count == LOOKED_AT else str(self.risk_count)


def holdings_of(ids: Iterable[int], rows: QuerySet[Right], table: FeeTable) -> Holdings:
    """The rights of a family's records among these rows, counted and judged as of today; three queries."""
    own = rights_of_records(ids) & rows
    counted = counts_by(own, "kind", "status", "year")
    risks = list(with_detail(own.filter(any_at_risk(table)), KINDS).order_by("expires_on", "pk")[:LOOKED_AT])
    nearest = sorted(judged(risks, table), key=_due_on)
    return Holdings(own, _by_kind(counted), _by_year(counted), nearest[:SHOWN], len(risks))


def _due_on(right: Right) -> date:
    light = right.fee_light  # type: ignore[attr-defined]
    return light.due.due_on if light is not None and light.due is not None else date.min


def _by_kind(counted: Iterable[tuple[Any, ...]]) -> list[tuple[RightKind, int, int, int]]:
    statuses: dict[str, Counter[str]] = {}
    for kind, status, _, number in counted:
        statuses.setdefault(kind, Counter())[status] += number
    return [
        (kind, _sum(statuses[kind], IN_FORCE), _sum(statuses[kind], PENDING), statuses[kind].total())
        for kind in RightKind if kind in statuses
    ]  # fmt: skip


def _sum(counts: Counter[str], statuses: tuple[RightStatus, ...]) -> int:
    return sum(counts[status] for status in statuses)


def _by_year(counted: Iterable[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """Grants by year and kind of the last years, with the gaps filled, for the chart."""
    last = clock.today().year
    numbers: Counter[tuple[str, int]] = Counter()
    for kind, _, year, number in counted:
        if year is not None and last - YEARS < year <= last:
            numbers[kind, year] += number
    kinds = [kind for kind in RightKind if any(key[0] == kind for key in numbers)]
    return [
        {"year": str(year), "kind": kind.label, "number": numbers[kind.value, year]}
        for year in range(last - YEARS + 1, last + 1) for kind in kinds
    ]  # fmt: skip
