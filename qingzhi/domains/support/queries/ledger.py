"""What was paid for which act of which right before, by anybody."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ..models import Claim, PaidClaim
from ..rules.paying import Earlier
from ..terms import ClaimState

Key = tuple[str, str, str, str]


def earlier_payment(kind: str, number: str, act: str, part: str = "") -> Earlier | None:
    """The payment that stands for this act of this right; None where nobody paid."""
    return earlier_payments([(kind, number)]).get((kind, number, act, part))


def earlier_payments(rights: Iterable[tuple[str, str]]) -> dict[Key, Earlier]:
    """Every payment that stands for these rights (kind, number), by act; the first of several that came from the past."""
    rows = standing_payments(rights).order_by("doubled", "pk")
    found: dict[Key, Earlier] = {}
    for row in rows:
        found.setdefault((row.kind, row.number, row.act, row.part), told_of(row))
    return found


def standing_payments(rights: Iterable[tuple[str, str]]) -> QuerySet[PaidClaim]:
    """The rows of the ledger that stand for these rights."""
    by_kind: dict[str, set[str]] = {}
    for kind, number in rights:
        by_kind.setdefault(kind, set()).add(number)
    wanted = Q(pk__in=[])
    for kind, numbers in by_kind.items():
        wanted |= Q(kind=kind, number__in=numbers)
    return PaidClaim.objects.filter(wanted, released_at=None)


def told_of(row: PaidClaim) -> Earlier:
    """A row of the ledger as pages tell it."""
    return Earlier(
        row.pk,
        row.body_name,
        row.level,
        row.holder_name,
        row.paid_on or row.decided_on,
        row.year,
        row.amount,
        row.reference,
        row.claim_id,
    )


def claimed_elsewhere(rights: Iterable[int], *, besides: int | None = None) -> dict[tuple[int, str, str], str]:
    """The acts that open applications claim already, with the case's number."""
    rows = Claim.objects.filter(
        right__in=list(rights), state=ClaimState.ASKED, application__case__closed_at=None
    ).exclude(application__case__state="draft")
    if besides is not None:
        rows = rows.exclude(application=besides)
    found = rows.values_list("right_id", "act", "part", "application__case__number")
    return {(right, act, part): number for right, act, part, number in found}
