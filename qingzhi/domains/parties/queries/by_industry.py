"""Parties by their industries, for the classification into a plan's industries."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from qingzhi.base import clock

from ..models import Party, PartyIndustry
from ..rules.industries import SECTION_TITLES


def parties_with_codes() -> Iterator[tuple[int, str]]:
    """Every party that was not merged into another, with each GB/T 4754 code that it has today."""
    rows = PartyIndustry.objects.filter(party__merged_into=None).exclude(valid_to__lte=clock.today())
    yield from rows.values_list("party_id", "code").iterator(chunk_size=5000)


def parties_by_id(ids: Iterable[int]) -> QuerySet[Party]:
    """These parties."""
    return Party.objects.filter(pk__in=list(ids)).select_related("region")


def section_titles() -> dict[str, str]:
    """What the sections 「门类」 of GB/T 4754 are called, by letter."""
    return dict(SECTION_TITLES)
