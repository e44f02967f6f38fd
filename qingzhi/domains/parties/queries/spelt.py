"""Parties by a name in any spelling, with the whole family of records that stand for one holder."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from ..models import Party, PartyName
from ..rules.names import name_key
from ..terms import PartyKind


def parties_named(name: str, *, persons: bool) -> QuerySet[Party]:
    """Every record of the families of which one bears the name; `persons` says whether namesakes among people count."""
    key = name_key(name)
    bearing = Q(key=key)
    if persons:
        bearing |= Q(key__startswith=f"{key[:60]}|")
    names = PartyName.objects.filter(bearing)
    if not persons:
        names = names.exclude(party__kind=PartyKind.INDIVIDUAL)
    roots = names.annotate(stands=Coalesce("party__root", "party")).values("stands")
    return Party.objects.filter(Q(pk__in=roots) | Q(root__in=roots))
