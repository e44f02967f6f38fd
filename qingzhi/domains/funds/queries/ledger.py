"""What stands in the ledger: what is left, what a record has, and whether the books balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from qingzhi.base.permits import Actor

from ..models import Claim, Entry, Journal, LineBalance, Programme, ProgrammeLine
from ..terms import Account, Posting, Reference

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Summary:
    """What a record has on all lines together; amounts in yuan."""

    reserved: Decimal = NOTHING
    committed: Decimal = NOTHING
    paid: Decimal = NOTHING
    clawed_back: Decimal = NOTHING
    refunded: Decimal = NOTHING


def available(of: ProgrammeLine | Programme) -> Decimal:
    """What may still be reserved on a line, or on all open lines of a programme."""
    rows = LineBalance.objects.all()
    if isinstance(of, ProgrammeLine):
        rows = rows.filter(line=of)
    else:
        rows = rows.filter(line__programme=of, line__closed_on=None)
    return rows.aggregate(sum=Sum("available"))["sum"] or NOTHING


def claims_of(reference: Reference) -> QuerySet[Claim]:
    """The claims of a record, of one payee where the reference names one."""
    rows = Claim.objects.filter(subject_kind=reference.subject_kind, subject_id=reference.subject_id)
    rows = rows.filter(payee=reference.payee_id) if reference.payee_id else rows
    return rows.select_related("line__programme", "line__region", "payee")


def entries_of(reference: Reference) -> QuerySet[Journal]:
    """The journals of a record in order of writing, with their entries."""
    rows = Journal.objects.filter(claim__in=claims_of(reference).values("pk"))
    return rows.select_related("line__programme", "line__region", "claim").prefetch_related("entries").order_by("pk")


def summary_of(reference: Reference) -> Summary:
    """What a record has on all lines together."""
    names = ("reserved", "committed", "paid", "clawed_back", "refunded")
    sums = claims_of(reference).aggregate(**{f"sum_{name}": Sum(name) for name in names})
    return Summary(**{name: sums[f"sum_{name}"] or NOTHING for name in names})


def has_committed(actor: Actor, claims: Iterable[int]) -> bool:
    """Whether the actor made a commitment on one of these claims that still stands, whoever added to it since."""
    if actor.subject_id is None:
        return False
    rows = Journal.objects.filter(claim__in=list(claims), kind=Posting.COMMIT, by_subject=actor.subject_id)
    return rows.filter(reversal=None).exists()


def ledger_problems(limit: int = 20) -> list[str]:
    """Where the books do not balance: a journal that does not sum to zero, a balance that is not the sum of its entries."""
    whole = Entry.objects.values("journal").annotate(sum=Sum("amount")).exclude(sum=0)[:limit]
    found = [f"第{row['journal']}号凭证的分录之和为{row['sum']}元" for row in whole]
    sums: dict[tuple[int, str], Decimal] = {
        (row["journal__line"], row["account"]): row["sum"]
        for row in Entry.objects.values("journal__line", "account").annotate(sum=Sum("amount"))
    }
    for balance in LineBalance.objects.select_related("line__programme", "line__region"):
        for account in Account:
            stands, summed = getattr(balance, account.value), sums.get((balance.pk, account.value), NOTHING)
            if stands != summed:
                found.append(f"“{balance.line}”{account.label}余额{stands}元，分录之和{summed}元")
    return found[:limit]
