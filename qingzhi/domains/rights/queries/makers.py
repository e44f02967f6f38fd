"""Who made rights, who holds them, by whom they were filed: what rules of avoidance 「回避」 ask of the register."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from qingzhi.domains.parties.queries.families import roots_of

from ..models import Holding, Right
from ..terms import HoldingRole, RightKind
from .record import detail_of, with_detail

_SEPARATORS = re.compile(r"[;；,，、/\n]+")
MADE_BY = {RightKind.PATENT: "inventors", RightKind.VARIETY: "breeder", RightKind.WORK: "author"}
KINDS = (RightKind.PATENT, RightKind.VARIETY, RightKind.WORK, RightKind.TRADEMARK)
BATCH = 5_000


@dataclass(frozen=True)
class Makers:
    """One right with its makers as written, its agency, and the records that stand for its holders of any time."""

    right_id: int
    number: str
    title: str
    applied_on: date | None
    makers: tuple[str, ...]
    agency: str
    holders: frozenset[int]
    holder_names: tuple[str, ...]


def makers_of(right_ids: Iterable[int]) -> list[Makers]:
    """The makers of these rights, in a few questions however many."""
    ids = sorted(set(right_ids))
    found: list[Makers] = []
    for start in range(0, len(ids), BATCH):
        found += _read(Q(pk__in=ids[start : start + BATCH]))
    return found


def made_for(party_ids: Iterable[int], since: date) -> list[Makers]:
    """Patents and varieties that these records held at any time, applied for since a day."""
    ids = sorted(set(party_ids))
    found: dict[int, Makers] = {}
    for start in range(0, len(ids), BATCH):
        held = Holding.objects.filter(party_id__in=ids[start : start + BATCH], role=HoldingRole.HOLDER)
        asked = Q(pk__in=held.order_by().values("right_id"), kind__in=(RightKind.PATENT, RightKind.VARIETY))
        found |= {one.right_id: one for one in _read(asked & Q(applied_on__gte=since))}
    return list(found.values())


def _read(asked: Q) -> list[Makers]:
    rights = list(with_detail(Right.objects.filter(asked), KINDS).order_by("pk"))
    held = Holding.objects.filter(right__in=rights, role=HoldingRole.HOLDER).values_list(
        "right_id", "party_id", "name_written"
    )
    parties: dict[int, list[tuple[int, str]]] = {}
    for right, party, name in held:
        parties.setdefault(right, []).append((party, name))
    roots = roots_of(party for rows in parties.values() for party, _ in rows)
    return [_makers(one, parties.get(one.pk, []), roots) for one in rights]


def _makers(right: Right, held: list[tuple[int, str]], roots: dict[int, int]) -> Makers:
    detail = detail_of(right)
    text = getattr(detail, MADE_BY.get(RightKind(right.kind), ""), "") if detail is not None else ""
    names = tuple(one.strip() for one in _SEPARATORS.split(text or "") if one.strip())
    return Makers(
        right.pk, right.number_shown, right.title, right.applied_on, names, getattr(detail, "agency", "") or "",
        frozenset(roots.get(party, party) for party, _ in held), tuple(name for _, name in held),
    )  # fmt: skip
