"""What higher domains tell of parties: a holder's page with rights, counts of what they hold, names of industries.

They register at start-up; a page of this domain asks here and never imports upwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Count = Callable[[Sequence[int]], int]


@dataclass(frozen=True)
class Fact:
    """Something that is counted of a holder's records: `count` of the ids, `url` of the list for a holder."""

    title: str
    count: Count
    unit: str = ""
    url: Callable[[int], str] | None = None


@dataclass(frozen=True)
class FactCount:
    """One count as it stands on a page."""

    title: str
    value: int
    unit: str
    url: str


_facts: dict[str, Fact] = {}
_holder: list[Callable[[int], str]] = []
_public_holder: list[Callable[[int], str]] = []
_industry: list[Callable[[str], str]] = []


def register_fact(title: str, count: Count, *, unit: str = "", url: Callable[[int], str] | None = None) -> None:
    """Declare, at start-up, what is counted of a holder (all records of the family): rights, users of a GI …"""
    _facts[title] = Fact(title, count, unit, url)


def fact_counts(party_ids: Sequence[int]) -> list[FactCount]:
    """All counts of these records of one holder; the first of them names the holder in addresses."""
    return [
        FactCount(one.title, one.count(party_ids), one.unit, one.url(party_ids[0]) if one.url else "")
        for one in _facts.values()
        if party_ids
    ]


def holder_link(url: Callable[[int], str], public_url: Callable[[int], str] | None = None) -> None:
    """Declare, at start-up, where the page of a holder with all rights is: an address by the party's id."""
    _holder[:] = [url]
    _public_holder[:] = [public_url] if public_url else []


def holder_url(party_id: int) -> str:
    """The holder's page with all rights; empty where no domain brings one."""
    return _holder[0](party_id) if _holder else ""


def public_holder_url(party_id: int) -> str:
    """The same for everybody; empty where there is none."""
    return _public_holder[0](party_id) if _public_holder else ""


def industry_titles(title: Callable[[str], str]) -> None:
    """Declare, at start-up, who knows the names of GB/T 4754 codes."""
    _industry[:] = [title]


def industry_title(code: str) -> str:
    """The name of an industry; empty where nobody knows it."""
    return _industry[0](code) if _industry else ""
