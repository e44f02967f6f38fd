"""Criteria in force."""

from datetime import date

from django.db.models import Q

from qingzhi.base import clock

from ..models import Criterion, SchemeVersion
from ..refusals import NoSchemeInForce
from ..rules.criteria import Node


def in_force(on: date) -> Q:
    """A filter: rows with `valid_from` and an exclusive `valid_to` that hold on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def version_on(code: str, on: date) -> SchemeVersion:
    """The version of a scheme in force on a day; raises where there is none."""
    found = SchemeVersion.objects.filter(in_force(on), scheme__code=code).select_related("scheme").first()
    if found is None:
        raise NoSchemeInForce(f"评审标准“{code}”在 {on} 没有现行版本")
    return found


def scheme(code: str, on: date | None = None) -> SchemeVersion:
    """The version of a scheme in force today or on a day, as other domains ask for it."""
    return version_on(code, on or clock.today())


def nodes_of(version: SchemeVersion) -> list[Node]:
    """The tree of a version as the rules read it."""
    rows = list(version.criteria.order_by("position", "pk"))
    codes = {one.pk: one.code for one in rows}
    return [node_of(one, codes.get(one.parent_id or 0, "")) for one in rows]


def node_of(one: Criterion, parent: str) -> Node:
    return Node(one.code, one.title, one.kind, one.weight, parent, one.function)
