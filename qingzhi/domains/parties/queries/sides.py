"""Parties as the rule of likeness sees them."""

from collections import defaultdict
from collections.abc import Iterable

from ..models import Party, PartyName
from ..rules.likeness import Side
from ..terms import NameKind


def sides_of(party_ids: Iterable[int]) -> dict[int, Side]:
    """What the rule of likeness needs to know of these parties."""
    ids = list(party_ids)
    sides: dict[int, Side] = {}
    keys: dict[int, str] = {}
    former: dict[int, set[str]] = defaultdict(set)
    for start in range(0, len(ids), 5_000):
        part = ids[start : start + 5_000]
        names = PartyName.objects.filter(party_id__in=part).order_by("id").values_list("party_id", "key", "kind")
        for party, key, kind in names:
            if kind == NameKind.FORMER:
                former[party].add(key)
            elif party not in keys or kind == NameKind.OFFICIAL:
                keys[party] = key
        fields = ("pk", "kind", "region__code", "address", "credit_code")
        for pk, kind, code, address, credit in Party.objects.filter(pk__in=part).values_list(*fields):
            sides[pk] = Side(keys.get(pk, ""), kind, frozenset(former[pk]), code or "", address, credit)
    return sides
