"""Whose a right was on a day, and which rights a family of records held."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from ..models import Holding, Right
from ..terms import HoldingRole


def covers(on: date) -> Q:
    """The spans that hold on a day: the end is exclusive, a missing edge is open."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def holders_on(right: Right, on: date) -> QuerySet[Holding]:
    """The holders of a right on a day, the first one first."""
    return right.holdings.filter(covers(on), role=HoldingRole.HOLDER).select_related("party__root")


def family_ids(party: Any) -> list[int]:
    """Every record that is one holder: the record that stands for them, and those that were merged into it."""
    root = party.root or party
    return sorted({root.pk, *root.family.values_list("pk", flat=True)})


def rights_of_family(party: Any, *, on: date | None = None, former: bool = False) -> QuerySet[Right]:
    """The rights that the family of a party's record holds now, or held on a day; `former` brings those it gave away."""
    held = Holding.objects.filter(party_id__in=family_ids(party), role=HoldingRole.HOLDER)
    if on is not None:
        held = held.filter(covers(on))
    elif not former:
        held = held.filter(valid_to=None)
    return Right.objects.filter(pk__in=held.order_by().values("right_id"))


def party_of(party_id: int) -> Any:
    """A record of a party with the one that stands for its family; None where there is none."""
    parties = Holding._meta.get_field("party").related_model._default_manager  # type: ignore[union-attr]
    return parties.select_related("root", "region").filter(pk=party_id).first()
