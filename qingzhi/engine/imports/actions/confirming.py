"""Between the upload and the import: columns are corrected, the batch is confirmed, or given up."""

from collections.abc import Mapping

from django.db import transaction

from qingzhi.base import clock
from qingzhi.base.audit.actions import changed, record
from qingzhi.base.events.bus import publish
from qingzhi.base.permits import Actor, require

from ..events import BatchConfirmed, BatchDropped
from ..kinds import ImportKind
from ..models import Batch, ColumnMapping
from ..queries.columns import check_columns, columns_in_words
from ..refusals import BatchNotOpen
from ..terms import BatchState
from .preparing import known_kind


@transaction.atomic
def map_columns(*, actor: Actor, batch: Batch, columns: Mapping[str, int]) -> Batch:
    """Say which column holds what 「核对列名对照」; it is remembered for the next file with the same head."""
    batch, kind = locked_batch(actor, batch)
    if batch.state != BatchState.PREPARED:
        raise BatchNotOpen(f"批次 {batch.code} 已经确认，列名对照不能再改")
    _set_columns(actor, batch, kind, columns)
    return batch


@transaction.atomic
def confirm_batch(*, actor: Actor, batch: Batch, columns: Mapping[str, int] | None = None) -> Batch:
    """Confirm a batch 「确认导入」: it waits for its turn. Confirming twice changes nothing."""
    batch, kind = locked_batch(actor, batch)
    if batch.state in {BatchState.WAITING, BatchState.RUNNING, BatchState.DONE}:
        return batch
    if batch.state != BatchState.PREPARED:
        raise BatchNotOpen(f"批次 {batch.code} 处于“{batch.get_state_display()}”，不能确认导入")
    _set_columns(actor, batch, kind, batch.columns if columns is None else columns)
    told = changed(batch, state=BatchState.WAITING.value)
    batch.save(update_fields=["state"])
    record(actor, "imports.confirm_batch", batch, changes=told)
    publish(BatchConfirmed(batch_id=batch.pk, kind=batch.kind))
    return batch


@transaction.atomic
def drop_batch(*, actor: Actor, batch: Batch) -> Batch:
    """Give a batch up 「放弃」 of which nothing was imported; its file stays known."""
    batch, _ = locked_batch(actor, batch)
    if batch.state == BatchState.DROPPED:
        return batch
    if batch.state not in {BatchState.PREPARED, BatchState.WAITING} or batch.cursor:
        raise BatchNotOpen(f"批次 {batch.code} 已经开始导入，请先暂停再撤回")
    told = changed(batch, state=BatchState.DROPPED.value)
    batch.save(update_fields=["state"])
    record(actor, "imports.drop_batch", batch, changes=told)
    publish(BatchDropped(batch_id=batch.pk, kind=batch.kind))
    return batch


def locked_batch(actor: Actor, batch: Batch) -> tuple[Batch, ImportKind]:
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    kind = known_kind(batch.kind)
    require(actor, kind.permit)
    return batch, kind


def _set_columns(actor: Actor, batch: Batch, kind: ImportKind, columns: Mapping[str, int]) -> None:
    head = list(batch.understood.get("head") or [])
    if not batch.is_table:  # records name their fields themselves
        return
    before = columns_in_words(kind, head, batch.columns)
    if changed(batch, columns=check_columns(kind, head, columns)):
        batch.save(update_fields=["columns"])
        told = {"columns": (before, columns_in_words(kind, head, batch.columns))}
        record(actor, "imports.map_columns", batch, changes=told)
    ColumnMapping.objects.update_or_create(
        kind=kind.code,
        head_digest=batch.understood["head_digest"],
        defaults={"columns": batch.columns, "confirmed_at": clock.now(), "confirmed_by": actor.name},
    )
