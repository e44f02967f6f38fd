"""What the register answers about many rights at once, for whoever screens a list against it; only what is public."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Holding, Right
from ..terms import IN_FORCE, HoldingRole, RightKind, RightStatus

RUN = 500


@dataclass(frozen=True)
class ScreenedRight:
    """A right with who holds it now: the parties of the register, and the name as the source wrote it."""

    pk: int
    number: str
    title: str
    holder: str
    in_force: bool
    status: str
    parties: frozenset[int]


def screened_rights(ids: Iterable[int]) -> dict[int, ScreenedRight]:
    """These rights, by their keys."""
    wanted, found = sorted(set(ids)), {}
    for start in range(0, len(wanted), RUN):
        found.update(_read(Right.objects.filter(pk__in=wanted[start : start + RUN], is_public=True)))
    return found


def marks_called(names: Iterable[str]) -> dict[str, list[ScreenedRight]]:
    """The marks in force that read exactly so, by the name."""
    wanted = sorted({one.strip() for one in names if one.strip()})
    found: dict[str, list[ScreenedRight]] = {}
    for start in range(0, len(wanted), RUN):
        rows = Right.objects.filter(
            kind=RightKind.TRADEMARK, title__in=wanted[start : start + RUN], status__in=IN_FORCE, is_public=True
        )
        for one in _read(rows).values():
            found.setdefault(one.title, []).append(one)
    return found


def _read(rows: Iterable[Right]) -> dict[int, ScreenedRight]:
    rights = {one.pk: one for one in rows}
    held: dict[int, set[int]] = {pk: set() for pk in rights}
    holdings = Holding.objects.filter(right__in=rights, role=HoldingRole.HOLDER, valid_to=None)
    for right_id, party_id in holdings.values_list("right", "party"):
        held[right_id].add(party_id)
    return {
        pk: ScreenedRight(
            pk, one.number_shown, one.title, one.holder_text, one.status in IN_FORCE, RightStatus(one.status).label, frozenset(held[pk])
        )
        for pk, one in rights.items()
    }  # fmt: skip
