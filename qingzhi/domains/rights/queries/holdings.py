"""Whose a right was on a day, and which rights a family of records held."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from qingzhi.domains.parties.queries import family_ids

from ..models import GiUser, Holding, Right
from ..terms import HoldingRole


def covers(on: date) -> Q:
    """The spans that hold on a day: the end is exclusive, a missing edge is open."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def holders_on(right: Right, on: date) -> QuerySet[Holding]:
    """The holders of a right on a day, the first one first."""
    return right.holdings.filter(covers(on), role=HoldingRole.HOLDER).select_related("party__root")


def rights_of_family(party: Any, *, on: date | None = None, former: bool = False) -> QuerySet[Right]:
    """The rights that the family of a party's record holds now, or held on a day; `former` brings those it gave away."""
    return rights_of_records(family_ids(party), on=on, former=former)


def rights_of_records(ids: Iterable[int], *, on: date | None = None, former: bool = False) -> QuerySet[Right]:
    """The same by the numbers of the family's records."""
    held = Holding.objects.filter(party_id__in=list(ids), role=HoldingRole.HOLDER)
    if on is not None:
        held = held.filter(covers(on))
    elif not former:
        held = held.filter(valid_to=None)
    return Right.objects.filter(pk__in=held.order_by().values("right_id"))


def count_held(party_ids: Sequence[int]) -> int:
    """How many rights these records of one holder hold now."""
    return rights_of_records(party_ids).count()


def count_used(party_ids: Sequence[int]) -> int:
    """How many geographical indications these records of one holder may use now."""
    return GiUser.objects.filter(party_id__in=list(party_ids), valid_to=None).values("right_id").distinct().count()


def family_of(party_id: int) -> list[Any]:
    """The records of the family to which a party's record belongs, the one that stands for it first; none where there is none."""
    parties: Any = Holding._meta.get_field("party").related_model._default_manager  # type: ignore[union-attr]
    found = list(parties.select_related("region").filter(Q(pk=party_id) | Q(root_id=party_id)).order_by("pk"))
    asked = next((one for one in found if one.pk == party_id), None)
    if asked is not None and asked.root_pk != party_id:
        return family_of(asked.root_pk)
    return sorted(found, key=lambda one: one.pk != party_id)
