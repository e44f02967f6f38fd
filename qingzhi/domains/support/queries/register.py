"""The applicant's own rights, looked up from the register with what the rules of candidates ask for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from qingzhi.domains.rights.queries.holdings import rights_of_records
from qingzhi.domains.rights.queries.record import detail_of, with_detail

from ..models import RightMark
from ..rules.candidates import Facts
from .holders import family_of


@dataclass(frozen=True)
class Held:
    """One right of the applicant: the register's row, its facts, its marks, whether the applicant is its first holder."""

    right: Any
    facts: Facts
    marks: tuple[str, ...]
    is_first: bool


def rights_held(party: Any, kinds: Iterable[str], on: date) -> list[Held]:
    """The rights that the family holds now, of these kinds; six queries whatever their number."""
    ids = family_of(party)
    rows = rights_of_records(ids).filter(kind__in=sorted(set(kinds)))
    return held(rows, ids, on)


def held(rows: Any, family: Sequence[int], on: date) -> list[Held]:
    """These rights with their facts; `family` are the applicant's records."""
    found = list(
        with_detail(rows).prefetch_related("links", "payments", "honours", "holdings").order_by("-registered_on", "-pk")
    )
    marks = _marks([one.pk for one in found], on)
    return [Held(one, facts_of(one), marks.get(one.pk, ()), _is_first(one, family)) for one in found]


def facts_of(right: Any) -> Facts:
    """What the register says of a right, as the rules ask it."""
    detail = detail_of(right)
    return Facts(
        kind=right.kind,
        detail=getattr(detail, "type", ""),
        is_gi=bool(getattr(detail, "is_gi", False)),
        applied_on=right.applied_on,
        registered_on=right.registered_on,
        fees=tuple(
            (one.year, one.paid_on, one.amount) for one in right.payments.all() if one.fee == "annual" and one.year
        ),
        overseas=tuple(
            (one.other_country, one.other_on)
            for one in right.links.all()
            if one.kind == "family" and one.other_country not in ("", "CN")
        ),
        recognised_on=tuple(one.valid_from for one in right.honours.all() if one.kind == "well_known"),
    )


def _is_first(right: Any, family: Sequence[int]) -> bool:
    standing = [one for one in right.holdings.all() if one.role == "holder" and one.valid_to is None]
    return bool(standing) and min(standing, key=lambda one: (one.position, one.pk)).party_id in family


def _marks(right_ids: Sequence[int], on: date) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for mark in RightMark.objects.filter(right__in=right_ids, valid_from__lte=on):
        if mark.valid_to is None or mark.valid_to > on:
            found[mark.right_id] = (*found.get(mark.right_id, ()), mark.get_kind_display())
    return found
