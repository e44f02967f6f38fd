"""Records that are one holder."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from ..models import Party


def family_ids(party: Party) -> list[int]:
    """Every record that is one holder: the one that stands for them, and those that were merged into it."""
    root = party.root_pk
    return sorted({root, *Party.objects.filter(Q(pk=root) | Q(root_id=root)).values_list("pk", flat=True)})


def roots_of(party_ids: Iterable[int]) -> dict[int, int]:
    """For each record the one that stands for it."""
    ids = sorted(set(party_ids))
    found: dict[int, int] = {}
    for start in range(0, len(ids), 5_000):
        rows = Party.objects.filter(pk__in=ids[start : start + 5_000]).values_list("pk", "root_id")
        found.update((pk, root or pk) for pk, root in rows)
    return found


def parties_by_root(root_ids: Iterable[int]) -> dict[int, list[int]]:
    """For each record that stands for a family all its records, ascending; many families in one query."""
    found: dict[int, list[int]] = {root: [] for root in root_ids}
    ids = sorted(found)
    for start in range(0, len(ids), 5_000):
        part = ids[start : start + 5_000]
        rows = Party.objects.filter(Q(pk__in=part) | Q(root_id__in=part)).order_by("pk").values_list("pk", "root_id")
        for pk, root in rows:
            if (key := root or pk) in found:
                found[key].append(pk)
    return found


def party_of_subject(subject_id: int | None) -> Party | None:
    """The record of whom somebody acts for by mandate."""
    return Party.objects.select_related("subject").filter(subject=subject_id).first() if subject_id else None


def family_of_subject(subject_id: int) -> QuerySet[Party]:
    """Every record that is one holder with the subject's own; part of whatever query it is used in."""
    standing = Party.objects.filter(subject=subject_id).annotate(standing=Coalesce("root_id", "pk")).values("standing")
    return Party.objects.filter(Q(pk__in=standing) | Q(root__in=standing))
