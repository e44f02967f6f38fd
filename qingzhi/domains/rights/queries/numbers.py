"""Numbers as other domains are given them: the canonical form, and which right of the register bears it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Right
from ..rules.numbers import read_number
from ..terms import RightStatus

RUN = 500


@dataclass(frozen=True)
class KnownNumber:
    """A number in canonical and shown form; `right_id` where the register has it."""

    canonical: str
    shown: str
    right_id: int | None


@dataclass(frozen=True)
class PublicRight:
    """What anybody may read of a right."""

    pk: int
    kind: str
    number: str
    title: str
    holder: str
    status: str


def known_numbers(kind: str, texts: Iterable[str]) -> dict[str, KnownNumber]:
    """Each text as a number of this kind, by the text; what is no number at all is left out."""
    read = {text: read_number(kind, text) for text in set(texts)}
    wanted = sorted({one.canonical for one in read.values() if one.canonical})
    ids: dict[str, int] = {}
    for start in range(0, len(wanted), RUN):
        rows = Right.objects.filter(kind=kind, number__in=wanted[start : start + RUN])
        ids.update(rows.values_list("number", "pk"))
    return {
        text: KnownNumber(one.canonical, one.shown, ids.get(one.canonical))
        for text, one in read.items()
        if one.canonical
    }


def known_number(kind: str, text: str) -> KnownNumber | None:
    """One of them; None for what is no number."""
    return known_numbers(kind, [text]).get(text)


def public_right(kind: str, text: str) -> PublicRight | None:
    """The public right of this kind with that number; None where there is none."""
    known = known_number(kind, text)
    row = Right.objects.filter(pk=known.right_id, is_public=True).first() if known and known.right_id else None
    if row is None:
        return None
    return PublicRight(row.pk, row.kind, row.number_shown, row.title, row.holder_text, RightStatus(row.status).label)
