"""How many: grants of a span of days, rights in force on a day, read from the dated histories alone."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractYear, Substr

from qingzhi.base.permits import region_prefix

from ..models import Honour, Right, StatusSpan
from ..terms import HonourKind, RightKind, RightStatus
from .holdings import covers

TYPE_PATHS = {
    RightKind.PATENT: "patent__type",
    RightKind.TRADEMARK: "trademark__type",
    RightKind.GI: "gi__type",
    RightKind.VARIETY: "variety__field",
}


def of_kind(
    kind: str = "", type: str = "", region: str = "", *, gi: bool | None = None, rows: QuerySet[Right] | None = None
) -> QuerySet[Right]:
    """The rights of a kind, of a type of it, whose first holder sits in a region (with all below it).

    `gi` narrows marks to those that are geographical indications (or are not). A type needs its kind.
    """
    found = Right.objects.all() if rows is None else rows
    if kind:
        found = found.filter(kind=RightKind(kind))
    if type:
        found = found.filter(**{TYPE_PATHS[RightKind(kind)]: type})
    if region:
        found = found.filter(region_code__startswith=region_prefix(region))
    return found if gi is None else found.filter(trademark__is_gi=gi)


def rights_with_status(
    status: str, on: date, kind: str = "", type: str = "", region: str = "", *, gi: bool | None = None,
    rows: QuerySet[Right] | None = None,
) -> QuerySet[Right]:  # fmt: skip
    """The rights that bore a legal status on a day."""
    spans = StatusSpan.objects.filter(covers(on), right=OuterRef("pk"), status=RightStatus(status))
    return of_kind(kind, type, region, gi=gi, rows=rows).filter(Exists(spans))


def rights_in_force(
    on: date, kind: str = "", type: str = "", region: str = "", *, gi: bool | None = None,
    rows: QuerySet[Right] | None = None,
) -> QuerySet[Right]:  # fmt: skip
    """The rights that were in force on a day (the day of the grant included, the day of the end not)."""
    return rights_with_status(RightStatus.IN_FORCE, on, kind, type, region, gi=gi, rows=rows)


def granted_between(
    first: date, last: date, kind: str = RightKind.PATENT, type: str = "", region: str = "", *, gi: bool | None = None,
    rows: QuerySet[Right] | None = None,
) -> QuerySet[Right]:  # fmt: skip
    """The rights granted or registered from one day to another, both included, whatever became of them later."""
    return of_kind(kind, type, region, gi=gi, rows=rows).filter(registered_on__gte=first, registered_on__lte=last)


def applied_between(
    first: date, last: date, kind: str = RightKind.PATENT, type: str = "", region: str = ""
) -> QuerySet[Right]:
    """The rights applied for from one day to another, both included."""
    return of_kind(kind, type, region).filter(applied_on__gte=first, applied_on__lte=last)


def honoured(kind: str, on: date, region: str = "") -> QuerySet[Right]:
    """The marks that bore a recognition 「驰名、著名」 on a day."""
    spans = Honour.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=on), right=OuterRef("pk"), kind=HonourKind(kind), valid_from__lte=on
    )
    return of_kind(RightKind.TRADEMARK, region=region).filter(Exists(spans))


def honoured_since(kind: str, first: date, last: date, region: str = "") -> QuerySet[Right]:
    """The marks that were recognised from one day to another, both included, whatever became of it later."""
    spans = Honour.objects.filter(
        right=OuterRef("pk"), kind=HonourKind(kind), valid_from__gte=first, valid_from__lte=last
    )
    return of_kind(RightKind.TRADEMARK, region=region).filter(Exists(spans))


def count_granted(first: date, last: date, kind: str = RightKind.PATENT, type: str = "", region: str = "") -> int:
    """How many rights were granted or registered from one day to another, both included."""
    return granted_between(first, last, kind, type, region).count()


def count_applied(first: date, last: date, kind: str = RightKind.PATENT, type: str = "", region: str = "") -> int:
    """How many rights were applied for from one day to another, both included."""
    return applied_between(first, last, kind, type, region).count()


def count_in_force(on: date, kind: str, type: str = "", region: str = "", *, gi: bool | None = None) -> int:
    """How many rights were in force on a day."""
    return rights_in_force(on, kind, type, region, gi=gi).count()


def count_honoured(kind: str, on: date, region: str = "") -> int:
    """How many marks bore a recognition on a day."""
    return honoured(kind, on, region).count()


def counts_by(rows: QuerySet[Right], *by: str) -> list[tuple[Any, ...]]:
    """Counts of rights by any of `kind`, `status`, `year` (of the grant), `region` (prefecture): tuples, the count last."""
    columns = {"year": ExtractYear("registered_on"), "region": Substr("region_code", 1, 4)}
    names = [f"by_{name}" if name in columns else name for name in by]
    found = rows.order_by().annotate(**{f"by_{name}": columns[name] for name in by if name in columns})
    return list(found.values_list(*names).annotate(n=Count("pk")).order_by(*names))


def totals(rows: QuerySet[Right], kinds: Iterable[str] = RightKind) -> dict[str, int]:
    """How many rights of each kind, nought included."""
    found = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return {str(kind): found.get(str(kind), 0) for kind in kinds}
