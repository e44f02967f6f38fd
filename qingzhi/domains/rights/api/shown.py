"""Which titles and snippets of found rights the public may not have from us."""

from collections.abc import Sequence

from qingzhi.base.permits import Actor
from qingzhi.engine.imports.queries.republishing import allowed_by, allowed_fields

from ..models import Right
from ..terms import RightKind
from .finding import sees_all

SHOWN = {"number", "title", "abstract"}  # what a result may quote


def withheld_titles(actor: Actor, found: Sequence[tuple[str, int]]) -> set[tuple[str, int]]:
    """The results (kind and id) of which a licence keeps title, number or text in the house; two queries."""
    ids = [pk for kind, pk in found if kind in list(RightKind)]
    if sees_all(actor) or not ids:
        return set()
    rows = list(Right.objects.filter(pk__in=ids).values_list("kind", "pk", "batch_id", "created_batch_id"))
    allowed = allowed_by(one for row in rows for one in row[2:])
    return {(kind, pk) for kind, pk, *batches in rows if not _may(allowed_fields(allowed, *batches), kind)}


def _may(fields: frozenset[str] | None, kind: str) -> bool:
    wanted = SHOWN if kind == RightKind.PATENT else {"number", "title"}
    return fields is None or wanted <= fields
