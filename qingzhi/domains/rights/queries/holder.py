"""All that one holder's family of records has: counts by kind and year, what is due, what is at risk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from qingzhi.base import clock

from ..models import Right
from ..terms import IN_FORCE, PENDING, RightKind, RightStatus
from .counting import counts_by
from .fees import at_risk, fee_table
from .holdings import rights_of_family
from .record import with_detail
from .standing import judged

SHOWN = 10
YEARS = 12


@dataclass(frozen=True)
class Holdings:
    """What a holder's page tells."""

    rights: QuerySet[Right]
    by_kind: list[tuple[RightKind, int, int, int]]  # kind, in force, pending, all
    by_year: list[dict[str, Any]]
    risks: list[Right]
    risk_count: int

    @property
    def in_force(self) -> int:
        return sum(row[1] for row in self.by_kind)

    @property
    def pending(self) -> int:
        return sum(row[2] for row in self.by_kind)

    @property
    def total(self) -> int:
        return sum(row[3] for row in self.by_kind)


def holdings_of(party: Any, rows: QuerySet[Right]) -> Holdings:
    """The rights of the family among these rows, counted and judged as of today."""
    own = rights_of_family(party) & rows
    counted: dict[str, dict[str, int]] = {}
    for kind, status, number in counts_by(own, "kind", "status"):
        counted.setdefault(kind, {})[status] = number
    by_kind = [
        (kind, _sum(counted[kind], IN_FORCE), _sum(counted[kind], PENDING), sum(counted[kind].values()))
        for kind in RightKind if kind in counted
    ]  # fmt: skip
    table = fee_table()
    risky = with_detail(own.filter(at_risk(table)), (RightKind.PATENT, RightKind.TRADEMARK)).order_by(
        "expires_on", "pk"
    )
    count = risky.count()
    risks = sorted(judged(list(risky[: SHOWN * 3]), table), key=_due_on)
    return Holdings(own, by_kind, _years(own), risks[:SHOWN], count)


def _due_on(right: Right) -> date:
    light = right.fee_light  # type: ignore[attr-defined]
    return light.due.due_on if light is not None and light.due is not None else date.min


def _sum(counts: dict[str, int], statuses: tuple[RightStatus, ...]) -> int:
    return sum(counts.get(status, 0) for status in statuses)


def _years(own: QuerySet[Right]) -> list[dict[str, Any]]:
    """Grants by year and kind of the last years, with the gaps filled, for the chart."""
    last = clock.today().year
    first = last - YEARS + 1
    counted = {
        (kind, year): number
        for kind, year, number in counts_by(own.filter(registered_on__gte=date(first, 1, 1)), "kind", "year")
    }
    kinds = [kind for kind in RightKind if any(key[0] == kind for key in counted)]
    return [
        {"year": str(year), "kind": kind.label, "number": counted.get((kind.value, year), 0)}
        for year in range(first, last + 1) for kind in kinds
    ]  # fmt: skip
