"""Telling the index of rights whose holders are called otherwise now."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q

from qingzhi.engine.search.actions.outbox import reindex

from ..models import Holding, Right

GAP = 50  # ids between two rights that still make one run


@transaction.atomic
def reindex_rights_of(*, party_ids: Sequence[int]) -> int:
    """Note every right that these parties, or records merged into them, hold or held; returns how many."""
    held = (
        Holding.objects.filter(Q(party_id__in=party_ids) | Q(party__root_id__in=party_ids))
        .order_by()
        .values("right_id")
    )
    total = 0
    by_kind: dict[str, list[int]] = {}
    for pk, kind in Right.objects.filter(pk__in=held).order_by("kind", "id").values_list("id", "kind"):
        by_kind.setdefault(kind, []).append(pk)
        total += 1
    for kind, ids in by_kind.items():
        for first, last in runs(ids):
            reindex(kind, first, last)
    return total


def runs(ids: Iterable[int]) -> list[tuple[int, int]]:
    """Ids in ascending order as runs, near ones together."""
    found: list[tuple[int, int]] = []
    for one in ids:
        if found and one - found[-1][1] <= GAP:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return found
