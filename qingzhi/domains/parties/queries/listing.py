"""What a page of the list of parties needs at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from ..models import Party, PartyFlagSpan, PartyName
from ..rules.names import name_key
from ..terms import PartyFlag
from .history import holds_on

SHORTEST = 2


def named_like(rows: QuerySet[Party], text: str) -> QuerySet[Party]:
    """The parties of which a name contains the text, or its folded form; or whose credit code begins with it."""
    text = text.strip()
    if len(text) < SHORTEST:
        return rows
    found = Q(name__icontains=text) | Q(key__contains=name_key(text))
    bearers = PartyName.objects.filter(found).values("party__root_id")
    by_code = Q(credit_code__startswith=text.upper()) if text.isascii() else Q()
    return rows.filter(Q(pk__in=bearers) | by_code if by_code else Q(pk__in=bearers))


def flags_of(parties: Sequence[Party], on: date) -> dict[int, list[str]]:
    """The recognitions in force, in words, by party; one query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = PartyFlagSpan.objects.filter(holds_on(on), party__in=parties).order_by("flag")
    for party, flag in rows.values_list("party_id", "flag"):
        found[party].append(PartyFlag(flag).label if flag in list(PartyFlag) else flag)
    return found
