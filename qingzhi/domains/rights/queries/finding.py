"""Finding rights in lists of a million: by number in any written form, by holder, by class; rare answers by their ids, common
ones row by row, so that either is quick."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ..models import Holding, Right, RightClass
from ..rules.numbers import folded, publication_search_forms, read_number
from ..terms import RightKind

FEW = 5_000  # so many ids are looked up; more are told row by row
MOST_PARTIES = 300
SHORTEST_NAME = 2


def by_number_or_holder(rows: QuerySet[Right], text: str, kind: str) -> QuerySet[Right]:
    """The rights with this number (in any written form, or its beginning), else those of holders with this in their name."""
    text = " ".join(text.split())
    if any(sign.isdigit() for sign in folded(text)) and (found := _numbered(rows, text, kind)) is not None:
        return found
    return _held_by(rows, text) if len(text) >= SHORTEST_NAME else rows


def _numbered(rows: QuerySet[Right], text: str, kind: str) -> QuerySet[Right] | None:
    """By the whole number, else a publication number, else the beginning of a number; None where nothing bears it."""
    canonical = read_number(kind, text).canonical
    if canonical and Right.objects.filter(kind=kind, number=canonical).exists():
        return rows.filter(number=canonical)
    if kind == RightKind.PATENT:
        forms = publication_search_forms(text)
        published = Q(patent__publication_number__in=forms) | Q(patent__grant_number__in=forms)
        if folded(text).startswith("CN") and (ids := _few(rows.filter(published))):
            return rows.filter(pk__in=ids)
    begins = _without_prefix(folded(text))
    if len(begins) >= 4 and begins[:4].isdigit():
        started = Right.objects.filter(kind=kind, number__gte=begins, number__lt=begins + "\U0010ffff")
        if started.exists():
            return rows.filter(number__gte=begins, number__lt=begins + "\U0010ffff")
    return None


def _without_prefix(number: str) -> str:
    return number[2:] if number[:2] in ("ZL", "CN") else number


def _held_by(rows: QuerySet[Right], text: str) -> QuerySet[Right]:
    """By any name that a party in the right's history bore; a part that hundreds of parties share is sought in the rows."""
    held = Holding.objects.filter(Q(party__names__name__icontains=text))
    parties = list(held.order_by().values_list("party_id", flat=True).distinct()[: MOST_PARTIES + 1])
    if len(parties) > MOST_PARTIES:
        return rows.filter(holder_text__icontains=text)
    return rows.filter(pk__in=Holding.objects.filter(party_id__in=parties).order_by().values("right_id"))


def of_class(rows: QuerySet[Right], scheme: str, symbol: str, *, exact: bool = False) -> QuerySet[Right]:
    """The rights that bear a symbol, or (`exact` apart) one that begins with it."""
    here = (
        Q(scheme=scheme, symbol=symbol)
        if exact
        else Q(scheme=scheme, symbol__gte=symbol, symbol__lt=symbol + "\U0010ffff")
    )
    ids = list(RightClass.objects.filter(here).order_by().values_list("right_id", flat=True)[: FEW + 1])
    if len(ids) <= FEW:
        return rows.filter(pk__in=ids)
    return rows.filter(Exists(RightClass.objects.filter(here, right=OuterRef("pk"))))


def _few(rows: QuerySet[Any]) -> Sequence[int]:
    return list(rows.order_by().values_list("pk", flat=True)[:FEW])
