"""Reads of lists of enterprises: how the members of a roll did, by prefecture and altogether."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Substr

from qingzhi.base.identity.models import Body
from qingzhi.base.identity.queries import bodies_holding
from qingzhi.base.permits import region_prefix

from ..models import CohortFiling, CohortMember, CohortRoll
from ..rules.cohorts import Judged, coverage, growth, into_year
from ..terms.cohorts import CohortMeasure, FilingSide, RollState

PREFECTURE = 4  # digits of a prefecture's code (GB/T 2260)


@dataclass(frozen=True)
class Standing:
    """What the members of a roll did: `this` and `before` are the applications of those that can be compared."""

    region: str
    members: int = 0
    comparable: int = 0
    applied: int = 0
    this: int = 0
    before: int = 0

    @property
    def zero(self) -> int:
        """How many have never applied."""
        return self.members - self.applied

    def judged(self, measure: str, goal: Decimal) -> Judged:
        """The figure that the list is measured by."""
        if measure == CohortMeasure.GROWTH:
            return growth(self.this, self.before, goal)
        return coverage(self.applied, self.members, goal)


def standing_of(roll: CohortRoll, prefix: str = "") -> Standing:
    """The roll as a whole, or its members in a region (by the digits of its code)."""
    return standings([roll], prefix)[roll.pk]


def standings(rolls: Iterable[CohortRoll], prefix: str = "") -> dict[int, Standing]:
    """Several rolls at once, in two queries; an application of several members counts once."""
    keys = [roll.pk for roll in rolls]
    members = CohortMember.objects.filter(roll__in=keys, region_code__startswith=prefix).order_by()
    rows: Any = members.values("roll").annotate(**COUNTS)
    filed = _filed(keys, prefix).values("member__roll", "side").annotate(n=Count("right", distinct=True))
    counts = {(row["member__roll"], row["side"]): row["n"] for row in filed}
    found = {key: Standing(prefix) for key in keys}
    for row in rows:
        found[row["roll"]] = _standing(prefix, row, counts, row["roll"])
    return found


def by_prefecture(roll: CohortRoll, prefix: str = "") -> tuple[Standing, dict[str, Standing]]:
    """The roll as a whole and by prefecture (the first four digits), in two queries.

    An application of members in two prefectures counts in both, and once in the whole.
    """
    place = Substr("region_code", 1, PREFECTURE)
    members = CohortMember.objects.filter(roll=roll, region_code__startswith=prefix).order_by()
    rows: list[Any] = list(members.annotate(place=place).values("place").annotate(**COUNTS))
    filed = set(_filed([roll.pk], prefix).values_list("region_code", "side", "right_id"))
    here = Counter(
        (where, side) for where, side, _ in {(code[:PREFECTURE], side, right) for code, side, right in filed}
    )
    whole = Counter((prefix, side) for side, _ in {(side, right) for _, side, right in filed})
    total = {name: sum(row[name] for row in rows) for name in COUNTS}
    return _standing(prefix, total, whole, prefix), {
        row["place"]: _standing(row["place"], row, here, row["place"]) for row in rows
    }


def naive_growth(roll: CohortRoll) -> tuple[int, int] | None:
    """Applications of all members of this year's roll beside those of all members of last year's roll in their own years:
    what joining enterprises would make of it; None without a frozen roll of the year before."""
    last = roll.counted_on or date(roll.year, 12, 31)
    until = into_year(min(last, date(roll.year, 12, 31)), roll.year - 1)
    filed = "members__applications"
    counted = Q(**{f"{filed}__side": FilingSide.THIS}) & (Q(pk=roll.pk) | Q(**{f"{filed}__applied_on__lte": until}))
    both = Q(pk=roll.pk) | Q(cohort=roll.cohort_id, year=roll.year - 1, state=RollState.FROZEN)
    rows = CohortRoll.objects.filter(both).order_by().values_list("year")
    found = dict(rows.annotate(filed=Count(f"{filed}__right", distinct=True, filter=counted)))
    return (found[roll.year], found[roll.year - 1]) if roll.year - 1 in found else None


def applications_of(roll: CohortRoll, prefix: str = "") -> QuerySet[CohortFiling]:
    """The applications that the comparison counts, one row for each right however many members applied for it together."""
    rows = _filed([roll.pk], prefix)
    first = rows.values("right", "side").annotate(first=Min("pk")).values("first")
    return CohortFiling.objects.filter(pk__in=first)


def zero_members(roll: CohortRoll) -> QuerySet[CohortMember]:
    """The members that have never applied for a patent."""
    return CohortMember.objects.filter(roll=roll, covered_from=None)


def outreach_bodies() -> dict[str, Body]:
    """Who calls on the enterprises of a prefecture, by the first digits of its code."""
    rows = bodies_holding("cultivation.outreach.answer").select_related("region")
    return {row.region.code[:PREFECTURE]: row for row in rows if row.region and region_prefix(row.region.code) == row.region.code[:PREFECTURE]}  # fmt: skip


def growth_figures(cohort: str, prefixes: Sequence[str]) -> dict[str, list[tuple[int, date, int, int]]]:
    """(year, counted until, this, before) of every frozen roll of a list in each region, the oldest first; two queries."""
    rolls = list(CohortRoll.objects.filter(cohort__code=cohort, state=RollState.FROZEN).order_by("year"))
    within = {
        f"n{place}": Count("right", distinct=True, filter=Q(region_code__startswith=prefix))
        for place, prefix in enumerate(prefixes)
    }
    rows: Any = _filed([one.pk for one in rolls]).values("member__roll", "side").annotate(**within)
    counts = {(row["member__roll"], row["side"], name): row[name] for row in rows for name in within}
    found: dict[str, list[tuple[int, date, int, int]]] = {}
    for name, prefix in zip(within, prefixes, strict=True):
        for one in rolls:
            last = date(one.year, 12, 31)
            this, before = (counts.get((one.pk, side.value, name), 0) for side in (FilingSide.THIS, FilingSide.BEFORE))
            found.setdefault(prefix, []).append((one.year, min(one.counted_on or last, last), this, before))
    return found


COUNTS = {
    "members": Count("pk"),
    "comparable_members": Count("pk", filter=Q(comparable=True)),
    "applied": Count("pk", filter=Q(covered_from__isnull=False)),
}


def _filed(rolls: list[int], prefix: str = "") -> QuerySet[CohortFiling]:
    return CohortFiling.objects.filter(
        member__roll__in=rolls, region_code__startswith=prefix, comparable=True
    ).order_by()


def _standing(region: str, row: Mapping[str, int], counts: Mapping[tuple[Any, str], int], key: object) -> Standing:
    return Standing(
        region, row["members"], row["comparable_members"], row["applied"],
        counts.get((key, FilingSide.THIS.value), 0), counts.get((key, FilingSide.BEFORE.value), 0),
    )  # fmt: skip
