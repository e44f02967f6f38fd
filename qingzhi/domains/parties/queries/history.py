"""A party as it was on a day, and what its page shows."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from qingzhi.base.regions.models import Region

from ..models import Merge, NameQuestion, Party, PartyFlagSpan, PartyIndustry, PartyLink, PartyName
from ..rules.industries import SECTION_TITLES, section_of
from ..terms import NameKind, QuestionState
from .links import industry_title


def holds_on(on: date) -> Q:
    """The spans that hold on a day: the end is exclusive, a missing edge is open."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def name_on(party: Party, on: date) -> str:
    """What the party was called on a day: the name that ended next after it, else the present one."""
    rows = party.names.filter(holds_on(on), kind__in=(NameKind.OFFICIAL, NameKind.FORMER))
    ended = [row for row in rows if row.valid_to]
    if ended:
        return min(ended, key=lambda row: row.valid_to or date.max).name
    return party.name


def region_on(party: Party, on: date) -> Region | None:
    """Where the party sat on a day; None outside the province (or unknown)."""
    row = party.regions.filter(holds_on(on)).select_related("region").order_by("id").last()
    if row:
        return row.region
    return None if party.regions.exists() and party.region is None else party.region


def flags_on(party: Party, on: date) -> QuerySet[PartyFlagSpan]:
    """The recognitions that hold on a day."""
    return party.flags.filter(holds_on(on))


def names_of(party_ids: Sequence[int]) -> list[PartyName]:
    """All names of the records of one holder: the present one first, then other spellings, then former ones."""
    order = {kind: place for place, kind in enumerate(("official", "tibetan", "latin", "alias", "former"))}
    rows = PartyName.objects.filter(party_id__in=party_ids).select_related("party")
    return sorted(rows, key=lambda row: (order.get(row.kind, 9), row.valid_to is not None, row.pk))


def links_of(party_ids: Sequence[int]) -> list[PartyLink]:
    """Links from and to the records of one holder."""
    rows = PartyLink.objects.filter(Q(party_id__in=party_ids) | Q(other_id__in=party_ids))
    return list(rows.select_related("party", "other").order_by("-valid_from", "id")[:100])


def merges_of(party_ids: Sequence[int]) -> list[Merge]:
    """Merges of these records, the latest first, those that were undone among them."""
    rows = Merge.objects.filter(Q(party_id__in=party_ids) | Q(into_id__in=party_ids))
    return list(rows.select_related("party", "into")[:100])


def questions_of(party_ids: Sequence[int]) -> list[NameQuestion]:
    """Open questions about these records."""
    rows = NameQuestion.objects.filter(Q(party_id__in=party_ids) | Q(candidate_id__in=party_ids))
    return list(rows.filter(state=QuestionState.OPEN).select_related("party", "candidate")[:20])


def industry_words(row: PartyIndustry) -> str:
    """An industry with the name of its section, and its own where it is known."""
    section = section_of(row.code)
    return " · ".join(part for part in (SECTION_TITLES.get(section, ""), industry_title(row.code)) if part)
