"""What is known against the exhibitors of a fair: findings that hold. They are public; nothing else of an archive is told."""

from collections.abc import Iterable
from datetime import date

from qingzhi.domains.enforcement.queries.fair_sources import fair_source
from qingzhi.domains.parties.queries import parties_by_root, roots_of

from ..models import Archive, Listing
from .archives import listings_standing


def said_at_fairs(parties: Iterable[int], on: date) -> dict[int, str]:
    """One sentence for each party that a finding holds against, whichever record of the holder it stands on."""
    roots = roots_of(parties)
    holder = {member: root for root, members in parties_by_root(roots.values()).items() for member in members}
    rows = listings_standing(Archive.objects.filter(party__in=list(holder)), on).select_related("archive")
    told = {holder[one.archive.party_id]: _sentence(one) for one in rows if one.archive.party_id}
    return {party: told[root] for party, root in roots.items() if root in told}


def _sentence(one: Listing) -> str:
    return f"{one.get_kind_display()}：{one.get_conduct_display()}（{one.number}，至 {one.until}）"


fair_source("credit", said_at_fairs)
