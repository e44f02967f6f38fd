"""Which fields of imported records may be shown to the public: those that their batches' licence allows, no others."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from ..models import Batch

ENTERED = None  # a record that no batch brought: everything may be shown


def allowed_by(batches: Iterable[int | None]) -> dict[int, frozenset[str]]:
    """The fields that each of these batches lets be republished; one query."""
    wanted = {one for one in batches if one is not None}
    rows = Batch.objects.filter(pk__in=wanted).values_list("pk", "republish") if wanted else ()
    return {pk: frozenset(names) for pk, names in rows}


def allowed_fields(allowed: dict[int, frozenset[str]], *batches: int | None) -> frozenset[str] | None:
    """The fields of a record that all its batches allow (a batch that is not known allows none); `ENTERED` without any."""
    given = [allowed.get(one, frozenset()) for one in batches if one is not None]
    return frozenset.intersection(*given) if given else ENTERED


def republishable(rows: QuerySet[Any], fields: Iterable[str], *columns: str) -> QuerySet[Any]:
    """The records of which the public may see all these fields; `columns` hold the numbers of their batches."""
    wanted = set(fields)
    allowing = [pk for pk, names in Batch.objects.values_list("pk", "republish") if wanted <= set(names)]
    found = Q()
    for column in columns:
        found &= Q(**{column: None}) | Q(**{f"{column}__in": allowing})
    return rows.filter(found)
