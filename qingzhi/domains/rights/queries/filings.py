"""Applications by who made them: for the enterprises of a list, many at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Min, Q, QuerySet

from ..models import Holding
from ..terms import HoldingRole, RightKind

AT_ONCE = 2_000


@dataclass(frozen=True)
class Filed:
    """One patent application of a party's record."""

    party_id: int
    right_id: int
    applied_on: date


def patents_filed(party_ids: Iterable[int], first: date, last: date) -> Iterator[Filed]:
    """The patents that these records applied for between two days, inclusive; what they acquired later is not theirs."""
    for some in _parts(party_ids):
        rows = _applied(some).filter(right__applied_on__range=(first, last))
        for party, right, day in rows.order_by("right_id", "position").values_list(
            "party_id", "right_id", "right__applied_on"
        ):
            if day is not None:
                yield Filed(party, right, day)


def first_filings(party_ids: Iterable[int]) -> dict[int, date]:
    """When each of these records first applied for a patent, where it ever did."""
    found: dict[int, date] = {}
    for some in _parts(party_ids):
        rows = _applied(some).order_by().values("party_id").annotate(first=Min("right__applied_on"))
        found.update((row["party_id"], row["first"]) for row in rows)
    return found


def _applied(party_ids: list[int]) -> QuerySet[Holding]:
    """The first holders of patents: those whose holding begins no later than the grant, or is not dated."""
    early = (
        Q(valid_from=None) | Q(valid_from__lte=F("right__applied_on")) | Q(valid_from__lte=F("right__registered_on"))
    )
    return Holding.objects.filter(
        early,
        party_id__in=party_ids,
        role=HoldingRole.HOLDER,
        right__kind=RightKind.PATENT,
        right__applied_on__isnull=False,
    )


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    every = sorted(set(ids))
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
