"""What a right is linked with, in words."""

from dataclasses import dataclass
from datetime import date

from ..terms import LinkKind
from .parts import Parts

SEEN_FROM_THERE = {LinkKind.PRIORITY: "作为优先权基础", LinkKind.DIVISIONAL: "分案"}


@dataclass(frozen=True)
class Link:
    """One related right: its record, or only its number where the register does not have it."""

    label: str
    number: str
    title: str
    right_id: int | None
    link_id: int | None  # None where the other record tells of it
    on: date | None = None


def links_in_words(parts: Parts) -> list[Link]:
    """The links that the right tells of, then those that others tell of it."""
    told = [
        Link(
            LinkKind(one.code).label,
            one.text if one.ref else f"{one.note} {one.text}".strip(),
            one.note if one.ref else "",
            one.ref, one.pk, one.valid_from,
        )
        for one in parts.links
    ]  # fmt: skip
    back = [Link(_seen_from_there(one.code), one.text, one.note, one.ref, None) for one in parts.back_links]
    return told + back


def _seen_from_there(kind: str) -> str:
    return SEEN_FROM_THERE.get(LinkKind(kind), LinkKind(kind).label)
