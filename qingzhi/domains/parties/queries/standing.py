"""The records that stand for a holder: those of a kind in a division, and the one that a text names."""

from datetime import date

from django.db.models import F, Q, QuerySet

from qingzhi.base.permits import region_prefix

from ..models import Party
from ..terms import PartyKind

STANDING = Q(root=None) | Q(root=F("pk"))


def not_ended(on: date) -> Q:
    """A filter: parties that had not ended by a day."""
    return Q(ended_on=None) | Q(ended_on__gt=on)


def standing_parties(keys: "list[int] | None" = None) -> QuerySet[Party]:
    """The records that stand for a family, all or of these keys."""
    rows = Party.objects.filter(STANDING).select_related("region")
    return rows if keys is None else rows.filter(pk__in=keys)


def parties_of_kind(kind: PartyKind, region_code: str, on: date) -> QuerySet[Party]:
    """The parties of a kind in a division and all below it that existed on a day."""
    here = standing_parties().filter(kind=kind, region__code__startswith=region_prefix(region_code))
    return here.filter(not_ended(on)).order_by("pk")


def party_called(text: str) -> list[Party]:
    """The party of a credit code or of exactly this name; several where namesakes stand in the register, at most two."""
    plain = text.strip()
    coded = list(standing_parties().filter(credit_code=plain)[:1]) if plain else []
    return coded or list(standing_parties().filter(name=plain)[:2])
