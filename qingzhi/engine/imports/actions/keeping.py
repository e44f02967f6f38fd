"""Old values of what a batch changes, kept so that it can be taken back whole."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef

from ..bulk import insert_rows
from ..models import Batch, Change
from ..terms import BatchState

COLUMNS = ("batch_id", "model", "object_id", "old", "new")
STANDING = (BatchState.RUNNING.value, BatchState.DONE.value, BatchState.FAILED.value, BatchState.WAITING.value)


def keep_old(
    batch: Batch, model: type[models.Model] | str, rows: Iterable[tuple[int, dict[str, Any], dict[str, Any]]]
) -> None:
    """Keep (id, old values, new values) of records that a batch changes, in the transaction that changes them.

    Values are plain JSON by field name; a page shows them by the fields' official names.
    """
    label = _label(model)
    insert_rows(Change, COLUMNS, [(batch.pk, label, pk, old, new) for pk, old, new in rows])


def old_values(batch: Batch, model: type[models.Model] | str) -> Iterable[Change]:
    """What the batch changed in a table, the last change first, for putting the old values back in this order."""
    return Change.objects.filter(batch=batch, model=_label(model)).order_by("-id").iterator(chunk_size=2000)


def forget_old(batch: Batch, ids: Iterable[int], *, but: Iterable[str] = ()) -> None:
    """Drop the old values of records that were put back, except those of the tables named in `but`."""
    Change.objects.filter(batch=batch, object_id__in=list(ids)).exclude(model__in=list(but)).delete()


def later_batch(batch: Batch) -> Batch | None:
    """The first later batch that changed a record which this batch changed too, and still stands."""
    again = Change.objects.filter(
        batch_id__gt=batch.pk, batch__state__in=STANDING, model=OuterRef("model"), object_id=OuterRef("object_id")
    )
    mine = Change.objects.filter(batch=batch).filter(Exists(again)).first()
    return _first_after(batch, mine.model, [mine.object_id]) if mine else None


def later_batch_on(
    batch: Batch, model: type[models.Model] | str, ids: "Sequence[int] | models.QuerySet[Any]"
) -> Batch | None:
    """The first later batch that changed one of these records (such as this batch created), and still stands."""
    return _first_after(batch, _label(model), ids)


def _first_after(batch: Batch, model: str, ids: Any) -> Batch | None:
    found = Change.objects.filter(
        batch_id__gt=batch.pk, batch__state__in=STANDING, model=model, object_id__in=ids
    ).order_by("batch_id").select_related("batch").first()  # fmt: skip
    return found.batch if found else None


def _label(model: type[models.Model] | str) -> str:
    return model if isinstance(model, str) else model._meta.label_lower
