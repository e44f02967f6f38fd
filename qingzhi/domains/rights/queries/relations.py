"""What a right is linked with: other rights in both directions, the users of a geographical indication."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from ..models import GiUser, Right
from ..terms import LinkKind

USERS = 500


@dataclass(frozen=True)
class Link:
    """One related right: its record, or only its number where the register does not have it."""

    label: str
    number: str
    title: str
    right_id: int | None
    link_id: int | None  # None where the other record tells of it
    on: date | None = None


def links_of(right: Right) -> list[Link]:
    """The links that the right tells of, and those that others tell of it; two queries."""
    found = [
        Link(
            LinkKind(one.kind).label,
            one.other.number_shown if one.other else f"{one.other_country} {one.other_number}".strip(),
            one.other.title if one.other else "",
            one.other_id, one.pk, one.other_on,
        )
        for one in right.links.select_related("other").order_by("kind", "pk")
    ]  # fmt: skip
    told = {one.right_id for one in found}
    back = right.linked_from.select_related("right").order_by("kind", "pk")
    return found + [
        Link(_seen_from_there(one.kind), one.right.number_shown, one.right.title, one.right_id, None, None)
        for one in back
        if one.right_id not in told
    ]


def _seen_from_there(kind: str) -> str:
    return {LinkKind.PRIORITY: "作为优先权基础", LinkKind.DIVISIONAL: "分案"}.get(LinkKind(kind), LinkKind(kind).label)


def users_of(right: Right) -> QuerySet[GiUser]:
    """Who may use a geographical indication, or might: those of today first."""
    return right.users.select_related("party__root").order_by(F("valid_to").asc(nulls_first=True), "valid_from", "pk")[
        :USERS
    ]
