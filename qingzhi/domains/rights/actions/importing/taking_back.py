"""Taking a batch back: what it created goes, what it changed becomes again what it was, histories and all."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import DO_NOTHING, ManyToOneRel

from qingzhi.base.audit.models import AuditEntry
from qingzhi.engine.imports.actions.keeping import forget_old
from qingzhi.engine.imports.models import Batch, Change
from qingzhi.engine.search.actions import reindex

from ...models import Right
from ...refusals import RightsChangedSince
from .lookup import SEEN, runs
from .standing import RIGHT_FIELDS, TABLES
from .taking import Taking
from .updating import HISTORIES, replace_rows, write_values

RUN = 5_000
RIGHT = Right._meta.label_lower
OWN_TABLES = frozenset(table._meta.label_lower for table, _ in TABLES.values())


def roll_back(batch: Batch, takings: Sequence[type[Taking]]) -> int:
    """Put everything back as it was before the batch, in the caller's transaction; how many records that were.

    Refused where a right was changed after the batch, by a later one or by hand: then what came later must go first.
    """
    created = list(Right.objects.filter(created_batch_id=batch.pk).order_by("id").values_list("id", flat=True))
    changed = Change.objects.filter(batch=batch, model=RIGHT).values_list("object_id", flat=True)
    _refuse_changed_since(batch, created, list(changed))
    count = 0
    for ids in in_runs(changed.order_by("id").iterator()):
        count += restore(batch, ids, takings)
    _put_dates_back(batch)
    for ids in in_runs(created):
        count += remove(ids, takings)
    return count


def restore(batch: Batch, ids: Sequence[int], takings: Sequence[type[Taking]]) -> int:
    """Put back what the batch changed of these rights."""
    kept: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    found = Change.objects.filter(batch=batch, object_id__in=ids).exclude(model=SEEN)
    for change in found.order_by("-id").iterator():
        kept[change.model][change.object_id] = change.old
    _write_back(Right, RIGHT_FIELDS, kept[RIGHT])
    for taking in takings:
        _write_back(taking.model, taking.own_columns, kept[taking.model._meta.label_lower])
    for name in TABLES:
        rows = {right_id: old[name] for right_id, old in kept[HISTORIES].items() if name in old}
        replace_rows(name, list(rows), [tuple(row) for one in rows.values() for row in one])
    forget_old(batch, ids, but=[SEEN])
    _tell(ids)
    return len(kept[RIGHT])


def remove(ids: Sequence[int], takings: Sequence[type[Taking]]) -> int:
    """Delete rights that a batch created, with their histories; refused where something else hangs on one by now."""
    written = OWN_TABLES | {taking.model._meta.label_lower for taking in takings}
    _tell(ids)
    for table, column, derived in _pointing():
        rows = table._default_manager.filter(**{f"{column}__in": ids})
        if derived or (table._meta.label_lower in written and column == "right_id"):
            rows._raw_delete("default")
        elif rows.exists():
            raise RightsChangedSince(
                f"本批次登记的权利已有后来登记的{table._meta.verbose_name}，请先处理这些记录再撤回"
            )
    return Right.objects.filter(pk__in=ids)._raw_delete("default")


def _pointing() -> Iterator[tuple[type[models.Model], str, bool]]:
    """Every table and column that points to a right, and whether it is only derived from rights."""
    for relation in Right._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            yield relation.related_model, relation.field.attname, relation.on_delete is DO_NOTHING


def in_runs(ids: Iterable[int]) -> Iterator[list[int]]:
    waiting = iter(ids)
    while run := list(islice(waiting, RUN)):
        yield run


def _refuse_changed_since(batch: Batch, created: Sequence[int], changed: Sequence[int]) -> None:
    """A right bears the batch that touched it last; what was done by hand since then stands in the audit trail."""
    touched = [*created, *changed]
    since = set(_by_hand_since(batch)) & set(touched)
    for ids in in_runs(touched):
        since |= set(Right.objects.filter(pk__in=ids).exclude(batch_id=batch.pk).values_list("id", flat=True))
    if since:
        raise RightsChangedSince(f"本批次的权利中有 {len(since)} 项后来又被其他批次或人工更改，请先撤回后来的更改")


def _by_hand_since(batch: Batch) -> Iterator[int]:
    """Rights that an action named after the batch was sent in; imports name none."""
    own = AuditEntry.objects.filter(object_kind=Batch._meta.label, object_id=str(batch.pk)).order_by("id")
    first = own.values_list("id", flat=True).first() or 0
    named = AuditEntry.objects.filter(object_kind=Right._meta.label, id__gt=first)
    return (int(text) for text in named.values_list("object_id", flat=True).distinct())


def _put_dates_back(batch: Batch) -> None:
    """Rights that the batch only confirmed bear the day and the batch again that they bore."""
    for change in Change.objects.filter(batch=batch, model=SEEN).iterator():
        if "data_as_of" in change.old:
            old = change.old
            rows = list(zip(old["ids"], old["data_as_of"], old["batch_id"], strict=True))
            standing = set(Right.objects.filter(pk__in=old["ids"], batch_id=batch.pk).values_list("id", flat=True))
            write_values(Right, ("data_as_of", "batch_id"), [row for row in rows if row[0] in standing])


def _write_back(model: type[models.Model], columns: Sequence[str], kept: dict[int, dict[str, Any]]) -> None:
    """Records that changed the same fields are put back together."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for pk, old in kept.items():
        names = tuple(name for name in columns if name in old)
        if names:
            groups[names].append((pk, *(old[name] for name in names)))
    for names, rows in groups.items():
        write_values(model, names, rows)


def _tell(ids: Sequence[int]) -> None:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for pk, kind in Right.objects.filter(pk__in=ids).order_by().values_list("id", "kind"):
        by_kind[kind].append(pk)
    for kind, found in by_kind.items():
        for first, last in runs(found):
            reindex(kind, first, last)
